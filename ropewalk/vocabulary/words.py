"""Closed lists of words. A value outside its list is an error, never a new word."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of number an indicator is; decides the limits and tests that fit it."""

    PROPORTION = "proportion"
    RATE = "rate"
    MEAN = "mean"
    RATIO = "ratio"
    COUNT = "count"
    INDEX = "index"
    MODELLED = "modelled"


class Polarity(StrEnum):
    """Which way is better. Neutral where a target would be unsafe or the meaning is mixed."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Frequency(StrEnum):
    """The rhythm in which the producer publishes new periods."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"
    BIENNIAL = "biennial"
    OCCASIONAL = "occasional"


class State(StrEnum):
    """The state of an observation. None of them is zero."""

    MEASURED = "measured"
    PROVISIONAL = "provisional"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"
    NOT_AVAILABLE = "not available"
    NOT_YET_PUBLISHED = "not yet published"


class Question(StrEnum):
    """What a finding answers."""

    DIRECTION = "direction"
    POSITION = "position"
    PROSPECT = "prospect"


class Direction(StrEnum):
    """Verdict on change over time."""

    IMPROVING = "improving"
    NO_CLEAR_CHANGE = "no clear change"
    WORSENING = "worsening"
    CANNOT_SAY = "cannot say"


class Position(StrEnum):
    """Verdict against one comparator."""

    BETTER = "better"
    NOT_DISTINGUISHABLE = "not distinguishable"
    WORSE = "worse"
    CANNOT_SAY = "cannot say"


class Prospect(StrEnum):
    """Verdict on reaching the target."""

    LIKELY = "likely"
    UNCERTAIN = "uncertain"
    UNLIKELY = "unlikely"
    NO_TARGET = "no target"
    CANNOT_SAY = "cannot say"


class Effect(StrEnum):
    """Verdict on what an indicator did once an action began. An association, never a proof."""

    BETTER = "moved with it, for the better"
    NO_CLEAR_SIGN = "no clear sign"
    WORSE = "moved with it, for the worse"
    CANNOT_SAY = "cannot say"


class Reason(StrEnum):
    """Why a finding cannot say, or what a reader must know beside its verdict."""

    TOO_FEW_POINTS = "too few points"
    GAP = "gap"
    OVERLAPPING_PERIODS = "overlapping periods"
    CONSTANT = "constant"
    NO_UNCERTAINTY_PUBLISHED = "no uncertainty published"
    SUPPRESSED = "suppressed"
    BREAK_IN_SERIES = "break in series"
    BOUNDARY_CHANGE = "boundary change"
    EXHAUSTED = "exhausted"
    STALE = "stale"
    NEUTRAL_POLARITY = "neutral polarity"
    PROVISIONAL = "provisional"
    NO_COMPARATOR = "no comparator value"
    TOO_FEW_PEERS = "too few peers"
    PERIODS_DIFFER = "periods differ"
    ALREADY_MOVING = "already moving"
    PUT_TOGETHER = "put together from former places"


class Lever(StrEnum):
    """How far the council's hand reaches."""

    CONTROLS = "controls"
    INFLUENCES = "influences"
    CONTEXT = "context"
