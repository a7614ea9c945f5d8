"""How long the methods take on whole tables, beside a bare NumPy floor. From the root:

    .venv/bin/python bench/methods.py [--series 10000] [--repeat 7]

Prints one line of JSON a task: seconds of ours, seconds of the floor (the bare formulas with nothing
checked, nothing missing and no named result), their ratio, and seconds of the R program on two cores as
measured once for the same sizes. `ropewalk bench` prints the same; what is measured is in
ropewalk/benchmarks/floors.py.
"""

import argparse
import json

from ropewalk.benchmarks.floors import measure


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=7)
    asked = parser.parse_args()
    for line in measure(asked.series, asked.repeat):
        print(json.dumps(line))


if __name__ == "__main__":
    main()
