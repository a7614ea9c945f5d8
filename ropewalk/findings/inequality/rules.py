"""The published rule for gaps inside a place, in numbers and words. Every threshold of theirs stands here."""

from typing import Final

HOME: Final = "lsoa"
"""The kind of place that a neighbourhood is."""
KINDS: Final = ("authority",)
"""The kinds of place inside which gaps are told. A region has neighbourhoods that may not all be held."""
RANKINGS: Final = {"income-deprivation": ("where most people are short of money", "where fewest are")}
"""Indicators that put neighbourhoods in order, the best first, and how sentences name the two ends. Money
alone, not the whole index of deprivation, which is made of crime, health and the rest: they would be put in
order by themselves."""
TENTHS_FROM: Final = 100
"""So many neighbourhoods are cut into tenths: ten stand in each; fewer are cut into fifths."""
LEAST: Final = 25
"""With fewer neighbourhoods than five in each fifth no gap is told."""
PARTS: Final = (5, 10)
PART_WORDS: Final = {5: "fifth", 10: "tenth"}
PER: Final = 1000.0
"""A count is told for every so many people, as neighbourhoods differ in size."""
COUNTS: Final = "slope over groups; limits from counts and spread"
SPREAD: Final = "slope over groups; limits from spread"
BESIDE: Final = 0.998
"""How sure a neighbourhood must differ from its whole place to be called better or worse: wide enough that
among a few hundred that do not differ at all, fewer than one is."""
ITSELF: Final = "slope over groups of itself"
