"""The pages of the office, by part. Each write is an action of a room below."""
