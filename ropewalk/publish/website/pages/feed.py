"""Atom feeds of what changed: of the account, a priority, a measure, a place.

Ids are stable, addresses permanent, and the moments are those of revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from ropewalk.figures.stories import Story, news
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import document, known
from ropewalk.publish.website.followed import Entry, of_measures, of_place
from ropewalk.vocabulary.language import _, in_force

MOST: Final = 50
KIND: Final = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class About:
    """What a feed is about. ``page``: its page's address; ``part``: what tells its ids from other feeds'."""

    title: str
    subtitle: str
    page: str
    part: str


@document(KIND)
def feed(account: Account, request: HttpRequest) -> str:
    """The newest changes of the account, the newest first."""
    about = About(
        _("What changed: {account}").format(account=account.city.account_title),
        _("Figures for {place} first, then those for other places.").format(place=account.city.name),
        addresses.at(addresses.CHANGES),
        "changes",
    )
    entries = (Entry(one, one.message, _summary(one)) for one in news(held.stories(account)))
    return _written(account, request, about, entries)


@document(KIND)
def priority(account: Account, request: HttpRequest, code: str) -> str:
    """The newest changes of the measures that serve a priority."""
    found = known(account.priorities.get(code))
    about = About(
        _("What changed: {what}").format(what=found.title),
        _("Figures and definitions of the measures of this priority."),
        addresses.priority(code),
        f"priority {code}",
    )
    return _written(account, request, about, of_measures(account, account.indicators_of(code)))


@document(KIND)
def indicator(account: Account, request: HttpRequest, code: str) -> str:
    """The newest changes of a measure."""
    found = known(account.indicators.get(code))
    about = About(
        _("What changed: {what}").format(what=found.title),
        _("New figures, figures that were revised, and changes of the definition."),
        addresses.indicator(code),
        f"indicator {code}",
    )
    return _written(account, request, about, of_measures(account, (found,)))


@document(KIND)
def place(account: Account, request: HttpRequest, place: str) -> str:
    """The newest figures of a place."""
    found = known(account.places.get(account.renames.get(place, place)))
    about = About(
        _("New figures: {what}").format(what=found.name),
        _("Figures that came in, or that replaced older ones."),
        addresses.place(found.code),
        f"place {found.code}",
    )
    return _written(account, request, about, of_place(account, found))


class _Feed(Atom1Feed):
    """A feed that was changed when its newest entry was, or else at a moment that is given."""

    otherwise: datetime

    def latest_post_date(self) -> datetime:
        """The moment of the newest entry; without any, that of the newest revision: never the clock's."""
        return max((item["updateddate"] for item in self.items), default=self.otherwise)


def _written(account: Account, request: HttpRequest, about: About, entries: Iterable[Entry]) -> str:
    made = _Feed(
        title=about.title,
        link=request.build_absolute_uri(about.page),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=_id(account, about.part),
        description=about.subtitle,
        subtitle=about.subtitle,
        author_name=account.city.council,
        language=in_force().tag.lower(),
    )
    every = held.stories(account)
    made.otherwise = every[0].at if every else datetime(1970, 1, 1, tzinfo=UTC)
    for entry in list(entries)[:MOST]:
        story = entry.story
        apart = "" if about.part == "changes" else f" in {about.part}"
        made.add_item(
            title=entry.title,
            link=request.build_absolute_uri(addresses.change(story.revision)),
            description=escape(entry.summary),
            unique_id=_id(account, f"revision {story.revision} of {story.at.isoformat()}{apart}"),
            updateddate=story.at,
            pubdate=story.at,
        )
    return made.writeString("utf-8")


def _summary(story: Story) -> str:
    about = [f"{story.title} ({story.producer})."] if story.source else []
    return " ".join([*about, *story.lines])


def _id(account: Account, what: str) -> str:
    """The same for ever, wherever the account is served: from the place, the revision and its moment."""
    return uuid5(NAMESPACE_URL, f"ropewalk {account.city.place} {what}").urn
