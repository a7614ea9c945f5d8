"""Open data: every table of the account as files for people and machines, now and as of every revision."""
