"""Fit the widths of forecasts again: ``python -m bench.outlook_widths WORKSPACE``; docs/decisions/0013."""

import sys
from pathlib import Path

from ropewalk.calibration.real.run import read_cuts
from ropewalk.calibration.real.tries import try_all
from ropewalk.calibration.real.widths import fitted
from ropewalk.findings.widths import WIDTHS
from ropewalk.observations.store import Store
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


def main(workspace: str) -> None:
    """Print widen and growth for each kind, fitted on what was not held back, beside those shipped."""
    folder = Folder(Path(workspace))
    cuts, measures = read_cuts(Store.open(folder.store), read_definitions(folder))
    tries = try_all(cuts, measures, lambda *_: None)
    shipped = {str(kind): widths for kind, widths in WIDTHS.items()}
    for kind, (widen, growth) in fitted(tries, measures).items():
        print(f"{kind:12} widen {widen:.2f} growth {growth:.2f}   shipped {shipped.get(kind, '')}")


if __name__ == "__main__":
    main(sys.argv[1])
