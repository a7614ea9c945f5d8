"""An attacker who keeps every public output of every revision finds no hidden count."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from city_attacker import Attacker, Fact, Reader, facts_of_table
from django.conf import settings as conf
from django.db import transaction
from django.test import Client, override_settings
from django.urls import resolve
from read_files import as_text
from secret_city import (
    COUNT,
    EDITIONS,
    RATE,
    SOURCE,
    Base,
    Key,
    base_of,
    rows_of,
    write_edition,
    write_secret_city,
)
from toy_city import CITY

from ropewalk.findings.disclosure import guard, keep, view
from ropewalk.findings.disclosure.protect import Protected
from ropewalk.findings.disclosure.sums import SCHEMA
from ropewalk.observations.store import Store
from ropewalk.plan import actions
from ropewalk.publish.opendata.urls import urlpatterns as data_patterns
from ropewalk.publish.reports.urls import urlpatterns as report_patterns
from ropewalk.publish.website.urls import FILES, PAGES
from ropewalk.vocabulary.protection import Protection
from ropewalk.workspace.changes import as_table, read_changes
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import read_sources, store_sources
from ropewalk.workspace.read import read_findings, read_observations
from ropewalk.workspace.refresh import refresh

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 1)
WIDTH = Protection().width
Pages = dict[str, str]
API = "/api/v1/"
TABLES = ("observations", "findings")
FIRST = (
    *("/", "/neighbourhood/", f"/search/?q={COUNT}", f"/indicators/{RATE}/?with=E08900003"),
    *(f"/indicators/{RATE}/inside/{table}.csv" for table in ("gaps", "groups", "neighbourhoods")),
    *(
        "/cards/home.png",
        "/cards/priority/1.1.png",
        f"/cards/place/{CITY}.png",
    ),
    *(f"/embed/{code}/{CITY}/trend/" for code in (COUNT, RATE)),
    *(f"/oembed?url=http://localhost/indicators/{code}/" for code in (COUNT, RATE)),
    *(f"{API}{part}" for part in ("account", "indicators", "places", "sources", "revisions")),
    *(f"{API}{part}?indicator={code}&limit=1000" for part in TABLES for code in (COUNT, RATE)),
)
UNREACHED = {
    *("place-inside", "map", "area", "changes-page", "published-release", "published-file"),
    *("public-question", "public-challenge", "challenge-sent", "challenge-confirm"),
}
"""Names of addresses that the attacker does not come to: this city has no neighbourhoods, so that no place
has a table of them (of all places together there is one, without rows), nor a page; no boundaries to draw;
so few revisions that the list of changes has one page; and no release, whose documents are made of findings
and series that the pages show (``releases/freezing.py`` asks the same library for them). Nobody asked or
challenged anything here, and what people write has no figure of the store in it."""
OTHER_FORMATS = re.compile(
    r"/releases/\d+/data/.*\.(?:ods|xlsx|json|parquet)|(?:/cy)?/reports/.*\.(?:pdf|docx|ods)"
)
HREF = re.compile(r'(?:href|action)="(/[^"#]*)')


@dataclass
class Published:
    """A city whose editions were all loaded. ``pages``: of each edition, every answer by its address;
    ``revisions``: the store's number of each edition."""

    folder: Folder
    revisions: dict[int, int]
    pages: dict[int, Pages]
    bases: dict[int, Base]

    def attacker(self, round_to: int = 1) -> Attacker:
        return Attacker({e: (list(rows_of(e)), self.bases[e]) for e in EDITIONS}, round_to)

    def hidden(self, edition: int) -> set[Key]:
        rows = read_observations(self.folder, as_of=self.revisions[edition], indicators=[COUNT])
        return set(rows.filter(pl.col("value").is_null()).select("place", "period", "breakdown").iter_rows())


def publish(
    folder: Path,
    bases: dict[int, Base],
    settings: object,
    *,
    round_to: int = 1,
    crawl: Collection[int] = EDITIONS,
) -> Published:
    """Load the editions one after the other, and ask for everything after each of those named."""
    place = Folder(write_secret_city(folder))
    settings.WORKSPACE = place.path  # type: ignore[attr-defined]
    found = Published(place, {}, {}, bases)
    for edition in EDITIONS:
        write_edition(place.path, edition, bases[edition], round_to)
        definitions = read_definitions(place)
        only = () if edition == 1 else (SOURCE,)
        batches = read_sources(place, [one.id for one in definitions.indicators], only=only)
        loaded = store_sources(place, batches, by="A. Officer")
        found.revisions[edition] = next(one.revision for one in loaded if one.source == SOURCE)
        refresh(place, definitions, today=DAY)
        actions.load_definitions(definitions, by="A. Officer")
        last, told = edition == EDITIONS[-1], tuple(found.revisions.values())
        found.pages[edition] = dict(crawled(told, welsh=last)) if edition in crawl else {}
    return found


def crawled(revisions: tuple[int, ...], *, welsh: bool) -> Iterator[tuple[str, str]]:
    """Every page and file that can be reached from the first page by its links; and the API, as of each of
    these revisions too. ``welsh``: in both languages; the figures are the same, so once is enough."""
    asked = [
        f"{API}observations?indicator={code}&limit=1000&as_of={n}"
        for code in (COUNT, RATE)
        for n in revisions
    ]
    queue = [*FIRST, *asked]
    client, seen = Client(HTTP_HOST="localhost"), set(queue)
    while queue:
        address = queue.pop()
        answer = client.get(address.replace("&amp;", "&"), follow=True)
        assert answer.status_code == 200, address
        content = b"".join(answer) if answer.streaming else answer.content
        answer.close()
        read = dict(as_text(address, content))
        yield from read.items()
        links = (link for link in HREF.findall(read.get(address, "")) if welsh or not link.startswith("/cy/"))
        new = [link for link in links if link not in seen and wanted(link)]
        seen |= set(new)
        queue += dict.fromkeys(new)


def wanted(link: str) -> bool:
    """All links, but of a table as of a revision its CSV file alone, and of a report its page: other formats
    hold the same (see test_round_trips, reports/test_media), and would be made by the thousand."""
    return not link.startswith("/static/") and not OTHER_FORMATS.fullmatch(link)


TRUE = {edition: base_of(edition) for edition in EDITIONS}


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Made once: what is looked at afterwards are the answers and the folder, not the database."""
    with django_db_blocker.unblock(), override_settings(), transaction.atomic():
        found = publish(tmp_path_factory.mktemp("secret") / "city", TRUE, conf)
        transaction.set_rollback(True)
    return found


def reader_of(city: Published) -> Reader:
    places = Store.open(city.folder.store).places()
    periods = {row.key[1] for edition in EDITIONS for row in rows_of(edition)}
    return Reader({place.name: code for code, place in places.items()}, tuple(sorted(periods)))


def facts_of_file(city: Published, address: str, text: str, edition: int) -> Iterator[Fact]:
    """Every number of a table of figures, now or as of a revision, and of the table of those that changed."""
    at = re.match(r"/releases/(\d+)/", address)
    if at:
        edition = edition_of(city, int(at[1]))
    if (
        re.search(r"/data/(account[^!]*!)?observations[./]", address)
        and edition
        and text.startswith("indicator,")
    ):
        yield from facts_of_table(pl.read_csv(text.encode(), infer_schema_length=None), edition)
    if re.search(r"/data/(account[^!]*!)?changed-figures\.", address):
        rows = pl.read_csv(text.encode(), infer_schema_length=None).drop_nulls("revision")
        empty = [
            pl.lit(None, pl.Float64).alias(name) for name in ("lower", "upper", "numerator", "denominator")
        ]
        for (revision,), each in rows.with_columns(empty).group_by("revision"):
            told = edition_of(city, int(float(str(revision))))
            yield from facts_of_table(each, told)
            yield from facts_of_table(each.drop("value").rename({"old_value": "value"}), told - 1)


def edition_of(city: Published, revision: int) -> int:
    """The edition that a revision of the store was of; nought before the first."""
    return max((e for e, made in city.revisions.items() if made <= revision), default=0)


def all_facts(city: Published) -> list[Fact]:
    """From pages, downloads, exports now and as of then, and what changed."""
    reader, facts = reader_of(city), []
    for edition, pages in city.pages.items():
        for address, text in pages.items():
            if address.startswith(f"{API}observations"):
                facts += facts_of_api(text, edition, city.revisions)
            elif "/data/" in address and not address.endswith("metadata.json"):
                facts += facts_of_file(city, address, text, edition)
            elif address.endswith("observations.csv") or re.fullmatch(r"/figures/.*\.csv", address):
                facts += facts_of_table(pl.read_csv(text.encode(), infer_schema_length=None), edition)
            elif found := re.fullmatch(rf"/(?:indicators|places/(\w+))/({COUNT}|{RATE})/(?:\?.*)?", address):
                facts += reader.facts(text, edition, found[2], found[1] or CITY)
    for edition, revision in city.revisions.items():
        facts += facts_of_table(read_observations(city.folder, as_of=revision), edition)
        if edition > 1:
            rows = as_table(read_changes(city.folder, city.revisions[edition - 1], revision))
            facts += facts_of_table(rows.filter(pl.col("change") != "removed"), edition)
            old = {f"old_{n}": n for n in ("value", "lower", "upper", "numerator", "denominator")}
            facts += facts_of_table(rows.drop(old.values()).rename(old), edition - 1)
    return facts


def facts_of_api(text: str, edition: int, revisions: dict[int, int]) -> Iterator[Fact]:
    """The observations of an answer of the API: of the edition that they are as of."""
    told = json.loads(text)
    assert told["total"] == len(told["items"])
    then = {revision: number for number, revision in revisions.items()}
    rows = pl.DataFrame(told["items"], infer_schema_length=None)
    return iter(facts_of_table(rows, then.get(told["revision"], edition)) if told["items"] else [])


def still_hidden(attacker: Attacker, city: Published) -> set[tuple[int, Key]]:
    """What is hidden of each edition and shown of none: a guard may go when what it guards has changed."""
    hidden = {(edition, key) for edition in EDITIONS for key in city.hidden(edition)}
    open_ = {of for at, of in attacker.sums.items() if at not in hidden}
    return {at for at in hidden if attacker.sums[at] not in open_}


def ranges(attacker: Attacker, city: Published) -> dict[tuple[int, Key], int]:
    """How far apart the least and the greatest are of each hidden figure."""
    found: dict[tuple[int, ...], int] = {}
    hidden = still_hidden(attacker, city)
    for edition, key in sorted(hidden):
        of = attacker.sums[edition, key]
        if of not in found:
            low, high, _ = attacker.range_of(edition, key)
            assert low <= attacker.truth[edition, key] <= high
            found[of] = high - low
    return {at: found[attacker.sums[at]] for at in hidden}


def small(attacker: Attacker, at: tuple[int, Key]) -> bool:
    return 1 <= attacker.truth[at] <= Protection().hide_to


def all_small(attacker: Attacker) -> set[tuple[int, Key]]:
    return {at for at in attacker.sums if small(attacker, at)}


def assert_finds_nothing(attacker: Attacker, city: Published) -> None:
    assert attacker.fits()
    apart = ranges(attacker, city)
    assert not [at for at in apart if attacker.is_told(*at)]
    assert min(apart.values()) >= 1
    assert min(wide for at, wide in apart.items() if small(attacker, at)) >= WIDTH
    assert all_small(attacker) <= set(apart)


def finds(attacker: Attacker, city: Published) -> set[tuple[int, Key]]:
    """The small counts that he can tell, or nearly."""
    assert attacker.fits()
    found = set()
    for edition, key in sorted(all_small(attacker)):
        low, high, _ = attacker.range_of(edition, key)
        found |= {(edition, key)} if high - low < WIDTH else set()
    return found


def test_nothing_hidden_follows_from_all_that_was_ever_shown(city: Published) -> None:
    reached = {resolve(re.split("[?!]", address)[0]).url_name for address in city.pages[3]}
    assert {
        pattern.name for pattern in (*PAGES, *FILES, *data_patterns, *report_patterns)
    } - reached <= UNREACHED
    attacker = city.attacker()
    facts = all_facts(city)
    assert attacker.learn(facts) > 5000
    assert {fact.field for fact in facts} == {"value", "lower", "upper", "numerator", "denominator"}
    assert len(city.hidden(2)) > 30
    assert_finds_nothing(attacker, city)


def test_rounding_does_not_help_him(db: None, tmp_path: Path, settings) -> None:
    city = publish(tmp_path / "city", TRUE, settings, round_to=5, crawl=())
    attacker = city.attacker(round_to=5)
    assert attacker.learn(exports(city)) > 500
    assert_finds_nothing(attacker, city)


def test_hidden_numbers_change_no_byte_of_what_is_published(
    city: Published, db: None, tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Charts, words, ranks and means: another city whose hidden numbers alone are others reads the same."""
    attacker = city.attacker()
    attacker.learn(all_facts(city))
    edition, key = max(all_small(attacker), key=lambda at: (at[0], at[1]))
    _, _, other = attacker.range_of(edition, key)
    bases = {
        e: {part: int(other[attacker.unknown[part, value]]) for part, value in base.items()}
        for e, base in TRUE.items()
    }
    assert sum(bases[2][part] != TRUE[2][part] for part in TRUE[2]) >= 4
    hide_the_same(city, monkeypatch)
    twin = publish(tmp_path / "twin", bases, settings)
    for e in EDITIONS:
        assert twin.hidden(e) == city.hidden(e)
        assert set(twin.pages[e]) == set(city.pages[e])
        for address, text in city.pages[e].items():
            assert plain(twin.pages[e][address]) == plain(text), address
        tables = [
            (read_observations(one.folder, as_of=one.revisions[e]).drop("revision"),
             read_findings(one.folder, as_of=one.revisions[e]))
            for one in (city, twin)
        ]  # fmt: skip
        assert tables[0][0].equals(tables[1][0])
        assert tables[0][1].equals(tables[1][1])


def plain(text: str) -> str:
    """A page without the moments at which it was made, and without what is drawn by lot."""
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(\+00:00|Z)?", "MOMENT", text)
    text = re.sub(r"\b\d{1,2}\.\d\d [ap]m\b", "MOMENT", text)  # a report's time, as people write it
    text = re.sub(r"urn:uuid:[0-9a-f-]+", "UUID", text)  # of a moment
    text = re.sub(r"\b\d{1,2}:\d{2}\b", "TIME", text)
    text = re.sub(r'name="token" value="[^"]*"', "TOKEN", text)  # of a moment, and drawn by lot
    return re.sub(r"brand\.css\?v=\w+", "brand.css", text)


def hide_the_same(city: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the numbers, hide the rows that the city hides: the edition is told by its rows."""
    patterns = {len(list(rows_of(e))): city.hidden(e) for e in EDITIONS}
    real = keep.protect

    def same(*given: object) -> Protected:
        found = real(*given)  # type: ignore[arg-type]
        rows = found.counted.select("place", "period", "breakdown")
        pattern = patterns[rows.height // 2]
        hidden = pl.Series([key in pattern for key in rows.iter_rows()])
        return Protected(hidden, found.told, found.refused, found.counted)

    monkeypatch.setattr(keep, "protect", same)


def exports(city: Published) -> list[Fact]:
    return [
        fact
        for edition, revision in city.revisions.items()
        for fact in facts_of_table(read_observations(city.folder, as_of=revision), edition)
    ]


Spoil = Callable[[pytest.MonkeyPatch], None]


def without_guards(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guard._Work, "guarded", lambda *_: True)


def without_older_releases(patch: pytest.MonkeyPatch) -> None:
    real = keep.protect
    patch.setattr(keep, "protect", lambda releases, *rest: real(releases[-1:], *rest))


def with_limits(patch: pytest.MonkeyPatch) -> None:
    leave(patch, "lower", "upper")


def with_shares_and_people(patch: pytest.MonkeyPatch) -> None:
    leave(patch, "value", "denominator")


def without_sums(patch: pytest.MonkeyPatch) -> None:
    protect_module = "ropewalk.findings.disclosure.protect"
    patch.setattr(f"{protect_module}.sums_of", lambda rows, rules, *_, **__: no_sums())


def no_sums() -> pl.DataFrame:
    return pl.DataFrame(schema=SCHEMA)


def leave(patch: pytest.MonkeyPatch, *names: str) -> None:
    """Hidden rows of rates keep some of their numbers."""
    real = keep.shown

    def leaking(counted: pl.DataFrame, hidden: pl.Series) -> pl.DataFrame:
        found = real(counted, hidden)
        rate = (found["indicator"] == RATE) & hidden
        state = pl.when(rate).then(pl.lit("measured")).otherwise(found["state"]).alias("state")
        left = [pl.when(rate).then(counted[name]).otherwise(found[name]).alias(name) for name in names]
        return found.with_columns(state, *left)

    patch.setattr(keep, "shown", leaking)


@pytest.mark.parametrize(
    "spoil", [without_guards, without_sums, without_older_releases, with_limits, with_shares_and_people]
)
def test_the_attacker_finds_what_a_spoilt_protection_lets_out(
    spoil: Spoil, db: None, tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    city = publish(tmp_path / "city", TRUE, settings, crawl=())
    attacker = city.attacker()
    attacker.learn(exports(city))
    assert finds(attacker, city)


def test_the_attacker_finds_what_one_chart_or_one_old_export_lets_out(city: Published) -> None:
    """A single number of a single edition, wherever it is found, gives a small count away."""
    attacker = city.attacker()
    attacker.learn(exports(city))
    before = finds(attacker, city)
    assert not before
    guards = [at for at in sorted(still_hidden(attacker, city)) if not small(attacker, at)]
    edition, key = guards[0]
    attacker.learn([Fact(edition, COUNT, key, "value", float(attacker.truth[edition, key]))])
    del attacker._constraints
    assert finds(attacker, city)


def test_a_view_that_shows_the_store_is_seen_in_the_pages(
    db: None, tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view.Disclosed, "closed", lambda *_: ())
    city = publish(tmp_path / "city", TRUE, settings, crawl=(2,))
    attacker = city.attacker()
    reader = reader_of(city)
    attacker.learn(reader.facts(city.pages[2][f"/indicators/{COUNT}/"], 2, COUNT, CITY))
    assert finds(attacker, city)
