"""The toy city with an example year, and a source whose publisher revises it in the middle of that year."""

import gzip
import shutil
from hashlib import sha256
from pathlib import Path

from toy_city import write_toy_city

HERE = Path(__file__).parent / "toy_year"
SOURCE = "toys-queues"
LATER = "2025-10-01T09:30:00"


def write_toy_year(folder: Path) -> Path:
    """Write the city with its year into ``folder`` and return it."""
    write_toy_city(folder)
    shutil.copytree(HERE, folder / "year")
    _revise(folder / "sources" / SOURCE)
    return folder


def _revise(source: Path) -> None:
    """Make what the source says an earlier edition's, and a minute less in one month its newest."""
    first = source / "queues.csv.gz"
    before = gzip.decompress(first.read_bytes())
    home = source / "editions" / "first"
    home.mkdir(parents=True)
    shutil.copy2(first, home / first.name)
    after = before.replace(b"E08900001,2023-12-01/P1M,", b"E08900001,2023-12-01/P1M,1")
    assert after != before
    first.write_bytes(gzip.compress(after, mtime=0))
    listed = (
        '[[edition]]\nid = "first"\npublished = 2024-06-01T09:30:00\nretrieved = 2024-06-02\n'
        f'[[edition.files]]\nname = "{first.name}"\nsha256 = "{sha256(before).hexdigest()}"\n'
        f"bytes = {len(before)}\n"
    )
    (source / "editions.toml").write_text(listed)
    origin = (source / "origin.toml").read_text()
    head = origin.partition("[[files]]")[0].replace("published = 2024-06-01", "published = 2025-10-01")
    newest = (
        f'edition = "later"\npublished_at = {LATER}\n[[files]]\nname = "{first.name}"\n'
        f'sha256 = "{sha256(after).hexdigest()}"\nbytes = {len(after)}\n'
    )
    (source / "origin.toml").write_text(head.replace("2024-06-02", "2025-10-02") + newest)
