"""The web pages of the account. May import what publish may; no other medium."""
