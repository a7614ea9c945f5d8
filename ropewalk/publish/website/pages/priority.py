"""A priority as one sheet: the promise, its evidence, and honestly what is not held of the other strands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from ropewalk.design.languages import content, filled
from ropewalk.figures.sentences import Tally, tally, verdict_sentence
from ropewalk.publish.website import addresses, delivery
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import known, page
from ropewalk.publish.website.cards import NOT_COUNTED, Card, cards, counted_words
from ropewalk.publish.website.commented import Spoken, on_priority
from ropewalk.publish.website.delivery import Doing, Flat
from ropewalk.publish.website.progress import Record, records_of
from ropewalk.publish.website.questioned import Questioned, on_promise
from ropewalk.publish.website.reported import reports_of
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.strands import SPENDING, Panel, of_priority, sheet_of
from ropewalk.publish.website.taken.sharing import Shared
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.plan import Aim, Priority
from ropewalk.vocabulary.words import Direction, Lever

MANY = 9  # beyond so many cards a page is too long for a phone
ORDER = (Direction.WORSENING, Direction.IMPROVING, Direction.NO_CLEAR_CHANGE)
LEVERS = {
    Lever.CONTROLS: later("The council does this work itself, so it answers for the results."),
    Lever.INFLUENCES: later("The council can help, but the results depend on other people too."),
    Lever.CONTEXT: later("The council cannot steer this. It is shown because it matters to everything else."),
}


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a part, the clearest verdicts first; those that cannot be judged are folded away where
    there are many."""

    shown: tuple[Card, ...]
    folded: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorityPage:
    """What a priority's page shows. ``performance``: the council's own work; ``context``: the city;
    ``money``: what the council spends; ``begun``: how many of its actions have begun, ``flat``: those of them
    whose measures did not get better."""

    aim: Aim
    priority: Priority
    lead: str
    sheet: tuple[Panel, ...]
    begun: int
    flat: tuple[Flat, ...]
    lever: str
    counts: Tally
    performance: Cards
    context: Cards
    money: tuple[Card, ...]
    doing: tuple[Doing, ...]
    state: str
    records: tuple[Record, ...]
    spoken: tuple[Spoken, ...]
    questioned: Questioned
    city: str
    country: str
    has_weak: bool
    before: Link | None
    after: Link | None
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]

    @property
    def shared(self) -> Shared:
        """What it tells of itself where it is shared."""
        code = self.priority.code
        return Shared(f"{code} {self.priority.title}", self.lead, addresses.card("priority", code))

    @property
    def reports(self) -> tuple[Link, ...]:
        """Its report, in each medium."""
        return reports_of("priority", self.priority.code)

    @property
    def report_title(self) -> str:
        """What that report is."""
        return _("This promise on one page")


@page("priority.html", part=addresses.HOME)
def priority(account: Account, _request: HttpRequest, code: str) -> PriorityPage:
    """The view of a priority."""
    found: Priority = known(account.priorities.get(code))
    aim = account.aim_of[code]
    indicators = account.indicators_of(code)
    counts = tally(account.headlines_of(indicators))
    made = cards(account, indicators)
    money = tuple(card for card in made if is_money(card))
    doing, begun = delivery.of_priority(account, code), delivery.begun_here(account, code)
    country = account.above(account.city.place, "country")
    codes = list(account.priorities)
    here = codes.index(code)
    return PriorityPage(
        aim=aim,
        priority=found,
        lead=_(SPENDING) if money and len(money) == len(made) else verdict_sentence(counts),
        sheet=sheet_of(of_priority(account, counts, indicators, money, len(found.not_held), doing)),
        begun=len(begun),
        flat=delivery.flat_of(account, begun),
        lever=_(LEVERS[found.lever]),
        counts=counts,
        performance=arranged(
            account, [card for card in made if card.indicator.role == "performance" and card not in money]
        ),
        context=arranged(account, [card for card in made if card.indicator.role == "contextual"]),
        money=money,
        doing=doing,
        state=delivery.state_words(account, code),
        records=records_of(account, "priority", code),
        spoken=on_priority(account, code),
        questioned=on_promise(account, code),
        city=account.city.name,
        country=country.name if country else "",
        has_weak=any(tag.note == NOT_COUNTED for card in made for tag in card.tags),
        before=_link(account, codes[here - 1]) if here else None,
        after=_link(account, codes[here + 1]) if here + 1 < len(codes) else None,
        sources=tuple({indicator.source for indicator in indicators}),
        crumbs=(
            Link(_("Home"), addresses.at(addresses.HOME)),
            Link(
                filled(_("Aim {code}: {title}"), code=aim.code, title=content(aim.title)),
                addresses.aim(aim.code),
            ),
            Link(_("Priority {code}").format(code=found.code)),
        ),
    )


def arranged(account: Account, held: Sequence[Card]) -> Cards:
    """Worsening first, for it asks for work; then improving, no clear change, what is known by neighbourhood,
    and what cannot be judged."""
    counted = counted_words(account)
    order = {str(word): place for place, word in enumerate(ORDER)}
    cards = sorted(held, key=lambda card: order.get(counted.get(card.indicator.id, ""), len(ORDER)))
    judged = tuple(card for card in cards if counted.get(card.indicator.id) in ORDER or card.inside)
    rest = tuple(card for card in cards if card not in judged)
    if not judged or len(cards) <= MANY:
        return Cards((*judged, *rest))
    return Cards(judged, rest)


def is_money(card: Card) -> bool:
    """Whether a measure is what the council spends: its own work, counted in money."""
    indicator = card.indicator
    return indicator.role == "performance" and "£" in indicator.prefix + indicator.unit


def _link(account: Account, code: str) -> Link:
    return Link(f"{code} {account.priorities[code].title}", addresses.priority(code))
