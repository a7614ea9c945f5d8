"""What the catalogues cost a page, in processor time. From the root:

    .venv/bin/python -m bench.languages --workspace demo

The same pages are made in English, in English with every look-up of words taken out, and in Welsh, in turn,
round after round, none from a cache of pages. Prints the processor time of a page, the least of the rounds.
"""

import argparse
import os
import time
from collections.abc import Callable
from gettext import NullTranslations
from pathlib import Path

import django
from django.test import Client

ROUNDS = 5


class Bare(NullTranslations):
    """English without a look-up: what a page would cost if its words were written in."""

    gettext = staticmethod(lambda message: message)  # type: ignore[assignment]
    ngettext = staticmethod(lambda one, many, count: one if count == 1 else many)  # type: ignore[assignment]


def timed(client: Client, paths: list[str], prefix: str) -> float:
    """Milliseconds of processor time a page."""
    began = time.process_time()
    for path in paths:
        assert client.get(prefix + path).status_code == 200, prefix + path
    return 1000 * (time.process_time() - began) / len(paths)


def main() -> None:
    """Print a line a kind of page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", required=True)
    os.environ["ROPEWALK_WORKSPACE"] = str(Path(parser.parse_args().workspace).resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    django.setup()
    from bench.pages import addresses
    from ropewalk.vocabulary import language

    client = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
    bare = Bare()

    def english(paths: list[str]) -> float:
        return timed(client, paths, "")

    def unlooked(paths: list[str]) -> float:
        words = language.ENGLISH.words
        object.__setattr__(language.ENGLISH, "words", bare)
        try:
            return timed(client, paths, "")
        finally:
            object.__setattr__(language.ENGLISH, "words", words)

    ways: dict[str, Callable[[list[str]], float]] = {
        "English": english,
        "no look-up": unlooked,
        "Welsh": lambda paths: timed(client, paths, "/cy"),
    }
    print(f"{'page':10}" + "".join(f"{name:>12}" for name in ways) + "   ms of processor time")
    for kind, paths in addresses().items():
        some = [path for path in paths[:25] if client.get(path).status_code == 200]
        if not some:
            continue
        rounds = [{name: way(some) for name, way in ways.items()} for _ in range(ROUNDS)]
        least = {name: min(found[name] for found in rounds[1:]) for name in ways}
        print(f"{kind:10}" + "".join(f"{least[name]:12.2f}" for name in ways))


if __name__ == "__main__":
    main()
