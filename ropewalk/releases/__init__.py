"""Releases: numbered publications that stand for ever, their calendar, and the reports made of them.

A release freezes the findings, the definitions, what people wrote and which code showed it, each with its
hash. What readers may see of it follows from the clock alone. May import rooms below row 8.
"""
