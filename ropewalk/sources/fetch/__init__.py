"""Fetching: a publisher's newest bytes are put into a source's folder, whole or not at all.

See docs/fetching.md. A fetch never touches the store: what it has put in place is read, checked and
stored by a load.
"""
