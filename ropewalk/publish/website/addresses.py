"""The address of every page: short, readable, and never to change.

A page has an address in each language; the functions write that of the language in force. The constants are
English, and lie below the site's root: ``at(PLACES)`` is in the language in force, and as readers have it. A
download is the same in every language: one address, ``rooted(FEED)``.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from ropewalk.design.languages import at as at
from ropewalk.design.root import rooted as rooted

HOME = "/"
INDICATORS = "/indicators/"
PLACES = "/places/"
SOURCES = "/sources/"
VALUES = "/values/"
PLAN = "/plan/"
ABOUT = "/about/"
RIGHT = "/how-often-right/"
API = "/api/"
SEARCH = "/search/"
COMPARE = "/compare/"
COMPARE_TABLE = "/compare/table.csv"
WORDS = "/words/"
ACCESSIBILITY = "/accessibility/"
CHANGES = "/changes/"
FEED = "/changes.atom"
NEIGHBOURHOOD = "/neighbourhood/"
OEMBED = "/oembed"
DATA = "/data/"
RELEASES = "/releases/"
PUBLISHED = "/published/"
QUESTIONS = "/questions/"
CHALLENGES = "/challenges/"
CHALLENGE = "/challenge/"
ACCOUNT_CSV = "/data/account.zip"
ACCOUNT_PARQUET = "/data/account-parquet.zip"
CATALOGUE_JSON = "/data/catalogue.jsonld"
CATALOGUE_TURTLE = "/data/catalogue.ttl"
DATASETS_JSON = "/data/datasets.jsonld"


def aim(code: str) -> str:
    """An aim of the plan."""
    return at(f"/aims/{code}/")


def edition(code: str) -> str:
    """An edition of the plan, in force or superseded."""
    return at(f"{PLAN}{code}/")


def priority(code: str) -> str:
    """A priority of the plan."""
    return at(f"/priorities/{code}/")


def indicator(code: str, place: str = "", beside: Sequence[str] = ()) -> str:
    """An indicator for the city, or for any other place; ``beside``: whom the reader picked beside."""
    asked = f"?{urlencode([('with', one) for one in beside])}" if beside else ""
    return at(_indicator(code, place)) + asked


def in_places(code: str, places: Iterable[str]) -> dict[str, str]:
    """An indicator in each of many places: the address by the place's code."""
    start = at("")
    return {place: f"{start}{_indicator(code, place)}" for place in places}


def area(slug: str) -> str:
    """A named area: some neighbourhoods together."""
    return at(f"{NEIGHBOURHOOD}{slug}/")


def map_of(code: str) -> str:
    """The map of an indicator: every council area."""
    return at(f"{_indicator(code, '')}map/")


def observations(code: str, place: str = "") -> str:
    """The series of an indicator as CSV: of one place, or of every place held."""
    return rooted(f"{_indicator(code, place)}observations.csv")


def findings(code: str, place: str = "") -> str:
    """The findings of an indicator as CSV: of one place, or of every place held."""
    return rooted(f"{_indicator(code, place)}findings.csv")


def inside(code: str, table: str, place: str = "") -> str:
    """A table of an indicator's gaps inside places, as CSV: of one place, or of every place that has them."""
    return rooted(f"{_indicator(code, place)}inside/{table}.csv")


def place(code: str) -> str:
    """A place."""
    return at(f"{PLACES}{code}/")


def source(code: str) -> str:
    """A source of data."""
    return at(f"{SOURCES}{code}/")


def changes(page: int) -> str:
    """A page of the list of changes, counted from one."""
    return at(CHANGES if page == 1 else f"{CHANGES}page/{page}/")


def change(revision: int) -> str:
    """What one revision changed."""
    return at(f"{CHANGES}{revision}/")


def changed_figures(revision: int) -> str:
    """The own place's figures that one revision changed, as CSV."""
    return rooted(f"{CHANGES}{revision}/figures.csv")


def data(table: str, ending: str, indicator: str = "", revision: int | None = None) -> str:
    """A table as a file: of all measures or of one, now or as of a revision."""
    home = DATA if revision is None else f"{RELEASES}{revision}/data/"
    return rooted(f"{home}{table}/{indicator}.{ending}" if indicator else f"{home}{table}.{ending}")


def release(revision: int) -> str:
    """The data as of a revision."""
    return at(f"{RELEASES}{revision}/")


def release_json(revision: int) -> str:
    """What is held as of a revision, for machines."""
    return rooted(f"{RELEASES}{revision}/release.json")


def published(number: int) -> str:
    """A numbered release: what was published under it."""
    return at(f"{PUBLISHED}{number}/")


def published_file(number: int, name: str) -> str:
    """A document of a numbered release, as it was published."""
    return rooted(f"{PUBLISHED}{number}/{name}")


def report(kind: str, code: str, ending: str) -> str:
    """A report to take away: of a ``priority``, of a ``portfolio`` (an aim) or of a ``ward``."""
    return at(f"/reports/{kind}/{code}.{ending}")


def question(number: int) -> str:
    """A question of scrutiny, with its answers."""
    return at(f"{QUESTIONS}{number}/")


def challenged(number: int) -> str:
    """A reader's challenge, with its answer."""
    return at(f"{CHALLENGES}{number}/")


def challenge(kind: str, code: str, place: str = "") -> str:
    """The form for challenging something; ``place``: another than the plan's own."""
    return at(f"{CHALLENGE}{kind}/{code}/") + (f"?{urlencode({'place': place})}" if place else "")


def search(query: str) -> str:
    """The results of a search."""
    return f"{at(SEARCH)}?{urlencode({'q': query})}"


def compare(places: Sequence[str] = (), measures: Sequence[str] = ()) -> str:
    """Places side by side, in the order given; without any the starting choice."""
    return at(COMPARE) + _chosen(places, measures)


def compare_table(places: Sequence[str] = (), measures: Sequence[str] = ()) -> str:
    """The same as CSV."""
    return rooted(COMPARE_TABLE) + _chosen(places, measures)


def word(name: str) -> str:
    """A word of the glossary."""
    return f"{at(WORDS)}#{name}"


def _chosen(places: Sequence[str], measures: Sequence[str]) -> str:
    chosen = [*(("place", code) for code in places), *(("measure", code) for code in measures)]
    return f"?{urlencode(chosen)}" if chosen else ""


def _indicator(code: str, place: str) -> str:
    return f"/places/{place}/{code}/" if place else f"/indicators/{code}/"


def figure(code: str, place: str, name: str) -> str:
    """A figure's own page: of an indicator, in a place, by the name that it keeps."""
    return at(f"/figures/{code}/{place}/{name}/")


def figure_data(code: str, place: str, name: str) -> str:
    """The numbers of one figure, as CSV."""
    return rooted(f"/figures/{code}/{place}/{name}.csv")


def figure_drawing(code: str, place: str, name: str) -> str:
    """A figure as an SVG document of its own."""
    return at(f"/figures/{code}/{place}/{name}.svg")


def figure_card(code: str, place: str, name: str) -> str:
    """The picture that stands for a figure where it is shared."""
    return at(f"/figures/{code}/{place}/{name}.png")


def embed(code: str, place: str, name: str) -> str:
    """A figure to stand in a frame of another site's page."""
    return at(f"/embed/{code}/{place}/{name}/")


def card(kind: str, code: str = "") -> str:
    """The picture that stands for a page where it is shared: ``home``, ``priority`` or ``place``."""
    return at(f"/cards/{kind}/{code}.png" if code else f"/cards/{kind}.png")


def oembed(address: str, form: str = "json") -> str:
    """What another site asks to show one of our addresses. ``address``: whole, as a reader has it."""
    return f"{rooted(OEMBED)}?{urlencode({'url': address, 'format': form})}"
