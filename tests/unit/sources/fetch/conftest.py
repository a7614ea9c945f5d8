"""A toy city with a source to fetch, and a service to fetch it from."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_service import Service, service
from fetched_source import Toy
from toy_city import write_toy_city


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    """A toy city on disk; its source of work has not been fetched yet."""
    folder = write_toy_city(tmp_path / "city") / "sources" / "toys-work"
    return Toy(folder, gzip.decompress((folder / "work.csv.gz").read_bytes()))


@pytest.fixture
def publisher() -> Iterator[Service]:
    """A service that has not been told what to answer."""
    with service() as found:
        yield found


@pytest.fixture
def newer(toy: Toy) -> bytes:
    """The next edition of the toy's file: one value is revised."""
    assert b"E08900001,work,2023,69.1" in toy.before
    return toy.before.replace(b"E08900001,work,2023,69.1", b"E08900001,work,2023,69.3")
