"""What stands round every page: names, navigation, licence lines, the council's colours."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings

from ropewalk.accounts.pre_election import in_force
from ropewalk.design.languages import content, filled
from ropewalk.design.phase import Phase, example
from ropewalk.publish.noting import asked
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.addresses import at
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.city import Brand
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``current`` when the reader is in that part of the account. No ``href``: this very page."""

    text: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of the account, as ``rope/base.html`` reads it. ``asks``: whether a server answers here; a
    copy of files has no forms, and then ``search`` is empty."""

    title: str
    council: str
    contact: str
    home: str
    search: str
    brand_css: str
    nav: tuple[Link, ...]
    footer_links: tuple[Link, ...]
    attributions: tuple[str, ...]
    asks: bool = True
    phase: Phase | None = None
    example: Phase | None = None


MARK = " Source: "
PARTS = (
    (later("The plan"), addresses.HOME),
    (later("All measures"), addresses.INDICATORS),
    (later("Places"), addresses.PLACES),
    (later("Compare"), addresses.COMPARE),
    (later("How we know"), addresses.ABOUT),
)
FOOTER = (
    (later("Our values"), addresses.VALUES),
    (later("Editions of the plan"), addresses.PLAN),
    (later("Where the data comes from"), addresses.SOURCES),
    (later("How we work numbers out"), addresses.ABOUT),
    (later("How often we are right"), addresses.RIGHT),
    (later("For programs"), addresses.API),
    (later("What changed"), addresses.CHANGES),
    (later("What the words mean"), addresses.WORDS),
    (later("Accessibility and privacy"), addresses.ACCESSIBILITY),
    (later("Take the data"), addresses.DATA),
    (later("Reports and when they come"), addresses.PUBLISHED),
    (later("Questions from councillors"), addresses.QUESTIONS),
    (later("Challenges from readers"), addresses.CHALLENGES),
)


def site_of(account: Account, here: str, sources: Collection[str] | None = None) -> Site:
    """The frame. ``here``: the address of the navigation's part that the page belongs to;
    ``sources``: the sources whose figures the page shows, None for any of them."""
    city = account.city
    return Site(
        title=city.account_title,
        council=city.council,
        contact=city.contact,
        home=at(addresses.HOME),
        search=at(addresses.SEARCH) if settings.ASKS else "",
        brand_css=brand_address(city.brand),
        nav=tuple(Link(_(text), at(href), current=href == here) for text, href in PARTS),
        footer_links=tuple(Link(_(text), at(href)) for text, href in FOOTER),
        attributions=attributions(account, sources),
        asks=settings.ASKS,
        phase=before_a_poll(account),
        example=example() if city.is_example else None,
    )


def before_a_poll(account: Account) -> Phase | None:
    """What is held back in the time before a poll, and until when; None on other days."""
    found = _poll_today(account) if account.polls else None
    if found is None:
        return None
    poll, last = found
    said = _(
        "{poll}. Until the end of {day} we hold back new comments, replies and other news. "
        "Official figures, and what they show, come out as always."
    )
    text = filled(said, poll=content(poll.rstrip(".")), day=day_words(date.fromisoformat(last)))
    return Phase(_("Before a vote"), text)


@asked
def _poll_today(account: Account) -> tuple[str, str] | None:
    found = in_force(account.polls, clock.today())
    return (found.poll, found.last.isoformat()) if found else None


def attributions(account: Account, sources: Collection[str] | None) -> tuple[str, ...]:
    """The licence lines that publishers ask for; those that begin alike are told together."""
    return _attributions(account, None if sources is None else sorted(set(sources)))


@asked
def _attributions(account: Account, sources: Sequence[str] | None) -> tuple[str, ...]:
    origins = account.origins.values()
    lines = dict.fromkeys(origin.attribution for origin in origins if sources is None or origin.id in sources)
    together: dict[str, list[str]] = {}
    for line in lines:
        licence, mark, named = line.partition(MARK)
        together.setdefault(licence if mark else "", []).append(named if mark else line)
    # Where all are meant, naming each would drown the page; the licence allows a link to the list instead.
    brief = sources is None
    return tuple(_line(licence, [] if brief and licence else named) for licence, named in together.items())


def _line(licence: str, named: list[str]) -> str:
    if not licence:
        return " ".join(named)
    if not named:
        return licence
    if len(named) == 1:
        return f"{licence}{MARK}{named[0]}"
    return f"{licence} Sources: {'; '.join(name.rstrip('.') for name in named)}."


def brand_css(brand: Brand) -> str:
    """The council's colours as a style sheet of two lines; all else follows from them."""
    return f":root {{\n  --brand: {brand.colour};\n  --accent: {brand.accent};\n}}\n"


def brand_address(brand: Brand) -> str:
    """The address of that style sheet, with a hash of its text: a browser may keep it."""
    return f"{addresses.rooted('/brand.css')}?v={sha256(brand_css(brand).encode()).hexdigest()[:8]}"
