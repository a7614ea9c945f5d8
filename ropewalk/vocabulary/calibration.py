"""What a calibration found: how often the verdicts are right, on made series and on real ones.

Frozen, exchanged as JSON, read by pages. A share lies from 0 to 1; a number that was not worked out is null.
"""

from datetime import date

import msgspec

OVERALL = "overall"
"""The group that holds every series; other groups are kinds of indicator."""
FOLLOWED = "what followed a day, by itself"
FOLLOWED_BESIDE = "what followed a day, beside 20 places"
"""How classes are named on which "did it work?" is tried, by its two designs."""


class ClassRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """False alarms of the shipped rule in one class of series that are in truth stable.

    ``rhythm``: ``yearly``, ``rolling``, ``monthly`` or ``quarterly``. ``points``: points a series has,
    of which the rule uses its newest window. ``improving``, ``worsening``, ``silent`` (*cannot say*): shares
    of the ``series``. ``error``: standard error of improving + worsening, from the number of series alone.
    ``usual``: the share called changed by the test most programs would use, null where there is none.
    """

    name: str
    rhythm: str
    points: int
    series: int
    improving: float
    worsening: float
    silent: float
    error: float
    usual: float | None = None

    @property
    def called(self) -> float:
        """Share called improving or worsening."""
        return self.improving + self.worsening


class ClassPower(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Power of the shipped rule and of others set to raise as many false alarms, in one class.

    ``change``: ``rise``, ``step``, ``newest`` or ``half-year``; ``size`` in standard deviations of a point.
    ``alarms``: the share of stable series that each rule calls changed here. ``ours``, ``recent_trend``,
    ``control_chart``: shares of changed series called, at that same false alarm rate; null where a rule
    does not apply. ``recent_trend_cut``: the chi-squared beyond which the recent trend then counts;
    ``control_chart_cut``: the average moving ranges between centre and limit, null where even without
    limits the rules about runs raise more alarms and only some of theirs, drawn by lot, are counted.
    ``..._everywhere``: the same rules with one cut for all classes, that keeps false alarms at 5% in the
    worst of them, as a rule must that does not know which class it is looking at. ``error``: standard error
    of one share, at most.
    """

    name: str
    rhythm: str
    points: int
    series: int
    change: str
    size: float
    alarms: float
    ours: float
    error: float
    recent_trend: float | None = None
    recent_trend_cut: float | None = None
    control_chart: float | None = None
    control_chart_cut: float | None = None
    recent_trend_everywhere: float | None = None
    control_chart_everywhere: float | None = None


class Coverage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often the truth fell inside the forecast's interval, over real series cut at past years.

    ``group``: OVERALL or a kind of indicator. ``horizon``: years ahead. ``nominal``: 0.8 or 0.95.
    ``covered``: share of the ``count`` cuts of series; ``by_indicator``: the same with every indicator
    counting alike. ``heldout``: the newest cuts, on which nothing was tuned.
    """

    group: str
    horizon: int
    nominal: float
    covered: float
    count: int
    heldout: bool = False
    by_indicator: float | None = None


class Pinball(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean pinball loss of one forecast method (lower is better), in units that series share.

    ``relative``: the loss over that of repeating the last value, below 1 when better; ``by_indicator``: the
    same with every indicator counting alike.
    """

    method: str
    group: str
    horizon: int
    loss: float
    relative: float
    count: int
    heldout: bool = False
    by_indicator: float | None = None


class Reliability(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a target was reached whose stated chance lay from ``low`` to ``high``, ``horizon`` years on.

    Over real series cut at past years, with targets set below and above the newest value. ``stated``: the
    mean chance stated; ``came``: the share reached of the ``count``; ``by_indicator``: the same with every
    indicator counting alike.
    """

    horizon: int
    low: float
    high: float
    stated: float
    came: float
    count: int
    heldout: bool = False
    by_indicator: float | None = None


class Stability(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a rule's verdict changes when one more point arrives.

    ``flips``: share of the ``count`` pairs of neighbouring verdicts that differ. ``expected``: the share
    that a calibrated rule must show because what is near a threshold has to cross it; null where unknown.
    """

    rule: str
    flips: float
    expected: float | None
    count: int


class Calibration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything one calibration found. ``revision``: the store's, nought when no real series were read.
    ``seed``, ``series``: what the made series came from, and how many a class."""

    made: date
    revision: int = 0
    seed: int = 0
    series: int = 0
    simulated: tuple[ClassRate, ...] = ()
    power: tuple[ClassPower, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    pinball: tuple[Pinball, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    stability: tuple[Stability, ...] = ()


class RealCalibration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The half that comes from real series, ready to be put into a Calibration."""

    revision: int = 0
    coverage: tuple[Coverage, ...] = ()
    pinball: tuple[Pinball, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    stability: tuple[Stability, ...] = ()
