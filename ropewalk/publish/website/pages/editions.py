"""Editions of the plan: each as it was, when it was in force, and what became of its promises."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account, open_account
from ropewalk.publish.website.answer import known, page
from ropewalk.publish.website.pages.priority import priority
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.succession import WORDS, Step, steps, successor, today
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words
from ropewalk.vocabulary.plan import Plan


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition, and when it counted, in words. ``ended``: empty for the one in force."""

    plan: Plan
    href: str
    adopted: str
    ended: str
    promises: int


@dataclass(frozen=True, slots=True)
class Row:
    """A promise and what became of it. ``now``: its page today, where it has one; ``becomes``: what it is
    called in the next edition."""

    code: str
    title: str
    word: str
    kind: str
    becomes: str
    now: str


@dataclass(frozen=True, slots=True)
class Followed:
    """One edition that followed another, and every promise of both."""

    before: Plan
    after: Plan
    day: str
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EditionsPage:
    """Every edition, the newest first, and how each followed the one before."""

    editions: tuple[Edition, ...]
    followed: tuple[Followed, ...]
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EditionPage:
    """An edition in full; ``by`` and ``followed`` where another superseded it, ``of`` what it superseded."""

    edition: Edition
    by: Edition | None
    of: Edition | None
    followed: Followed | None
    now: dict[str, str]
    crumbs: tuple[Link, ...]


@require_safe
def promise(request: HttpRequest, code: str) -> HttpResponseBase:
    """The view of a promise; of one that ended, the way to the newest edition that it stood in, which says
    what became of it. Not for good: a later edition may use its code again."""
    try:
        return priority(request, code=code)
    except Http404:
        for plan in reversed(open_account().past_plans):
            if code in {one.code for one in plan.priorities()}:
                return HttpResponseRedirect(f"{addresses.edition(plan.id)}#promise-{code}")
        raise


@page("editions.html", part=addresses.HOME)
def editions(account: Account, _request: HttpRequest) -> EditionsPage:
    """The view of all editions."""
    plans = _plans(account)
    pairs = [(one, successor(plans, one)) for one in reversed(plans)]
    return EditionsPage(
        editions=tuple(_edition(plans, one) for one in reversed(plans)),
        followed=tuple(_followed(plans, before, after) for before, after in pairs if after is not None),
        crumbs=(_home(), Link(_("Editions of the plan"))),
    )


@page("edition.html", part=addresses.HOME)
def edition(account: Account, _request: HttpRequest, code: str) -> EditionPage:
    """The view of one edition."""
    plans = _plans(account)
    plan = known(next((one for one in plans if one.id == code), None))
    after = successor(plans, plan)
    before = next((one for one in plans if one.id == plan.supersedes), None)
    every = ((one.code, today(plans, plan, one.code)) for one in plan.priorities())
    return EditionPage(
        edition=_edition(plans, plan),
        by=_edition(plans, after) if after else None,
        of=_edition(plans, before) if before else None,
        followed=_followed(plans, plan, after) if after else None,
        now={old: addresses.priority(new) for old, new in every if new in account.priorities},
        crumbs=(
            _home(),
            Link(_("Editions of the plan"), addresses.at(addresses.PLAN)),
            Link(plan.title),
        ),
    )


def _plans(account: Account) -> tuple[Plan, ...]:
    """Every edition, oldest first."""
    return (*account.past_plans, account.plan)


def _edition(plans: Sequence[Plan], plan: Plan) -> Edition:
    after = successor(plans, plan)
    ended = ""
    if plan is not plans[-1]:
        ended = day_words(after.adopted) if after and after.adopted else _("Not recorded")
    return Edition(
        plan=plan,
        href=addresses.edition(plan.id),
        adopted=day_words(plan.adopted) if plan.adopted else _("Not recorded"),
        ended=ended,
        promises=len(plan.priorities()),
    )


def _followed(plans: Sequence[Plan], before: Plan, after: Plan) -> Followed:
    found = steps(before, after)
    words = [(_(words), sum(one.became is kind for one in found)) for kind, words in WORDS.items()]
    return Followed(
        before=before,
        after=after,
        day=day_words(after.adopted) if after.adopted else _("Not recorded"),
        rows=tuple(_row(plans, after, one) for one in found),
        counts=tuple((word, count) for word, count in words if count),
    )


def _row(plans: Sequence[Plan], after: Plan, one: Step) -> Row:
    shown = one.old or one.new
    now = today(plans, after, one.new.code) if one.new else ""
    in_force = {each.code for each in plans[-1].priorities()}
    return Row(
        code=shown.code if shown else "",
        title=shown.title if shown else "",
        word=_(WORDS[one.became]),
        kind=one.became,
        becomes=f"{one.new.code} {one.new.title}" if one.new and one.old else "",
        now=addresses.priority(now) if now in in_force else "",
    )


def _home() -> Link:
    return Link(_("Home"), addresses.at(addresses.HOME))
