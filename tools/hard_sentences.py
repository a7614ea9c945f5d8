"""The hardest sentences that a served account shows, page type by page type. From the root:

    python tools/hard_sentences.py http://127.0.0.1:8000 [--kind about] [--most 20]

Prints each kind's mean and nine in ten of the Flesch-Kincaid grade, then its hardest sentences, the hardest
first. What is counted, and what is left out, is what tests/journeys/test_plain_words.py holds pages to.
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import mean, quantiles

import django

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "journeys")]
os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
django.setup()
import test_plain_words as plain  # noqa: E402 - it lies among the tests
from reading import grade  # noqa: E402


def main() -> None:
    """Print a line a kind, and a line a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--kind", default="")
    parser.add_argument("--most", type=int, default=12)
    asked = parser.parse_args()
    for kind in [asked.kind] if asked.kind else plain.addresses():
        graded = sorted(((grade(one), one) for one in plain.shown(asked.site, kind)), reverse=True)
        grades = [found for found, _ in graded]
        ninth = quantiles(grades, n=10, method="inclusive")[-1]
        sys.stdout.write(
            f"{kind}: {len(graded)} sentences, mean {mean(grades):.1f}, nine in ten {ninth:.1f}\n"
        )
        for found, one in graded[: asked.most]:
            sys.stdout.write(f"  {found:5.1f}  {one}\n")


if __name__ == "__main__":
    main()
