"""How long 200 small charts take, as a page of an aim needs them. Run: .venv/bin/python -m bench.figures

Each chart has 20 periods with 95% limits and one comparator. Prints the best and the middle of the
rounds: the first round also fills the caches, as the first page of a fresh server does.
"""

import sys
from statistics import median
from time import perf_counter

from ropewalk.figures.inputs import Dot, Figure, Line, Point, Style
from ropewalk.figures.line_chart import line_chart
from ropewalk.figures.position_strip import position_strip
from ropewalk.figures.small_chart import small_chart

CHARTS = 200
ROUNDS = 15


def line(label: str, base: float, seed: int) -> Line:
    """Twenty years that wander about ``base``; arithmetic alone, so every run is the same."""
    values = [base + (seed * 7 + year * year) % 11 for year in range(20)]
    points = (Point(f"{2004 + i}-01-01/P1Y", v, v - 2.5, v + 2.5) for i, v in enumerate(values))
    return Line(label, tuple(points))


def page(pairs: list[tuple[Line, Line]]) -> list[Figure]:
    """Two hundred small charts."""
    style = Style("%")
    return [
        small_chart(main, [other], name=f"c{i}", title=f"Measure {i}", style=style)
        for i, (main, other) in enumerate(pairs)
    ]


def timed(what: str, rounds: int, work: object) -> None:
    """Run ``work`` several times and print what it took, in milliseconds."""
    taken = []
    for _ in range(rounds):
        start = perf_counter()
        work()  # type: ignore[operator]
        taken.append((perf_counter() - start) * 1000)
    print(f"{what}: first {taken[0]:.1f} ms, best {min(taken):.1f} ms, middle {median(taken):.1f} ms")


def main() -> int:
    """Time a page of small charts, one long chart and one strip of 300 places."""
    pairs = [(line("Here", 40 + i % 30, i), line("England", 50, i + 3)) for i in range(CHARTS)]
    size = sum(len(figure.svg) for figure in page(pairs)) / CHARTS
    timed(f"{CHARTS} small charts of {size:.0f} characters", ROUNDS, lambda: page(pairs))
    here, other = pairs[0]
    timed("1 long chart", ROUNDS, lambda: line_chart(here, [other], name="a", title="A", style=Style("%")))
    dots = [Dot(f"Place {i}", 40 + i % 37 + i / 300) for i in range(300)]
    timed(
        "1 strip of 300 places", ROUNDS, lambda: position_strip(dots, name="s", title="S", style=Style("%"))
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
