"""False alarms and power of the shipped rule, on series whose truth is known because they were made."""
