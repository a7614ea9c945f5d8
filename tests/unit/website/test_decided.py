"""What people decided about a source's figures stands on its page, and a correction beside the number."""

import re
from collections.abc import Callable
from datetime import date, datetime

import msgspec
import polars as pl
import pytest
from django.http import HttpResponse

from ropewalk.findings.decided import editions, told
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.decided import RULES
from ropewalk.sources.contracts import terms
from ropewalk.vocabulary.accepted import Acceptance, Correction

Get = Callable[..., HttpResponse]
CITY = "E08900001"
CORRECTION = Correction(
    indicator="work",
    place=CITY,
    period="2023-01-01/P1Y",
    column="value",
    expect=6920.0,
    use=69.2,
    why="The point was left out.",
    by="Ada Byron",
    date=date(2026, 11, 23),
    told="https://example.org/told",
)
ACCEPTANCE = Acceptance(
    edition="e2", rule="rows", by="Ada Byron", date=date(2026, 11, 23), reason="Half of them have merged."
)


def words(answer: HttpResponse) -> str:
    return " ".join(re.sub("<[^>]*>", " ", answer.content.decode()).split())


def test_a_corrected_figure_tells_both_figures_why_and_by_whom(get: Get, account: Account) -> None:
    account.__dict__["corrections"] = {"toys-work": (CORRECTION,)}
    for address in ("/indicators/work/", "/sources/toys-work/"):
        page = words(get(address))
        assert "the publisher’s file says 6,920 , and we use 69.2 . The point was left out." in page
        assert "Corrected by Ada Byron, 23 November 2026 ." in page
        assert 'href="https://example.org/told"' in get(address).content.decode()
    assert "Figures that we corrected" not in words(get("/indicators/weight/"))
    assert "Figures that we corrected" not in words(get(f"/places/E08900002/{'work'}/"))


def test_an_accepted_check_tells_rule_reason_and_name(get: Get, account: Account) -> None:
    account.__dict__["acceptances"] = {"toys-work": (ACCEPTANCE,)}
    page = words(get("/sources/toys-work/"))
    assert "The number of rows, edition of e2 Half of them have merged. Ada Byron accepted it on 23" in page
    assert "Who accepted it, and why" in words(get("/indicators/work/"))
    assert "Accepted after a failed check" not in words(get("/sources/toys-deaths/"))


def test_each_load_tells_its_edition_where_there_are_several(get: Get, account: Account) -> None:
    origin = account.origins["toys-work"]
    (revision,) = account.editions["toys-work"]
    early = msgspec.structs.replace(origin, edition="e1", published_at=datetime(2023, 3, 31, 14, 43))  # noqa: DTZ001
    assert "Edition of" not in words(get("/sources/toys-work/"))
    account.__dict__["editions"] = {"toys-work": {revision: early, revision + 1: origin}}
    assert "31 March 2023" in words(get("/sources/toys-work/"))


def test_every_rule_of_a_contract_has_words() -> None:
    assert tuple(RULES) == terms.RULES


@pytest.mark.parametrize(
    ("use", "value", "may"),
    [(69.2, 69.2, True), (69.2, None, False), ("not available", None, True), ("suppressed", None, False)],
)
def test_a_correction_of_a_hidden_figure_is_not_told(
    use: float | str, value: float | None, may: bool
) -> None:
    series = pl.DataFrame({"breakdown": [""], "period": ["2023-01-01/P1Y"], "value": [value]})
    assert told(msgspec.structs.replace(CORRECTION, use=use), series) is may
    assert not told(CORRECTION, series.clear())


def test_editions_are_known_by_revision() -> None:
    origin = '{"id":"a","title":"","producer":"","licence":"","attribution":"","address":"","retrieved":"2024-01-01","files":[],"edition":"%s"}'  # noqa: E501
    columns = {"kind": ["origin", "place", "origin"], "id": ["a", "b", "a"], "revision": [1, 1, 4]}
    papers = pl.DataFrame({**columns, "document": [origin % "e1", "{}", origin % "e2"]})
    found = {number: one.edition for number, one in editions(papers)["a"].items()}
    assert found == {1: "e1", 4: "e2"}
