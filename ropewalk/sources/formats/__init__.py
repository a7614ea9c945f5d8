"""File formats: each module turns a publisher's bytes into text cells; a map says what they mean."""
