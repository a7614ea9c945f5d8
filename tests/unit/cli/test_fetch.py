"""``ropewalk fetch`` from the outside: what it says, how it ends, what it leaves."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_service import Service, sends, service, status
from fetched_source import Toy, files
from toy_city import write_toy_city

from ropewalk.cli.app import main

NEW = "E08900001,work,2023,69.3,68.1,70.1"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return write_toy_city(tmp_path / "city")


@pytest.fixture
def publisher() -> Iterator[Service]:
    with service() as found:
        yield found


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["ropewalk", "fetch", "--quiet", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def toy(city: Path) -> Toy:
    folder = city / "sources" / "toys-work"
    return Toy(folder, gzip.decompress((folder / "work.csv.gz").read_bytes()))


def test_a_changed_source_is_told_with_what_to_do_next(
    city: Path, publisher: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = toy(city)
    source.declare_url(publisher.on("/w.csv", sends(source.before.replace(b"69.1,68.1", b"69.3,68.1"))))

    assert run(monkeypatch, "--workspace", str(city)) == 0

    said = capsys.readouterr().err
    assert "toys-work: work.csv.gz changed, 176 observations." in said
    assert "ropewalk load" in said
    assert NEW.encode() in source.content()


def test_a_source_that_fails_leaves_the_others_fetched(
    city: Path, publisher: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = toy(city)
    source.declare_url(publisher.on("/w.csv", sends(source.before)))
    failing = Toy(city / "sources" / "toys-deaths", b"")
    failing.declare_url(publisher.on("/d.csv", status(404)))
    plan = failing.folder / "fetch.toml"
    plan.write_text(plan.read_text().replace("work.csv.gz", "deaths.csv.gz"))

    assert run(monkeypatch, "--workspace", str(city), "--json") == 1

    told = capsys.readouterr()
    document = json.loads(told.out)
    assert [one["source"] for one in document["sources"]] == ["toys-work"]
    assert list(document["failed"]) == ["toys-deaths"]
    assert "toys-deaths is as it was." in told.err


def test_a_source_without_a_fetch_file_is_named(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(city)
    assert run(monkeypatch, "toys-work", "--workspace", str(city)) == 1
    assert "no fetch.toml tells how to fetch this source (value: 'toys-work')" in capsys.readouterr().err
    assert files(city) == before
