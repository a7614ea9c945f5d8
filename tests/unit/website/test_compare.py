"""Compare sets places side by side in the reader's order, and says no more than findings hold."""

import csv
import io
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import polars as pl
import pytest
from django.http import HttpResponse

from ropewalk.publish.website.account import Account
from ropewalk.publish.website.choice import MOST_PLACES, Choice, named, start_measures, start_places
from ropewalk.publish.website.compared import NOT_COMPARED, Row, compared

Get = Callable[..., HttpResponse]
CITY, OTHER, THIRD = "E08900001", "E08900002", "E08900003"


def text(get: Get, address: str) -> str:
    return get(address).content.decode()


def rows(account: Account, places: tuple[str, ...], measures: tuple[str, ...] = ("work",)) -> tuple[Row, ...]:
    return compared.__wrapped__(account, Choice(places, measures))  # not what was kept


def heads(page: str) -> list[str]:
    """The codes of the table's columns."""
    return re.findall(r'<th scope="col"><a href="/places/([^/]+)/">', page)


def test_without_a_choice_the_page_is_whole(get: Get, account: Account) -> None:
    page = text(get, "/compare/")
    assert heads(page) == list(start_places(account))
    assert start_places(account)[0] == CITY
    assert [f"/indicators/{code}/" in page for code in start_measures(account)] == [True] * 2
    assert "no league table" in page


def test_places_keep_the_readers_order_and_are_never_sorted(get: Get) -> None:
    for order in ([OTHER, CITY, THIRD], [THIRD, OTHER, CITY]):
        query = "&".join(f"place={code}" for code in order)
        assert heads(text(get, f"/compare/?{query}")) == order


def test_a_verdict_stands_only_where_a_finding_holds_it(account: Account) -> None:
    held = account.library.findings(indicator="work", place=CITY, question="position", comparator=OTHER)
    cell = rows(account, (CITY, OTHER))[0].cells[1]
    verdict = held["verdict"][0]
    assert verdict in ("better", "worse", "not distinguishable"), "a toy that cannot say would prove nothing"
    turned = {"better": "worse", "worse": "better"}.get(verdict, verdict)
    assert cell.tag is not None
    assert cell.tag.word == turned, "what the city is to the place, the other way round"
    country = rows(account, (OTHER, "E92000001"))[0].cells[1]
    own = account.library.findings(indicator="work", place=OTHER, question="position", comparator="E92000001")
    assert (country.tag is None) == (own.is_empty() or own["verdict"][0] == "cannot say")


def test_the_same_two_places_are_told_alike_from_either_side(account: Account) -> None:
    one = rows(account, (CITY, OTHER))[0].cells[1].tag
    two = rows(account, (OTHER, CITY))[0].cells[1].tag
    assert one is not None
    assert two is not None
    assert {one.word, two.word} in ({"better", "worse"}, {"not distinguishable"})


def test_what_is_not_tested_is_said_to_be_not_compared(account: Account) -> None:
    for row in rows(account, (CITY, OTHER, THIRD), ("work", "early-deaths", "queues", "weight")):
        for cell in row.cells[1:]:
            assert bool(cell.tag) != (cell.not_compared == NOT_COMPARED) or not cell.value
        assert row.cells[0].tag is None
        assert row.cells[0].not_compared == ""


def test_ranks_are_those_that_findings_hold(account: Account) -> None:
    cell = rows(account, (CITY, OTHER))[0].cells[0]
    held = account.library.ranks("work", CITY).filter(comparator="all:authority", breakdown="")
    low, high, of = held.select("low", "high", "of").row(0)
    assert re.findall(r"\d+", cell.rank) == (
        [str(low), str(high), str(of)] if low != high else [str(low), str(of)]
    )


def test_a_figure_has_its_limits_in_words_and_drawn(account: Account) -> None:
    row = rows(account, (CITY, OTHER))[0]
    assert " to " in row.cells[0].limits
    assert 'class="rw-whisker"' in row.cells[0].drawing
    assert "style=" not in row.cells[0].drawing
    assert all(row.scale)


def test_missing_and_hidden_are_told_apart(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = account.library.series(["work"], [CITY, OTHER, THIRD])
    last = whole["period"].max()
    newest = pl.col("period") == last
    hidden = newest & (pl.col("place") == OTHER)
    series = whole.filter(pl.col("place") != THIRD).with_columns(
        pl.when(hidden).then(None).otherwise(pl.col("value")).alias("value"),
        pl.when(hidden).then(pl.lit("suppressed")).otherwise(pl.col("state")).alias("state"),
    )
    monkeypatch.setattr(account.library, "series", lambda *_: series)
    _, second, third = rows(account, (CITY, OTHER, THIRD))[0].cells
    assert "nobody can be picked out" in second.note
    assert second.value, "an older figure is shown with its own period"
    assert "not all for the same time" in " ".join(rows(account, (CITY, OTHER, THIRD))[0].notes)
    assert (third.value, third.note) == ("", "No figure is held")
    only = series.filter(~(pl.col("place") == OTHER) | newest)
    monkeypatch.setattr(account.library, "series", lambda *_: only)
    alone = rows(account, (CITY, OTHER))[0].cells[1]
    assert (alone.value, alone.drawing, alone.rank) == ("", "", "")
    assert alone.note.startswith("Hidden, so that nobody")


def test_what_may_not_be_compared_is_not(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    import msgspec

    alone = msgspec.structs.replace(account.indicators["work"], comparators=("nobody",))
    monkeypatch.setitem(account.indicators, "work", alone)  # type: ignore[arg-type]
    first, second = rows(account, (CITY, OTHER))[0].cells
    assert first.value
    assert (second.value, second.tag, second.rank, second.drawing) == ("", None, "", "")
    assert "would mislead" in second.note


def test_too_many_places_are_cut_with_a_word(get: Get, account: Account) -> None:
    codes = [code for code, place in account.places.items() if place.kind == "authority"]
    assert len(codes) > MOST_PLACES
    page = text(get, "/compare/?" + "&".join(f"place={code}" for code in codes))
    assert heads(page) == codes[:MOST_PLACES]
    assert f"At most {MOST_PLACES} places fit side by side." in page


def test_unknown_codes_are_named_and_never_a_fault(get: Get) -> None:
    answer = get("/compare/?place=%3Cb%3E&place=E08900002&measure=nonsense&measure=work")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "&lt;b&gt;, nonsense" in page
    assert heads(page) == [OTHER]


@pytest.mark.parametrize(
    "query", ["place=%00", "measure=", "add=%00", "first=zz", "peers=zz", "add=" + "x" * 5000]
)
def test_odd_queries_are_answered(get: Get, query: str) -> None:
    assert get(f"/compare/?{query}").status_code in (200, 302)
    assert get(f"/compare/table.csv?{query}").status_code == 200


def test_a_place_is_added_by_name_by_code_and_put_first(get: Get, account: Account) -> None:
    name = account.names["E08900009"]
    for typed in (name, name.upper(), "e08900009"):
        assert chosen(get, f"/compare/?place={CITY}&place={OTHER}&add={typed}") == [CITY, OTHER, "E08900009"]
    assert chosen(get, f"/compare/?place={CITY}&place={OTHER}&first={OTHER}") == [OTHER, CITY]
    assert chosen(get, "/compare/?peers=neighbours")[0] == CITY
    assert get("/compare/?add=").headers["Location"] == "/compare/"


def chosen(get: Get, address: str) -> list[str]:
    """The places of the address that a button leads to."""
    query = urlsplit(get(address).headers["Location"]).query
    return [value for key, value in parse_qsl(query) if key == "place"]


def test_a_name_that_no_place_has_is_answered_with_what_it_may_mean(get: Get) -> None:
    page = text(get, "/compare/?add=North")
    assert "Which place do you mean by “North”?" in page
    assert "We know no place called “zzz”" in text(get, "/compare/?add=zzz")


def test_a_name_is_matched_whole(account: Account) -> None:
    assert named(account, "northport") == (CITY,)
    assert named(account, "north") == ()


def test_the_csv_holds_the_table_at_full_precision(get: Get, account: Account) -> None:
    answer = get(f"/compare/table.csv?place={OTHER}&place={CITY}&measure=work")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [line["place"] for line in lines] == [OTHER, CITY]
    newest = account.library.newest(CITY).filter(indicator="work")
    assert float(lines[1]["value"]) == newest["value"][0]
    assert float(lines[1]["lower"]) == newest["lower"][0]
    assert lines[1]["period"] == newest["period"][0]


def test_a_place_may_be_compared_from_its_own_page(get: Get) -> None:
    assert f"/compare/?place={CITY}&amp;place={OTHER}" in text(get, f"/places/{OTHER}/")
    assert 'href="/compare/"' in text(get, f"/places/{CITY}/")
