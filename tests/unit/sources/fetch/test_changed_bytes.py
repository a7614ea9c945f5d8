"""A changed file becomes the edition in front; the one before is kept; unchanged bytes change nothing."""

import gzip
import tomllib
from hashlib import sha256

import pytest
from fake_service import Service, leads_to, packed, sends, unless
from fetched_source import TODAY, Toy

from ropewalk.sources.editions import read_editions
from ropewalk.sources.load import read_source
from ropewalk.sources.origin import read_bytes, read_origin
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import SourceError


def test_a_changed_file_takes_the_place_of_the_one_before(toy: Toy, publisher: Service, newer: bytes) -> None:
    toy.declare_url(publisher.on("/work.csv", sends(newer)))

    outcome = toy.fetch()

    assert outcome.changed == ("work.csv.gz",)
    assert outcome.placed
    origin = read_origin(toy.folder)
    assert read_bytes(toy.folder, origin)["work.csv.gz"] == newer
    assert origin.retrieved == TODAY
    assert origin.licence == "OGL-UK-3.0"


def test_the_edition_before_is_listed_and_kept(toy: Toy, publisher: Service, newer: bytes) -> None:
    before = tomllib.loads((toy.folder / "origin.toml").read_text())
    toy.declare_url(publisher.on("/work.csv", sends(newer)))

    toy.fetch()

    (edition,) = tomllib.loads((toy.folder / "editions.toml").read_text())["edition"]
    (file,) = edition["files"]
    assert {key: edition[key] for key in ("published", "retrieved")} == {
        key: before[key] for key in ("published", "retrieved")
    }
    kept = gzip.decompress((toy.folder / "editions" / edition["id"] / file["name"]).read_bytes())
    assert kept == toy.before
    assert (file["sha256"], file["bytes"]) == (sha256(kept).hexdigest(), len(kept))


def test_each_change_adds_an_edition_at_the_end(toy: Toy, publisher: Service, newer: bytes) -> None:
    last = newer.replace(b"69.3", b"69.4")
    toy.declare_url(publisher.on("/work.csv", sends(newer), sends(last)))

    toy.fetch()
    toy.fetch()

    editions = tomllib.loads((toy.folder / "editions.toml").read_text())["edition"]
    homes = [toy.folder / "editions" / edition["id"] for edition in editions]
    assert [gzip.decompress((home / "work.csv.gz").read_bytes()) for home in homes] == [toy.before, newer]
    assert toy.content() == last
    assert [origin.edition for origin in read_editions(toy.folder)] == [*(home.name for home in homes), ""]


def test_bytes_that_are_held_already_are_only_noted(toy: Toy, publisher: Service) -> None:
    toy.declare_url(publisher.on("/work.csv", sends(toy.before)))
    before = toy.state()

    outcome = toy.fetch()

    noted = toy.state()
    assert outcome.changed == ()
    assert noted.pop("fetched.toml")
    assert noted == before


@pytest.mark.parametrize("mark", ["ETag", "Last-Modified"])
def test_the_service_is_asked_only_for_what_is_newer(
    toy: Toy, publisher: Service, newer: bytes, mark: str
) -> None:
    value = '"a1"' if mark == "ETag" else "Mon, 02 Nov 2026 09:30:00 GMT"
    toy.declare_url(publisher.on("/work.csv", unless(mark, value, newer)))
    toy.fetch()
    before = toy.state()

    outcome = toy.fetch()

    header = "if-none-match" if mark == "ETag" else "if-modified-since"
    assert [headers.get(header) for _, headers in publisher.asked] == [None, value]
    assert outcome.changed == ()
    assert {**toy.state(), "fetched.toml": b""} == {**before, "fetched.toml": b""}


def test_a_damaged_file_is_asked_for_whole_and_mended(toy: Toy, publisher: Service, newer: bytes) -> None:
    toy.declare_url(publisher.on("/work.csv", unless("ETag", '"a1"', newer)))
    toy.fetch()
    (toy.folder / "work.csv.gz").write_bytes(b"damaged")

    toy.fetch()

    assert toy.content() == newer
    assert len(tomllib.loads((toy.folder / "editions.toml").read_text())["edition"]) == 1


def test_a_damaged_edition_is_not_kept_as_if_whole(toy: Toy, publisher: Service, newer: bytes) -> None:
    (toy.folder / "work.csv.gz").write_bytes(b"damaged")
    toy.declare_url(publisher.on("/work.csv", sends(newer)))

    toy.fetch()

    assert toy.content() == newer
    assert not (toy.folder / "editions.toml").exists()


def test_a_new_source_needs_only_what_and_where_it_is(toy: Toy, publisher: Service, newer: bytes) -> None:
    (toy.folder / "work.csv.gz").unlink()
    head = (toy.folder / "origin.toml").read_text().split("published")[0]
    (toy.folder / "origin.toml").write_text(head)
    toy.declare_url(publisher.on("/work.csv", sends(newer)))

    toy.fetch()

    assert toy.content() == newer
    assert read_origin(toy.folder).published is None
    assert not (toy.folder / "editions.toml").exists()


def test_what_is_compressed_on_the_way_is_kept_as_the_publisher_wrote_it(
    toy: Toy, publisher: Service, newer: bytes
) -> None:
    toy.declare_url(publisher.on("/work.csv", packed(newer)))

    toy.fetch()

    assert read_bytes(toy.folder, read_origin(toy.folder))["work.csv.gz"] == newer


def test_a_file_that_the_publisher_compresses_is_kept_so(toy: Toy, publisher: Service, newer: bytes) -> None:
    content = gzip.compress(newer, compresslevel=1, mtime=7)
    toy.declare_url(publisher.on("/work.csv.gz", sends(content)))

    toy.fetch()

    assert (toy.folder / "work.csv.gz").read_bytes() == content
    assert read_bytes(toy.folder, read_origin(toy.folder))["work.csv.gz"] == newer


def test_the_day_of_publication_is_the_services_only_when_that_is_declared(
    toy: Toy, publisher: Service, newer: bytes
) -> None:
    answer = sends(newer, Last_Modified="Mon, 02 Nov 2026 09:30:00 GMT")
    toy.declare_url(publisher.on("/work.csv", answer), head='published = "last-modified"')
    toy.fetch()
    assert str(read_origin(toy.folder).published) == "2026-11-02"


def test_where_a_redirect_led_is_remembered(toy: Toy, publisher: Service, newer: bytes) -> None:
    there = publisher.on("/there.csv", sends(newer))
    here = publisher.on("/work.csv", leads_to(there, 301))
    toy.declare_url(here)

    toy.fetch()

    (kept,) = tomllib.loads((toy.folder / "fetched.toml").read_text())["file"]
    assert (kept["address"], kept["final"]) == (here, there)
    assert here in read_origin(toy.folder).notes


def test_what_does_not_fit_the_map_is_not_put_in_place(toy: Toy, publisher: Service, newer: bytes) -> None:
    toy.declare_url(publisher.on("/work.csv", sends(newer.replace(b"what", b"which", 1))))
    before = toy.state()

    with pytest.raises(SourceError, match="not put in place"):
        toy.fetch()

    assert toy.state() == before


def test_it_can_be_put_in_place_unchecked_and_is_then_what_a_load_refuses(
    toy: Toy, publisher: Service, newer: bytes
) -> None:
    content = newer.replace(b"what", b"which", 1)
    toy.declare_url(publisher.on("/work.csv", sends(content)))

    outcome = toy.fetch(check=False)

    assert outcome.rows is None
    assert toy.content() == content
    with pytest.raises(SourceError, match="no such column"):
        read_source(
            toy.folder, read_register(toy.folder.parent / "places"), known_indicators=["work", "weight"]
        )


def test_a_trial_run_puts_nothing_in_place(toy: Toy, publisher: Service, newer: bytes) -> None:
    toy.declare_url(publisher.on("/work.csv", sends(newer)))
    before = toy.state()

    outcome = toy.fetch(dry_run=True)

    assert outcome.changed == ("work.csv.gz",)
    assert not outcome.placed
    assert toy.state() == before


def test_an_edition_that_comes_back_is_another_edition(toy: Toy, publisher: Service, newer: bytes) -> None:
    toy.declare_url(
        publisher.on("/work.csv", sends(newer), sends(toy.before), sends(newer), sends(toy.before))
    )

    for _ in range(4):
        toy.fetch()

    editions = tomllib.loads((toy.folder / "editions.toml").read_text())["edition"]
    assert len({edition["id"] for edition in editions}) == 4
    assert toy.content() == toy.before


def test_files_that_did_not_change_belong_to_both_editions(
    toy: Toy, publisher: Service, newer: bytes
) -> None:
    note = b'{"note": "by hand"}'
    (toy.folder / "note.json").write_bytes(note)
    entry = f'\n[[files]]\nname = "note.json"\nsha256 = "{sha256(note).hexdigest()}"\nbytes = {len(note)}\n'
    with (toy.folder / "origin.toml").open("a") as origin:
        origin.write(entry)
    toy.declare_url(publisher.on("/work.csv", sends(newer)))

    toy.fetch()

    assert sorted(read_bytes(toy.folder, read_origin(toy.folder))) == ["note.json", "work.csv.gz"]
    (edition,) = tomllib.loads((toy.folder / "editions.toml").read_text())["edition"]
    assert (toy.folder / "editions" / edition["id"] / "note.json").read_bytes() == note
