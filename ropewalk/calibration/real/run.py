"""The real half of a calibration: every series of a store."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from ropewalk.calibration.real.coverage import coverage_rows
from ropewalk.calibration.real.cuts import Cuts, cuts_of
from ropewalk.calibration.real.pinball import pinball_rows
from ropewalk.calibration.real.reliability import reliability_rows
from ropewalk.calibration.real.stability import stability_rows
from ropewalk.calibration.real.tries import try_all
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.encode import encode
from ropewalk.findings.measures import Measures, as_arrays, month_of
from ropewalk.findings.prepare import points_of
from ropewalk.observations.store import Store
from ropewalk.vocabulary.calibration import RealCalibration
from ropewalk.vocabulary.city import Definitions

Progress = Callable[[str, int, int], None]
SEED: Final = 13
"""Of the figures drawn to see how often verdicts must change."""


def run(
    folder: Path, definitions: Definitions, *, today: date, progress: Progress = lambda *_: None
) -> RealCalibration:
    """Cut every series held at each past year, forecast and judge, and compare with what came.

    ``folder``: the store's. ``today`` decides only what is old, which no figure here depends on. ``progress``
    is told what is being done, how much is done and of how much. Nothing is written."""
    store = Store.open(folder)
    cuts, measures = read_cuts(store, definitions)
    if not len(cuts):
        return RealCalibration(revision=store.revision)
    tries = try_all(cuts, measures, lambda done, of: progress("foretelling from past years", done, of))
    stability = stability_rows(
        cuts,
        measures,
        today=month_of(today),
        seed=SEED,
        progress=lambda done, of: progress("judging past years", done, of),
    )
    return RealCalibration(
        revision=store.revision,
        coverage=coverage_rows(tries, measures),
        pinball=pinball_rows(tries, measures),
        reliability=reliability_rows(tries),
        stability=stability,
    )


def read_cuts(store: Store, definitions: Definitions) -> tuple[Cuts, Measures]:
    """All series of a store, cut at each past year, and their indicators."""
    measures = as_arrays(definitions.indicators)
    coded = encode(Disclosed(store).read(), measures, [])
    return cuts_of(points_of(coded, measures), measures), measures
