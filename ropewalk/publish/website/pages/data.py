"""The data: every table behind the account, in every format, with its size, its terms and when it changes."""

from dataclasses import dataclass

from django.http import HttpRequest

from ropewalk.publish.website import addresses, held, take
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.take import Taken
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.source import Origin


@dataclass(frozen=True, slots=True)
class DataPage:
    """``figures``: rows of the table of figures; ``aims``: the plan's aims with their measures;
    ``story``: the newest revision; ``licences``: each with how many sources are under it."""

    figures: int
    measures: int
    publishers: int
    revision: int
    loaded: object
    tables: tuple[Taken, ...]
    aims: tuple[tuple[str, tuple[Link, ...]], ...]
    licences: tuple[tuple[str, int], ...]
    whole: tuple[Link, ...]
    machines: tuple[Link, ...]
    releases: str
    crumbs: tuple[Link, ...]


@page("data.html", part=addresses.ABOUT)
def data(account: Account, _request: HttpRequest) -> DataPage:
    """The view."""
    tables = take.tables(account)
    stories = held.stories(account)
    return DataPage(
        figures=tables[0].rows,
        measures=len(account.indicators),
        publishers=len({origin.producer for origin in account.origins.values()}),
        revision=account.library.revision,
        loaded=stories[0].at if stories else None,
        tables=tables,
        aims=tuple((aim.title, _measures(account, aim.code)) for aim in account.plan.aims),
        licences=_licences(list(account.origins.values())),
        whole=(
            Link(_("CSV files in one zip"), addresses.rooted(addresses.ACCOUNT_CSV)),
            Link(_("Parquet files in one zip"), addresses.rooted(addresses.ACCOUNT_PARQUET)),
        ),
        machines=(
            Link(_("DCAT as JSON-LD"), addresses.rooted(addresses.CATALOGUE_JSON)),
            Link(_("DCAT as Turtle"), addresses.rooted(addresses.CATALOGUE_TURTLE)),
            Link(_("schema.org as JSON-LD"), addresses.rooted(addresses.DATASETS_JSON)),
        ),
        releases=addresses.at(addresses.RELEASES),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Take the data"))),
    )


def _measures(account: Account, aim: str) -> tuple[Link, ...]:
    """The measures of an aim that hold figures, each linked to the files on its own page."""
    return tuple(
        Link(one.title, f"{addresses.indicator(one.id)}#data")
        for one in account.indicators_of_aim(account.aims[aim])
        if take.of_measure(account, one.id)
    )


def _licences(origins: list[Origin]) -> tuple[tuple[str, int], ...]:
    named = [origin.licence for origin in origins]
    return tuple((licence, named.count(licence)) for licence in dict.fromkeys(named))
