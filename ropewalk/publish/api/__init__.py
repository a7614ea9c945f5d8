"""The read API at /api/v1/: the account as JSON, for programs. Imports no other medium."""
