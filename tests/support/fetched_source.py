"""A source of a toy city that is fetched from a service on this machine."""

import gzip
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ropewalk.sources.fetch.run import Outcome, fetch_source

TODAY = date(2026, 11, 23)
FAST = (
    "connect = 2.0\nread = 2.0\ntotal = 10.0\nfirst_wait = 0.01\nlongest_wait = 1.0\npause = 0.0\ntries = 3"
)


@dataclass(frozen=True)
class Toy:
    """The folder of a source that has a ``work.csv.gz``, and what it held before."""

    folder: Path
    before: bytes

    def declare(self, file: str, *, limits: str = "", head: str = "") -> None:
        """Write ``fetch.toml``: one file's own fields, and limits that make tests quick."""
        text = f'{head}\n[[file]]\nname = "work.csv.gz"\n{file}\n[limits]\n{FAST}\n{limits}\n'
        (self.folder / "fetch.toml").write_text(text, encoding="utf-8")

    def declare_url(self, address: str, *, limits: str = "", head: str = "") -> None:
        """The file comes from a plain address."""
        self.declare(f'kind = "url"\naddress = "{address}"', limits=limits, head=head)

    def fetch(self, *, check: bool = True, dry_run: bool = False) -> Outcome:
        """Fetch the source."""
        return fetch_source(self.folder, today=TODAY, check=check, dry_run=dry_run)

    def state(self) -> dict[str, bytes]:
        """Every file of the source, by its path."""
        return files(self.folder)

    def content(self) -> bytes:
        """The publisher's bytes that are in front."""
        return gzip.decompress((self.folder / "work.csv.gz").read_bytes())


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
