"""Thin commands over the rooms below: arguments in, words and files out. May import every room but config."""
