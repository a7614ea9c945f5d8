"""Layouts: how one publisher's files have been laid out over the years, declared in TOML. See ``read.py``."""
