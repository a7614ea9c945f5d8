"""The Atom feed of what changed: stable ids, permanent addresses, the moment of each revision."""

from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from ropewalk.figures.stories import Story, news
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import document

MOST: Final = 50


class _Feed(Atom1Feed):
    """A feed that is as new as the newest revision: Django's own takes an empty one for as new as the clock,
    so that no two answers would be alike."""

    moment: datetime | None = None

    def latest_post_date(self) -> datetime:
        """The moment of the newest revision."""
        return self.moment or super().latest_post_date()


@document("application/atom+xml; charset=utf-8")
def feed(account: Account, request: HttpRequest) -> str:
    """The newest changes, the newest first."""
    every = held.stories(account)
    told = news(every)[:MOST]
    made = _Feed(
        title=f"What changed: {account.city.account_title}",
        link=request.build_absolute_uri(addresses.at(addresses.CHANGES)),
        feed_url=request.build_absolute_uri(addresses.at(addresses.FEED)),
        feed_guid=_id(account, "changes"),
        description=f"Each change of a figure, a definition or a rule that {account.city.council} published.",
        subtitle=f"Figures for {account.city.name} first, then those for other places.",
        author_name=account.city.council,
        language="en-gb",
    )
    made.moment = every[0].at if every else None
    for story in told:
        made.add_item(
            title=story.message,
            link=request.build_absolute_uri(addresses.change(story.revision)),
            description=_summary(story),
            unique_id=_id(account, f"revision {story.revision} of {story.at.isoformat()}"),
            updateddate=story.at,
            pubdate=story.at,
        )
    return made.writeString("utf-8")


def _summary(story: Story) -> str:
    about = [f"{story.title} ({story.producer})."] if story.source else []
    return escape(" ".join([*about, *story.lines]))


def _id(account: Account, what: str) -> str:
    """The same for ever, wherever the account is served: from the place, the revision and its moment."""
    return uuid5(NAMESPACE_URL, f"ropewalk {account.city.place} {what}").urn
