"""What the made-up indicators are, and whom each made-up place is compared with."""

from datetime import date
from typing import Final

import numpy as np

from ropewalk.benchmarks.draws import KINDS, SCALE
from ropewalk.benchmarks.size import FIRST_YEAR, Size
from ropewalk.findings.blocks.job import Definitions
from ropewalk.findings.comparison import Comparison
from ropewalk.vocabulary.indicator import Break, Measure, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

NEIGHBOURS: Final = "nearest-neighbours"
_COUNTRY: Final = "E92000001"
_USUAL: Final = {Kind.PROPORTION: (10.0, 90.0), Kind.RATE: (40.0, 600.0), Kind.MEAN: (20.0, 60.0)}
_POLARITIES: Final = (Polarity.HIGHER, Polarity.LOWER, Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL)


def codes(size: Size) -> tuple[str, ...]:
    """The places' codes in order: authorities, regions, the country."""
    return (
        *(f"E06{at:06d}" for at in range(1, size.authorities + 1)),
        *(f"E12{at:06d}" for at in range(1, size.regions + 1)),
        _COUNTRY,
    )


def definitions(size: Size) -> Definitions:
    """A measure with a target for every indicator, and whom each place is compared with."""
    measures = tuple(_measure(number, size) for number in range(size.indicators))
    return Definitions(measures, _comparison(size), date(FIRST_YEAR + size.periods, 9, 1))


def indicator_id(number: int) -> str:
    """The id of an indicator by its number; in order of number."""
    return f"indicator-{number:05d}"


def _measure(number: int, size: Size) -> Measure:
    rng = np.random.default_rng([size.seed, number, 1])
    kind = KINDS[number % len(KINDS)]
    year = FIRST_YEAR + int(rng.integers(size.periods // 2, size.periods + 1))
    broken = (Break(date=date(year, 1, 1), reason="asked another way"),) if rng.random() < 0.05 else ()
    target = round(float(rng.uniform(*_USUAL[kind])), 1)
    return Measure(
        id=indicator_id(number),
        kind=kind,
        polarity=_POLARITIES[number % len(_POLARITIES)],
        frequency=Frequency.ANNUAL,
        multiplier=SCALE[kind],
        target=Target(value=target, date=date(FIRST_YEAR + size.periods + 5, 12, 31)),
        breaks=broken,
    )


def _comparison(size: Size) -> Comparison:
    every = codes(size)
    small, regions = every[: size.authorities], every[size.authorities : -1]
    share = [number * len(regions) // len(small) for number in range(len(small))]
    above = {code: (regions[at], _COUNTRY) for code, at in zip(small, share, strict=True)}
    sets = (_neighbours(size, small),) if size.peers else ()
    return Comparison(
        peer_sets=sets,
        parents=above | dict.fromkeys(regions, (_COUNTRY,)),
        kinds=dict.fromkeys(small, "authority") | dict.fromkeys(regions, "region") | {_COUNTRY: "country"},
        names=dict(zip(every, every, strict=True)),
        default=("country", "region", *(peer_set.id for peer_set in sets)),
    )


def _neighbours(size: Size, small: tuple[str, ...]) -> PeerSet:
    rng = np.random.default_rng([size.seed, 2])
    most = min(size.peers, len(small) - 1)
    chosen = (rng.choice(len(small) - 1, most, replace=False) for _ in small)
    by_place = {
        code: tuple(small[int(at) + (at >= own)] for at in others)  # never the place itself
        for own, (code, others) in enumerate(zip(small, chosen, strict=True))
    }
    return PeerSet(
        id=NEIGHBOURS,
        title="Nearest neighbours",
        basis="drawn by chance",
        chosen_by="",
        dated=date(FIRST_YEAR, 1, 1),
        by_place=by_place,
    )
