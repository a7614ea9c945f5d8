"""Questions and challenges for tests. Who asks, and what, is made up."""

from itertools import count

from asked_for import HOUSING, WORK, a_plan, a_team, somebody

from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.roles import Role
from ropewalk.plan.subjects import Subject
from ropewalk.scrutiny import actions, letters
from ropewalk.scrutiny.models import Challenge
from ropewalk.scrutiny.models.challenge import Outcome, Wrong

WORDS = "The office in our street has been shut since May."
EMAIL = "resident@example.org"
FORMS = count()


def housing() -> Organisation:
    return Organisation.objects.get(code="housing")


def a_committee() -> dict[str, Person]:
    """The team of returns, with a councillor, in a plan."""
    a_plan()
    return with_councillor()


def with_councillor() -> dict[str, Person]:
    """The team and a councillor, where a plan is loaded already."""
    team = a_team()
    team["cllr"] = somebody("cllr@example.org", Role.SCRUTINY)
    team["viv"] = somebody("viv@example.org", Role.VERIFIER, HOUSING)
    return team


def sent(about: Subject = WORK, **told: object) -> actions.Sent:
    """What a reader sends."""
    fields = {"wrong": Wrong.SEEN, "words": WORDS, "email": EMAIL, "form": f"form-{next(FORMS)}"}
    return actions.Sent(about, **(fields | told))  # type: ignore[arg-type]


def a_challenge(about: Subject = WORK, *, confirmed: bool = True, **told: object) -> Challenge:
    """A reader's challenge, confirmed unless said."""
    row = actions.challenge(sent(about, **told))
    assert row is not None
    if confirmed:
        assert actions.confirm(letters.link_of(row)) is not None
        row.refresh_from_db()
    return row


def upheld(text: str = "You are right.", **told: object) -> actions.Verdict:
    """An answer that upholds a challenge."""
    return actions.Verdict(Outcome.UPHELD, text, **told)  # type: ignore[arg-type]
