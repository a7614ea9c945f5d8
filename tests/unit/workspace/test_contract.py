"""Loading editions in order: contracts hold, a person may accept, and what stopped is not there."""

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from ropewalk.observations.store import Store
from ropewalk.sources.accepted import write_acceptance
from ropewalk.vocabulary.errors import SourceError, UserError
from ropewalk.workspace.contract import Wish, hold
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.editions import after_held, held_origins, read_chains
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import store_sources

SOURCE = "toys-queues"
FILE = "queues.csv.gz"
WISH = Wish(("magnitude",), "Ada", "The publisher counts in seconds now.", date(2026, 11, 23))
LISTED = """
[[edition]]
id = "{id}"
published = {published}
retrieved = 2026-11-23
[[edition.files]]
name = "queues.csv.gz"
sha256 = "{sha256}"
bytes = {bytes}
"""
CORRECTION = """
[[correction]]
indicator = "queues"
place = "E08900001"
period = "2021-01-01/P1M"
column = "value"
expect = 20
use = 25
why = "A day was counted twice."
by = "Ada"
date = 2026-11-23
"""


def file(minutes, places=4, months=36):
    lines = [
        f"E089000{place + 1:02d},{2021 + month // 12}-{month % 12 + 1:02d}-01/P1M,"
        f"{minutes + place + month % 4}"
        for place in range(places)
        for month in range(months)
    ]
    return "\n".join(["code,month,minutes", *lines, ""]).encode()


@pytest.fixture
def folder(toy_city: Path, tmp_path: Path) -> Folder:
    """The toy city, its queues published three times: 20 minutes, one month more, and again."""
    return with_editions(Folder(shutil.copytree(toy_city, tmp_path / "city")), file(20, months=35), file(20))


def with_editions(folder, *editions):
    """The last of the editions is the newest."""
    import gzip

    home, listing = folder.sources / SOURCE, ""
    shutil.rmtree(home / "editions", ignore_errors=True)
    for number, data in enumerate(editions[:-1], start=1):
        (home / "editions" / f"e{number}").mkdir(parents=True)
        (home / "editions" / f"e{number}" / FILE).write_bytes(gzip.compress(data, mtime=0))
        listing += LISTED.format(
            id=f"e{number}",
            published=f"2023-0{number}-01T09:30:00",
            sha256=sha256(data).hexdigest(),
            bytes=len(data),
        )
    (home / "editions.toml").write_text(listing or "edition = []")
    (home / FILE).write_bytes(gzip.compress(editions[-1], mtime=0))
    origin = (home / "origin.toml").read_text()
    head = origin[: origin.index("[[files]]")]
    newest = f'[[files]]\nname = "{FILE}"\nsha256 = "{sha256(editions[-1]).hexdigest()}"\n'
    (home / "origin.toml").write_text(f"{head}{newest}bytes = {len(editions[-1])}\n")
    return folder


def load(folder, wish=None, only=(SOURCE,)):
    definitions = read_definitions(folder)
    store = Store.open(folder.store) if Store.exists(folder.store) else None
    ids = [one.id for one in definitions.indicators]
    chains = read_chains(folder, ids, held=lambda: held_origins(folder), only=only)
    held = hold(folder, chains, definitions.indicators, store=store, wish=wish)
    for source, acceptance in held.new:
        write_acceptance(folder.sources / source, acceptance)
    batches = [batch for chain in held.chains for batch in chain.batches]
    return [item for item in store_sources(folder, batches, by="test") if item.new], chains


def test_each_edition_is_a_revision_that_knows_its_moment_and_its_hash(folder):
    done, _ = load(folder)
    assert [(item.edition, item.revision, item.newest) for item in done] == [("e1", 1, False), ("", 2, True)]
    store = Store.open(folder.store)
    assert [store.read(as_of=n).height for n in (1, 2)] == [140, 144]
    first = store.origins(1)[SOURCE]
    assert (first.edition, str(first.published_at)) == ("e1", "2023-01-01 09:30:00")
    assert first.files != store.origins(2)[SOURCE].files
    assert load(folder)[0] == []


def test_only_editions_after_those_held_are_loaded_and_the_others_are_named(folder):
    with_editions(folder, file(20))
    load(folder)
    with_editions(folder, file(20, months=35), file(20), file(20, months=37))
    done, (chain,) = load(folder)
    assert [item.edition for item in done] == [""]
    assert chain.passed_over == ("e1",)
    assert Store.open(folder.store).revision == 2


def test_bytes_that_are_put_out_twice_are_two_editions(folder):
    with_editions(folder, file(20), file(20, months=37), file(20))
    definitions = read_definitions(folder)
    (chain,) = read_chains(folder, [one.id for one in definitions.indicators], only=[SOURCE])
    a, b, again = (batch.origin for batch in chain.batches)
    assert [after_held([a, b, again], held) for held in ([], [a], [a, b], [a, b, again])] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("newest", "rule"),
    [(file(20, months=20), "rows"), (file(20, months=80), "rows"), (file(2000), "magnitude")],
    ids=["shrinks", "doubles", "jumps"],
)
def test_an_edition_that_breaks_its_contract_stops_and_leaves_all_as_it_was(newest, rule, folder):
    load(folder)
    with_editions(folder, file(20, months=35), file(20), newest)
    with pytest.raises(SourceError, match=f"rule {rule}") as found:
        load(folder)
    assert any(fault.row for fault in found.value.faults)
    store = Store.open(folder.store)
    assert (store.revision, store.read().height) == (2, 144)


def test_a_person_accepts_it_with_name_and_reason_for_this_edition_alone(folder):
    load(folder)
    with_editions(folder, file(20, months=35), file(20), file(2000))
    done, _ = load(folder, WISH)
    store = Store.open(folder.store)
    assert [item.revision for item in done] == [store.revision] == [3]
    ((name, text),) = store.papers("acceptance").items()
    assert name.startswith(f"{SOURCE}/")
    assert name.endswith("/magnitude")
    assert "The publisher counts in seconds now." in text
    assert store.papers("acceptance", 2) == {}
    assert load(folder)[0] == []
    # What was accepted has a name of its own now, and the next edition is not accepted with it.
    with_editions(folder, file(20, months=35), file(20), file(2000), file(200_000))
    with pytest.raises(SourceError, match="rule magnitude"):
        load(folder)


def test_a_wish_that_nothing_needs_is_refused(folder):
    with pytest.raises(UserError, match="no edition breaks this rule"):
        load(folder, WISH)
    assert not (folder.sources / SOURCE / "acceptances.toml").exists()
    assert not Store.exists(folder.store)


def test_a_correction_stands_in_the_store_until_it_is_taken_out(folder):
    home = folder.sources / SOURCE
    (home / "corrections.toml").write_text(CORRECTION)
    load(folder)
    store = Store.open(folder.store)
    at = store.revision
    january = {"place": "E08900001", "period": "2021-01-01/P1M"}
    assert store.read(["queues"]).filter(**january)["value"].item() == 25
    assert len(store.papers("correction")) == 1
    (home / "corrections.toml").unlink()
    load(folder)
    store = Store.open(folder.store)
    assert store.read(["queues"]).filter(**january)["value"].item() == 20
    assert (store.revision, store.papers("correction"), len(store.papers("correction", at))) == (
        at + 1,
        {},
        1,
    )
    assert load(folder)[0] == []
