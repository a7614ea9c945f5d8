"""Permanent addresses: what was known at a revision, for ever; what is not kept is said, never made up."""

import gzip
import json
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal
from read_back import from_csv

from ropewalk.findings.exchange.datasets import DATASETS, EVERY
from ropewalk.findings.exchange.tables import rows
from ropewalk.publish.shelf import BusyError, Shelf


def test_each_release_gives_exactly_what_was_known_then(holding, body, tmp_path: Path) -> None:
    seen = set()
    for revision in range(1, holding.revision + 1):
        for name in ("observations", "places", "sources", "indicators", "revisions", "changes", "said"):
            dataset = DATASETS[name]
            path = tmp_path / "x.csv"
            path.write_bytes(body(f"/releases/{revision}/data/{name}.csv"))
            held = rows(holding.library, dataset, revision)
            assert_frame_equal(from_csv(path, dataset), held)
            seen.add((name, held.height))
    assert len([height for name, height in seen if name == "observations"]) > 2


def test_the_newest_release_is_what_is_given_now(holding, body) -> None:
    for ending in ("csv", "ods", "parquet", "json", "xlsx"):
        now = body(f"/data/observations/work.{ending}")
        assert body(f"/releases/{holding.revision}/data/observations/work.{ending}") == now


def test_a_release_may_be_kept_for_ever_and_points_to_its_neighbours(holding, get) -> None:
    at = holding.revision
    answer = get(f"/releases/{at}/data/observations/work.csv")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    links, before = answer.headers["Link"], f"/releases/{at - 1}/data/observations/work.csv"
    assert '</data/observations/work.csv>; rel="latest-version"' in links
    assert f'<{before}>; rel="predecessor-version"' in links
    assert answer.headers["ETag"].startswith(f'W/"{at}-')


def test_what_is_given_now_may_change_and_points_to_where_it_will_not(holding, get) -> None:
    answer = get("/data/observations/work.csv")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    at = holding.revision
    assert f'</releases/{at}/data/observations/work.csv>; rel="bookmark"' in answer.headers["Link"]
    assert answer.headers["ETag"].startswith(f'W/"{at}-')
    again = get("/data/observations/work.csv", **{"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.whole == b""


@pytest.mark.parametrize("name", [one.name for one in EVERY if not one.kept and not one.written])
def test_what_is_not_kept_is_gone_and_says_so(holding, get, name: str) -> None:
    for revision in (1, holding.revision):
        answer = get(f"/releases/{revision}/data/{name}.csv")
        assert answer.status_code == 410
        assert "We do not keep this table" in answer.whole.decode()
        listed = f"/releases/{revision}/release.json"
        assert answer.headers["Link"] == f'<{listed}>; rel="describedby"'
        said = {one["name"]: one for one in json.loads(get(listed).whole)["datasets"]}
        assert not said[name]["held"]
        assert said[name]["why"]
        assert said["said"]["held"]


@pytest.mark.parametrize(
    "address",
    [
        "/releases/0/data/places.csv",
        "/releases/999/data/places.csv",
        "/releases/1/data/observations/work.csv",
        "/data/observations/nothing.csv",
        "/data/places/work.csv",
        "/data/gaps/work.csv",
        "/releases/999/release.json",
        "/releases/99999999999999999999/release.json",
    ],
)
def test_what_never_was_is_not_found(get, address: str) -> None:
    answer = get(address)
    assert answer.status_code == 404
    assert "<h1" in answer.whole.decode()


def test_a_release_lists_what_it_holds_and_every_file_is_there(holding, get) -> None:
    said = json.loads(get("/releases/2/release.json").whole)
    assert said["predecessor"] == "/releases/1/release.json"
    files = [one for dataset in said["datasets"] for one in dataset.get("files", {}).values()]
    assert len(files) > 50
    for address in files:
        assert get(address).status_code == 200, address


def test_long_text_is_sent_as_it_lies_to_those_who_take_it_compressed(
    get, body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropewalk.publish.opendata.answer.SMALL", 0)
    plain = body("/data/places.csv")
    packed = get("/data/places.csv", **{"accept-encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.whole) == plain
    assert "Content-Encoding" not in get("/data/places.csv", **{"accept-encoding": "gzip;q=0"}).headers


def test_any_site_may_read_it_and_nothing_is_kept_of_readers(get) -> None:
    answer = get("/data/places.csv")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_a_file_that_fails_half_way_is_not_there(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)

    def fail(to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        shelf.take("x/y.csv", fail)
    assert shelf.kept("x/y.csv") is None
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["x+y.csv"]  # the lock alone
    assert shelf.take("x/y.csv", lambda to: to.write_bytes(b"whole")).read_bytes() == b"whole"  # type: ignore[arg-type, return-value]


def test_the_shelf_gives_up_what_was_asked_for_longest_ago(tmp_path: Path) -> None:
    import os

    shelf = Shelf(tmp_path, most=250)
    for number, name in enumerate(("a", "b", "c")):
        path = shelf.take(name, lambda to: to.write_bytes(b"x" * 100))  # type: ignore[arg-type, return-value]
        os.utime(path, (number, number))
    assert shelf.kept("a") is None
    assert shelf.kept("c") is not None


def test_two_never_make_the_same_and_the_second_is_told_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ropewalk.publish.shelf.PATIENCE", 0.01)
    shelf, made = Shelf(tmp_path), []

    def slow(to: Path) -> None:
        made.append(to)
        with pytest.raises(BusyError):
            shelf.take("x", made.append)  # type: ignore[arg-type]
        to.write_bytes(b"x")

    shelf.take("x", slow)
    assert len(made) == 1


def test_a_file_that_is_being_made_is_asked_for_again(holding, get, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> Path:
        raise BusyError("places")

    monkeypatch.setattr(Shelf, "take", busy)
    monkeypatch.setattr(Shelf, "kept", lambda *_: None)
    answer = get("/data/places.csv")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_shelf_is_looked_through_again_once_a_twentieth_of_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    monkeypatch.setattr(Shelf, "_make_room", lambda self, made: looks.append(made.name))
    for n in range(14):
        Shelf(tmp_path, most=1000).take(f"{n}", lambda part: part.write_bytes(b"x" * 10))
    assert looks == ["0", "6", "12"]
