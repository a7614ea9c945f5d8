"""An aim: what it promises, and what the evidence says of each of its priorities."""

from dataclasses import dataclass

from django.http import HttpRequest

from ropewalk.design.languages import content, filled
from ropewalk.figures.inputs import Figure
from ropewalk.figures.numbers import count_of
from ropewalk.figures.sentences import Tally, aim_sentence, tally
from ropewalk.figures.verdict_bar import verdict_bar
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import known, page
from ropewalk.publish.website.reported import reports_of
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.plan import Aim, Priority


@dataclass(frozen=True, slots=True)
class PriorityRow:
    """A priority with its counts, and in a sentence what is not held."""

    priority: Priority
    title: str
    href: str
    counts: Tally
    gap: str


@dataclass(frozen=True, slots=True)
class AimPage:
    """What an aim's page shows."""

    aim: Aim
    lead: str
    figure: Figure
    priorities: tuple[PriorityRow, ...]
    others: tuple[Link, ...]
    crumbs: tuple[Link, ...]

    @property
    def reports(self) -> tuple[Link, ...]:
        """Its report, in each medium."""
        return reports_of("portfolio", self.aim.code)

    @property
    def report_title(self) -> str:
        """What that report is."""
        return _("This aim as a brief")


@page("aim.html", part=addresses.HOME)
def aim(account: Account, _request: HttpRequest, code: str) -> AimPage:
    """The view of an aim."""
    found: Aim = known(account.aims.get(code))
    counts = tally(account.headlines_of(account.indicators_of_aim(found)))
    return AimPage(
        aim=found,
        lead=aim_sentence(counts),
        figure=verdict_bar(
            counts.counts, name="aim", title=_("All {total} measures of this aim").format(total=counts.total)
        ),
        priorities=tuple(priority_row(account, priority) for priority in found.priorities),
        others=tuple(
            Link(
                filled(_("Aim {code}: {title}"), code=other.code, title=content(other.title)),
                addresses.aim(other.code),
                other.code == code,
            )
            for other in account.plan.aims
        ),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Aim {code}").format(code=found.code))),
    )


def priority_row(account: Account, priority: Priority) -> PriorityRow:
    """A priority in short."""
    counts = tally(account.headlines_of(account.indicators_of(priority.code)))
    return PriorityRow(
        priority=priority,
        title=f"{priority.code} {priority.title}",
        href=addresses.priority(priority.code),
        counts=counts,
        gap=gap_sentence(counts.total, len(priority.not_held)),
    )


def gap_sentence(measures: int, not_held: int) -> str:
    """What a reader would expect of a promise and will not find."""
    if not measures:
        return _("We hold no measure of it yet.")
    return _("{kinds} of evidence not held.").format(kinds=count_of(not_held, "kind")) if not_held else ""
