"""An indicator in a place: what it says, how sure that is, beside whom, and from which row of which file."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ropewalk.figures.inputs import Figure, Style, Table
from ropewalk.plan import public
from ropewalk.plan.public import TargetChange
from ropewalk.publish.website import addresses, decided, definition, evidence, held, onward
from ropewalk.publish.website.account import NEIGHBOURHOOD, Account, NotReadyError, open_account
from ropewalk.publish.website.answer import known, not_ready, page
from ropewalk.publish.website.beside import ASKED, Choice, Picker, choice, compares_with_nobody, picker
from ropewalk.publish.website.cards import (
    NOT_COUNTED,
    Tag,
    absent,
    counted_word,
    direction_tag,
    named_positions,
    position_tag,
)
from ropewalk.publish.website.commented import Spoken, on_indicator
from ropewalk.publish.website.decided import Mended
from ropewalk.publish.website.events import events
from ropewalk.publish.website.evidence import Around, Trend
from ropewalk.publish.website.goal import Goal, goal
from ropewalk.publish.website.groups import PartGroup, parts
from ropewalk.publish.website.mapped import Mapped, has_authority_map, inside_map
from ropewalk.publish.website.pages.inside import InsidePart, inside
from ropewalk.publish.website.past import Past, past
from ropewalk.publish.website.questioned import Questioned, on_measure
from ropewalk.publish.website.ranks import ranks_of
from ropewalk.publish.website.rows import Finding, Verdicts, verdicts_of
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.subject import Subject
from ropewalk.publish.website.take import Taken, of_measure
from ropewalk.publish.website.taken.figures import STRIP, TREND, shown_as
from ropewalk.publish.website.taken.frames import Offer, offer
from ropewalk.publish.website.taken.many import NEIGHBOURHOODS, of_gap, of_homes_map
from ropewalk.publish.website.taken.sharing import Shared
from ropewalk.publish.website.told import rest_of, title_of
from ropewalk.publish.website.worked import Against, Worked, against, worked
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.words import Question

UNSURE = "Cannot say"  # how a sentence begins that has no verdict


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn. ``picker``: the form for whom to draw beside; ``said``: what cannot be."""

    trend: Trend | None
    strip: Figure | None
    ranks: tuple[str, ...]
    parts: tuple[PartGroup, ...]
    around: Figure | None
    around_rows: tuple[Around, ...]
    map: Mapped | None
    map_href: str
    picker: Picker | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the number: definition, method, origin."""

    card: definition.Rows
    worked: tuple[Worked, ...]
    provenance: Table
    origin: Origin | None
    source_href: str
    observations: str
    findings: str
    mended: tuple[Mended, ...]
    accepted: int
    take: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """What an indicator's page shows. ``city``: whether it is about the account's own place;
    ``wider_than``: the city's name where a wider area's figure stands in for it; ``absent``: what to say
    without a figure; ``weak``: a change is too weak to be counted; ``alone``: why nothing is compared;
    ``care``: what to bear in mind, the weightiest first; ``compare``: the address of this table of places."""

    indicator: Indicator
    place: str
    name: str
    city: bool
    wider_than: str
    title: str
    lead: str
    rest: str
    absent: str
    weak: bool
    alone: str
    care: tuple[str, ...]
    spoken: tuple[Spoken, ...]
    questioned: Questioned
    style: Style
    tags: tuple[Tag, ...]
    against: tuple[Against, ...]
    peers: tuple[Against, ...]
    shown: Shown
    inside: InsidePart | None
    past: Past | None
    goal: Goal | None
    done: tuple[Link, ...]
    known: Known
    priorities: tuple[Link, ...]
    pair: Link | None
    elsewhere: tuple[Link, ...]
    compare: str
    by_neighbourhood: tuple[Link, ...]
    offers: tuple[Offer, ...]
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]

    @property
    def shared(self) -> Shared:
        """What it tells of itself where it is shared."""
        title = _("{measure}, {place}").format(measure=self.indicator.title, place=self.name)
        offered = any(one.name == TREND for one in self.offers)
        key = self.indicator.id, self.place, TREND
        card = addresses.figure_card(*key) if offered else addresses.card("place", self.place)
        return Shared(title, self.lead or self.absent, card, embeds=self.shown.trend is not None)


@page("indicator.html", part=addresses.INDICATORS, keeps=(ASKED,))
def indicator(account: Account, request: HttpRequest, code: str, place: str = "") -> IndicatorPage:
    """The view of an indicator: for the city, or for any place that is held."""
    found: Indicator = known(account.indicators.get(code))
    at = place or held.place_of(account, code)
    headline = held.verdicts(account, code, at)
    subject = Subject(account, found, at, headline.direction.breakdown if headline.direction else "")
    chosen = choice(subject, request.GET)
    series = held.at_places(account, code, (at, *chosen.codes))
    within = inside(subject)
    # Of a place that nobody counts as a whole there may still be figures of its neighbourhoods.
    if place and within is None and held.at_place(account, code, at).is_empty():
        raise Http404
    named = named_positions(account, found, at, headline)
    sentence = headline.direction.sentence if headline.direction else ""
    unsure = headline.direction is not None and headline.direction.english.startswith(UNSURE)
    tags = _tags(subject, headline)
    # A page that cannot say leads with what it is about; why it cannot say comes next.
    title = found.title if unsure else title_of(sentence, found.title)
    changes = public.target_changes(code)
    shown = _shown(subject, series, chosen, title, changes)
    if within is not None and not sentence:
        title, sentence = within.gap.title, within.gap.sentence
    return IndicatorPage(
        indicator=found,
        place=at,
        name=subject.name,
        city=at == account.city.place,
        wider_than="" if place or at == account.city.place else account.city.name,
        title=title if sentence or shown.around is None else shown.around.title,
        lead=sentence,
        rest=rest_of(sentence, title),
        absent=absent(account, code, at),
        weak=any(tag.note == NOT_COUNTED for tag in tags),
        alone=_alone(subject, named),
        spoken=on_indicator(account, code, at),
        questioned=on_measure(account, code, at),
        care=tuple(text for text in (found.must_read, *found.caveats) if text),
        style=subject.style,
        tags=tags,
        against=against(account, named, chosen.codes if chosen.own else (), headline),
        peers=against(account, [found for found in headline.positions if found not in named]),
        shown=shown,
        inside=within,
        past=past(account, code) if at == account.city.place else None,
        goal=goal(subject, headline, evidence.newest_of(subject, series), changes),
        done=onward.done(subject),
        known=_known(subject, series, headline, place),
        priorities=definition.priority_links(account, found),
        pair=definition.pair_link(account, found, place),
        elsewhere=onward.same_elsewhere(subject, series, chosen),
        compare=onward.compare(subject, chosen),
        by_neighbourhood=onward.by_neighbourhood(subject),
        offers=_offers(request, subject, shown, within),
        sources=(*series["source"].unique(), *(shown.map.sources if shown.map else ())),
        crumbs=onward.crumbs(subject, place),
    )


@require_safe
def elsewhere(request: HttpRequest, place: str, code: str) -> HttpResponseBase:
    """The view of an indicator for another place. The city's own has one address only."""
    try:
        account = open_account()
    except NotReadyError as error:
        return not_ready(error)
    if place == account.city.place and code in account.indicators:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(addresses.indicator(code) + (f"?{query}" if query else ""))
    return indicator(request, code=code, place=place)


def _offers(
    request: HttpRequest, subject: Subject, shown: Shown, within: InsidePart | None
) -> tuple[Offer, ...]:
    """The figures that can be taken elsewhere: those of the account's own place are offered."""
    if subject.place != held.place_of(subject.account, subject.indicator.id):
        return ()
    drawn = (
        (TREND, shown.trend.figure if shown.trend else None),
        (STRIP, shown.strip),
        (NEIGHBOURHOODS, shown.around if within is None else None),
    )
    found = [shown_as(subject, name, figure) for name, figure in drawn if figure]
    found += [of_gap(subject, within.gap)] if within else []
    found += [of_homes_map(subject, shown.map)] if shown.map else []
    return tuple(offer(request, one) for one in found)


def _tags(subject: Subject, headline: Verdicts) -> tuple[Tag, ...]:
    """The three verdicts, kept apart: direction, position against each comparator, prospect."""
    account, out = subject.account, []
    if headline.direction is not None:
        counted = counted_word(account, subject.indicator.id, subject.place)
        out.append(direction_tag(headline.direction, counted))
    named = named_positions(account, subject.indicator, subject.place, headline)
    out += [position_tag(account, found) for found in named]
    if headline.prospect is not None:
        out.append(Tag(Question.PROSPECT, headline.prospect.verdict))
    return tuple(out)


def _shown(
    subject: Subject, series: pl.DataFrame, chosen: Choice, title: str, changes: tuple[TargetChange, ...]
) -> Shown:
    account = subject.account
    verdicts = verdicts_of(held.findings_of(account, subject.indicator.id, subject.place))
    around, rows = evidence.neighbourhoods(subject)
    return Shown(
        trend=evidence.trend(subject, series, chosen.codes, title, events(subject, changes)),
        strip=evidence.strip(subject, chosen.codes),
        ranks=ranks_of(subject),
        parts=parts(subject, series, verdicts),
        around=around,
        around_rows=rows,
        map=inside_map(subject),
        map_href=addresses.map_of(subject.indicator.id) if _city_wide(subject) else "",
        picker=picker(subject, chosen),
        said=chosen.said,
    )


def _city_wide(subject: Subject) -> bool:
    """Whether the page is the account's own, and a map of council areas stands beside it."""
    own = subject.place == held.place_of(subject.account, subject.indicator.id)
    return own and has_authority_map(subject)


def _known(subject: Subject, series: pl.DataFrame, headline: Verdicts, place: str) -> Known:
    account, code = subject.account, subject.indicator.id
    named = named_positions(account, subject.indicator, subject.place, headline)
    return Known(
        card=definition.card(account, subject.indicator),
        worked=worked(account, headline, named, subject.style),
        provenance=evidence.provenance(series, subject),
        origin=account.origins.get(subject.indicator.source),
        source_href=addresses.source(subject.indicator.source),
        observations=addresses.observations(code, place),
        findings=addresses.findings(code, place),
        mended=decided.mended(account, subject.indicator.source, code, subject.place),
        accepted=len(account.acceptances.get(subject.indicator.source, ())),
        take=of_measure(account, code),
    )


def _alone(subject: Subject, named: Sequence[Finding]) -> str:
    """Why the place is compared with none; empty where it is, or where it has no figure itself."""
    if held.verdicts(subject.account, subject.indicator.id, subject.place).direction is None:
        return ""
    if not named and subject.account.is_a(subject.place, NEIGHBOURHOOD):
        return _(
            "We do not set one neighbourhood against another. The city's own page shows how they differ."
        )
    if compares_with_nobody(subject.indicator):
        return _(
            "We compare this number with no other place, because that would mislead. See “Read with care”."
        )
    if named:
        return ""
    return _("We hold this figure for no other place, so there is nothing to compare it with.")
