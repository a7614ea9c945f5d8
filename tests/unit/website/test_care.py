"""What must not be missed on an indicator's page: cautions, lone figures, where divided figures come from."""

import re
from collections.abc import Callable

import msgspec
import pytest
from django.http import HttpResponse

from ropewalk.plan import actions
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import NOT_COUNTED, Tag
from ropewalk.publish.website.evidence import division
from ropewalk.publish.website.lists import Row, clear_words
from ropewalk.vocabulary.place import Place

Get = Callable[..., HttpResponse]
WORK = "work"
CITY = "E08900001"


def redefine(account: Account, code: str, **changes: object) -> None:
    """Load the definitions again, one of them changed."""
    changed = tuple(
        msgspec.structs.replace(one, **changes) if one.id == code else one
        for one in account.definitions.indicators
    )
    actions.load_definitions(
        msgspec.structs.replace(account.definitions, indicators=changed), by="A. Officer"
    )


def test_what_must_be_read_stands_first_among_the_cautions(get: Get, account: Account) -> None:
    redefine(account, "work", must_read="Prices rose too.", caveats=("A small survey.",))
    text = get("/indicators/work/").content.decode()
    cautions = text[text.index("Read with care") :]
    assert cautions.index("Prices rose too.") < cautions.index("A small survey.")


def test_a_number_compared_with_nobody_says_so_and_offers_nobody(get: Get, account: Account) -> None:
    assert "Choose whom to compare with" in get("/indicators/work/").content.decode()
    redefine(account, "work", comparators=("nobody",))
    text = get("/indicators/work/?with=E08900002").content.decode()
    assert "We compare this number with no other place, because that would mislead." in text
    assert "Choose whom to compare with" not in text
    assert "Toyham 2" not in text.replace("Show", "")[text.index('id="trend"') : text.index('id="position"')]


def test_the_city_s_own_indicator_has_one_address(get: Get) -> None:
    answer = get(f"/places/{CITY}/{WORK}/?with=E08900002")
    assert (answer.status_code, answer["Location"]) == (301, "/indicators/work/?with=E08900002")
    assert get(f"/places/{CITY}/nothing/").status_code == 404


def test_a_divided_figure_shows_what_it_was_divided_from(get: Get, account: Account) -> None:
    row = account.library.series("early-deaths", [CITY], breakdowns=[""]).row(-1, named=True)
    text = get("/indicators/early-deaths/").content.decode()
    assert "Worked out as" in text
    assert division(row["numerator"], row["denominator"], 100000) in text
    assert "Worked out as" not in get("/indicators/work/").content.decode()


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((111.0, 302.0, 100.0), "111 ÷ 302 × 100"),
        ((829524000.0, 479801.0, 1.0), "829,524,000 ÷ 479,801"),
        ((1.25, 3.0, 1.0), "1.25 ÷ 3"),
        ((None, 3.0, 1.0), ""),
    ],
)
def test_a_division_reads_as_one_would_type_it(numbers, words: str) -> None:
    assert division(*numbers) == words


def test_each_page_names_itself_once_for_search_engines(get: Get) -> None:
    addresses = ("/", "/aims/1/", "/priorities/1.1/", "/indicators/work/", f"/places/{CITY}/", "/sources/")
    texts = [get(address).content.decode() for address in addresses]
    for address, text in zip(addresses, texts, strict=True):
        assert f'<link rel="canonical" href="http://localhost{address}">' in text
        assert re.search(r'<meta name="description" content="[^"]{20,}">', text), address
    titles = [re.findall(r"<title>(.*?)</title>", text)[0] for text in texts]
    assert len(set(titles)) == len(titles)


def test_group_counts_leave_out_what_the_headline_counts_leave_out() -> None:
    def row(direction: Tag, position: Tag | None = None) -> Row:
        return Row("a", "A", "/a/", "1", "", "2023", direction, position)

    rows = [
        row(Tag("direction", "improving"), Tag("position", "worse")),
        row(Tag("direction", "improving", NOT_COUNTED), Tag("position", "worse")),
        row(Tag("direction", "no clear change")),
    ]
    country = Place(code="E92000001", name="England", kind="country")
    assert clear_words(rows, country) == "1 improving, 2 worse than England"
    assert clear_words(rows, None) == "1 improving"
    assert clear_words([], country) == ""
