"""Disclosure control: the one place where numbers that must not be seen are taken away.

It runs before anything is derived, because the limits, the trend, the chart or the rank of a hidden
value can give it away. ``hide`` is the rule for rows whose state says that they are hidden; ``protect``
decides which others must be, by a source's rules; ``keep`` does so for each load and records what was shown;
``view`` is how everybody else reads a store. See docs/decisions/0024-nobody-can-be-picked-out.md.
"""
