"""Hold an account as files against the server's answers, and follow every link in it. From the root:

    .venv/bin/python -m bench.copies --workspace demo --copy public --address https://account.example

``--places`` as the copy was written with. Every link of every page is looked for among the files; then some
files of each kind, drawn by lot, are asked for from `ropewalk serve` with the same settings and compared byte
by byte. Exits with 1 where a link is lost or a byte differs.
"""

import argparse
import os
import random
import re
import sys
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.publish import kind_of
from bench.serving import serving
from ropewalk.publish.files.lay import file_of
from ropewalk.publish.files.manifest import read

LINKS = re.compile(r'(?:href|src|action)="([^"#]+)')
FOR_ROBOTS = ("robots.txt", "sitemap.xml")
"""Files that only a copy has."""


def main() -> None:
    """Print what was looked at and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--copy", type=Path, required=True)
    parser.add_argument("--address", required=True)
    parser.add_argument("--places", default="city")
    parser.add_argument("--each", type=int, default=60, help="files of each kind (default 60)")
    given = parser.parse_args()
    files = read(given.copy).files
    lost = show_links(given.copy, files, given.address)
    settings = {"ROPEWALK_ASKS": "0", "ROPEWALK_PLACES": given.places, "ROPEWALK_ADDRESS": given.address}
    os.environ.update(settings | {"ROPEWALK_WARM": "0"})
    with serving(given.workspace) as home:
        differ = show_bytes(given.copy, files, home, given.each)
    sys.exit(1 if lost or differ else 0)


def show_links(copy: Path, files: Mapping[str, int], address: str) -> int:
    """Print how many links there are, and those that lead nowhere; how many these are."""
    pages = [name for name in files if name.endswith(".html")]
    found, lost = 0, 0
    for page in pages:
        for path in sorted(set(own_paths((copy / page).read_text(encoding="utf-8"), address))):
            found += 1
            if file_of(path) not in files:
                lost += 1
                print(f"  {page} leads to {path}, which is not there")
    print(f"{len(pages):,} pages, {found:,} links, {lost:,} lead nowhere", flush=True)
    return lost


def own_paths(html: str, address: str) -> Iterator[str]:
    """The paths that a page's links lead to on its own site."""
    for link in LINKS.findall(html):
        whole = unescape(link)
        if whole.startswith("/") or whole.startswith(f"{address}/"):
            yield urlsplit(whole).path


def show_bytes(copy: Path, files: Mapping[str, int], home: str, each: int) -> int:
    """Print how many files have other bytes than the server's answer; how many these are."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(files) - set(FOR_ROBOTS)):
        kinds[f"{'cy ' if name.startswith('cy/') else ''}{kind_of(name)}"].append(name)
    draw = random.Random(1)  # noqa: S311 - a sample, no secret
    drawn = [name for names in kinds.values() for name in draw.sample(names, min(each, len(names)))]
    addresses = {name: f"{home}/{quote(name.removesuffix('index.html'))}" for name in drawn}
    other = [name for name in drawn if answer(addresses[name]) != (copy / name).read_bytes()]
    for name in other:
        print(f"  {name} is not what the server sends")
    print(f"{len(drawn):,} files of {len(kinds)} kinds compared, {len(other)} differ")
    return len(other)


def answer(address: str) -> bytes:
    """What the server sends, well or not."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "identity"})  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request) as told:  # noqa: S310
            return bytes(told.read())
    except urllib.error.HTTPError as error:
        return bytes(error.read())


if __name__ == "__main__":
    main()
