"""Every sentence that the pages of the city that ships really show: how hard to read, how it is spelt.

The Flesch-Kincaid grade of a reader of nine to eleven is 4 to 6. Left out: names (of places, measures,
sources, publishers, the plan's own titles), which are what they are; law that must be named by its name; and
what is told of a publisher's files for those who want to check them.
"""

import re
import tomllib
import urllib.request
from functools import cache
from pathlib import Path
from statistics import mean, quantiles

import pytest
from reading import grade
from sentences import LEAST, sentences_of
from shipped_account import shipped_account

AMERICAN = tomllib.loads(Path(__file__).with_name("american_spellings.toml").read_text(encoding="utf-8"))
LAW = ("Accessibility Regulations", "Accessibility Guidelines", "Equality Advisory")
FILES = ("github.com", "Git object", "Licence v", "Copied unchanged")
ELSEWHERE = ("E08000003", "E92000001", "E05015279", "E01006541")
HIGHEST, NINE_IN_TEN = 5.0, 7.0
# Above the band, and why: each may only come down.
ABOVE = {
    "sources": (5.0, 8.0),  # what is particular about a publisher's file, and why it was accepted
}


@cache
def addresses() -> dict[str, tuple[str, ...]]:
    """Addresses of every kind of page."""
    account = shipped_account()
    city = account.city.place
    return {
        "home": ("/",),
        "aim": tuple(f"/aims/{code}/" for code in account.aims),
        "priority": tuple(f"/priorities/{code}/" for code in account.priorities),
        "indicator": tuple(f"/indicators/{code}/" for code in account.indicators),
        "measures": ("/indicators/",),
        "place": tuple(f"/places/{code}/" for code in (city, *ELSEWHERE)),
        "compare": ("/compare/",),
        "words": ("/words/",),
        "accessibility": ("/accessibility/",),
        "values": ("/values/",),
        "about": ("/about/",),
        "how often right": ("/how-often-right/",),
        "changes": ("/changes/", "/changes/1/", "/changes/50/", "/changes/100/"),
        "sources": ("/sources/", *(f"/sources/{source}/" for source in account.origins)),
    }


@cache
def names() -> re.Pattern[str]:
    """Every name that pages give to things, the longest first."""
    account = shipped_account()
    found = {one.title for one in account.definitions.indicators}
    found |= {one.official_title for one in account.definitions.indicators}
    found |= {place.name for place in account.places.values()}
    found |= {text for origin in account.origins.values() for text in (origin.title, origin.producer)}
    found |= {one.title for aim in account.plan.aims for one in (aim, *aim.priorities)}
    return re.compile("|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)))


@cache
def page(site: str, address: str) -> str:
    with urllib.request.urlopen(site + address) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


def shown(site: str, kind: str) -> list[str]:
    """The sentences of a kind of page, each once, their names replaced by one short word."""
    told = dict.fromkeys(one for address in addresses()[kind] for one in sentences_of(page(site, address)))
    kept = (one for one in told if not any(words in one for words in (*LAW, *FILES)))
    plain = (re.sub(r"^Also called: .*", "", names().sub("Hull", one)) for one in kept)
    return [one for one in plain if len(one.split()) >= LEAST]


@pytest.mark.parametrize("kind", addresses())
def test_a_reader_of_nine_to_eleven_can_read_it(city_site: str, kind: str) -> None:
    graded = sorted(((grade(one), one) for one in shown(city_site, kind)), reverse=True)
    assert len(graded) >= 3, "a page without sentences proves nothing"
    highest, nine_in_ten = ABOVE.get(kind, (HIGHEST, NINE_IN_TEN))
    assert mean(found for found, _ in graded) <= highest, graded[:10]
    assert quantiles((found for found, _ in graded), n=10, method="inclusive")[-1] <= nine_in_ten, graded[:10]


@pytest.mark.parametrize("kind", addresses())
def test_words_are_spelt_as_in_britain(city_site: str, kind: str) -> None:
    spelt = re.compile(rf"\b(?:{'|'.join(AMERICAN)})\b", re.IGNORECASE)
    for one in shown(city_site, kind):
        assert not spelt.search(one), (spelt.search(one), one)


@pytest.mark.parametrize("kind", addresses())
def test_dates_are_in_words(city_site: str, kind: str) -> None:
    for one in shown(city_site, kind):
        assert not re.search(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b", one), one
