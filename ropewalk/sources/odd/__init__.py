"""Readers in code for the odd ones out, where a column map cannot say it; imports as its parent does."""
