"""Killed at any step of a fetch, the folder holds the old edition or the new one, and the next succeeds.

A child process is killed (SIGKILL: nothing is tidied) just before the first, the second, the third ... of all
steps that touch the city's folder: files opened, linked, renamed or removed, folders made or exchanged.
"""

import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from fake_service import Service, sends
from fetched_source import Toy, files

CHILD = Path(__file__).parents[3] / "support" / "killed_fetches.py"
ROOT = CHILD.parents[2]


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_the_folder_is_the_old_or_the_new(toy: Toy, publisher: Service, newer: bytes, way: str) -> None:
    toy.declare_url(publisher.on("/work.csv", sends(newer)))
    before = toy.state()
    city = toy.folder.parent.parent

    done = subprocess.run(
        [sys.executable, str(CHILD), str(city), toy.folder.name, way],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    steps = sorted(int(path.name) for path in city.with_name("killed").iterdir())
    found: Counter[str] = Counter()
    for step in steps:
        after = files(city.with_name("killed") / str(step) / "sources" / toy.folder.name)
        after.pop("fetched.toml", None)
        if after == before:
            found["old"] += 1
        else:
            found["new"] += 1
            assert_new(after, before)
        again = files(city.with_name("again") / str(step) / "sources" / toy.folder.name)
        assert_new(again, before)
        assert [p.name for p in (city.with_name("again") / str(step) / ".fetching").iterdir()] == ["lock"]
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) >= 35
    assert found["old"] > 20
    assert found["new"] >= 2


def assert_new(after: dict[str, bytes], before: dict[str, bytes]) -> None:
    """The whole new state: new bytes and origin, one earlier edition, nothing else touched."""
    (edition,) = tomllib.loads(after["editions.toml"].decode())["edition"]
    (file,) = edition["files"]
    assert after[f"editions/{edition['id']}/{file['name']}"] == before["work.csv.gz"]
    origin = tomllib.loads(after["origin.toml"].decode())
    assert origin["files"][0]["sha256"] != file["sha256"]
    assert {"map.toml", "fetch.toml"} <= set(after)
    assert after["work.csv.gz"] != before["work.csv.gz"]
