"""Asked, sent in, checked, signed off: rights, versions, the audit."""

from datetime import date
from itertools import product

import pytest
from asked_for import CLUBS, DUE, MONTH, QUEUES, TODAY, WORK, of_housing
from office_people import as_

from ropewalk.accounts import audit
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.models import Event, Organisation
from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Right, Role
from ropewalk.returns import actions, reads
from ropewalk.returns.actions import Sending, StaleError, Whom, WrongError
from ropewalk.returns.actions.told import thing_of
from ropewalk.returns.models import Ask, Filing
from ropewalk.returns.models.ask import Wants
from ropewalk.returns.said import Said
from ropewalk.returns.states import State, Step
from ropewalk.vocabulary.errors import UserError

pytestmark = pytest.mark.django_db
TWENTY = Said(value=20.0)


def asked(team, about=QUEUES, **told) -> Ask:
    return actions.ask(as_(team["paula"]), about, MONTH, DUE, of_housing(**told))


def sent(team, row: Ask, said: Said = TWENTY, who: str = "carol") -> Filing:
    row.refresh_from_db()
    return actions.send(as_(team[who]), Sending(row.pk, row.version, said), today=TODAY)


def stepped(team, row: Ask, step: Step, who: str, words: str = "") -> Ask:
    row.refresh_from_db()
    return actions.take(as_(team[who]), row.pk, step, row.version, words)


def test_a_return_goes_its_way_and_each_step_is_told(team) -> None:
    row = asked(team)
    sent(team, row)
    stepped(team, row, Step.QUERY, "vera", "Is that in minutes?")
    sent(team, row, Said(value=21.0))
    stepped(team, row, Step.VERIFY, "vera")
    stepped(team, row, Step.SIGN_OFF, "paula")
    row.refresh_from_db()
    assert row.stands is State.SIGNED_OFF
    assert [one.value for one in row.filings.all()] == [20.0, 21.0]
    told = [event.what for event in Event.objects.filter(kind="return")]
    assert told == [
        *("return asked", "return sent in", "return queried", "return sent in"),
        *("return verified", "return signed off"),
    ]
    assert audit.broken() is None


def test_two_people_who_send_in_the_same_return_lose_nothing(team) -> None:
    row = asked(team)
    actions.send(as_(team["carol"]), Sending(row.pk, row.version, TWENTY), today=TODAY)
    with pytest.raises(StaleError, match="Carol"):
        actions.send(as_(team["colin"]), Sending(row.pk, row.version, Said(value=30.0)), today=TODAY)
    assert [one.value for one in row.filings.all()] == [20.0]


def test_a_step_taken_on_what_has_changed_since_is_refused(team) -> None:
    row = asked(team)
    sent(team, row)
    row.refresh_from_db()
    seen = row.version
    sent(team, row, Said(value=22.0), "colin")
    with pytest.raises(StaleError):
        actions.take(as_(team["vera"]), row.pk, Step.VERIFY, seen)


def test_nobody_checks_what_they_sent_in_themselves(team) -> None:
    for role in (Role.VERIFIER, Role.PUBLISHER):
        actions_role(team["carol"], role)
    row = asked(team)
    sent(team, row)
    with pytest.raises(NotAllowedError):
        stepped(team, row, Step.VERIFY, "carol")
    stepped(team, row, Step.VERIFY, "vera")
    with pytest.raises(NotAllowedError):
        stepped(team, row, Step.SIGN_OFF, "carol")


def actions_role(person, role: Role) -> None:
    from ropewalk.accounts.actions import give_role
    from ropewalk.accounts.by import COMMAND_LINE

    give_role(COMMAND_LINE, person, role)


def test_a_figure_that_cannot_be_is_refused_and_nothing_is_kept(team) -> None:
    row = asked(team)
    with pytest.raises(WrongError, match="not a finite number"):
        sent(team, row, Said(value=float("inf")))
    assert Filing.objects.count() == 0
    row.refresh_from_db()
    assert row.stands is State.ASKED


def test_figures_are_asked_for_only_where_the_definition_says_so(team) -> None:
    with pytest.raises(UserError, match='source = "returns-work"'):
        asked(team, WORK)
    assert asked(team, WORK, wants=Wants.COMMENT).wants_value is False
    with pytest.raises(UserError, match="a figure cannot be asked for about an action"):
        asked(team, CLUBS)


def test_one_thing_is_asked_for_once_and_again_when_it_was_withdrawn(team) -> None:
    row = asked(team)
    with pytest.raises(UserError, match="asked for already"):
        asked(team)
    stepped(team, row, Step.WITHDRAW, "paula", "Not needed.")
    assert asked(team).pk != row.pk


def test_a_step_that_says_why_needs_words(team) -> None:
    row = asked(team)
    with pytest.raises(UserError, match="nothing says why"):
        stepped(team, row, Step.WITHDRAW, "paula", "  ")


def test_many_are_asked_all_or_none(team) -> None:
    asked(team)
    with pytest.raises(UserError):
        actions.ask_many(as_(team["paula"]), [WORK, QUEUES], MONTH, DUE, of_housing(Wants.COMMENT))
    assert Ask.objects.count() == 1


def test_a_rhythm_asks_for_each_period_once(team) -> None:
    by = as_(team["paula"])
    actions.add_schedules(by, [QUEUES], MONTH, 14, of_housing())
    made = actions.ask_what_is_due(by, date(2024, 3, 20))
    assert [(row.period, str(row.due)) for row in made] == [
        ("2024-01-01/P1M", "2024-02-14"),
        ("2024-02-01/P1M", "2024-03-14"),
        ("2024-03-01/P1M", "2024-04-14"),
    ]
    assert actions.ask_what_is_due(by, date(2024, 3, 20)) == []
    with pytest.raises(UserError, match="by a rhythm already"):
        actions.add_schedules(by, [QUEUES], MONTH, 14, of_housing())


def test_what_the_database_is_asked_for_is_what_rights_allow(team) -> None:
    paula = as_(team["paula"])
    for about, wants, code, exempt in (
        (QUEUES, Wants.VALUE, "repairs", False),
        (WORK, Wants.COMMENT, "toy-college", False),
        (CLUBS, Wants.COMMENT, "housing", True),
    ):
        whom = Whom(Organisation.objects.get(code=code), wants, exempt=exempt)
        actions.ask(paula, about, MONTH, DUE, whom)
    scopes = (
        *(Scope(), Scope(Reach.ORGANISATION, "housing"), Scope(Reach.ORGANISATION, "toy-college")),
        *(Scope(Reach.PRIORITY, "1.1"), Scope(Reach.PRIORITY, "2.1")),
    )
    for role, scope in product(Role, scopes):
        by = By("p@example.org", (Held(role, scope),))
        for right in (Right.READ, Right.FILE_RETURN, Right.ASK_RETURNS):
            allowed = {row.pk for row in Ask.objects.all() if by.may(right, thing_of(row))}
            assert set(Ask.objects.filter(reads.reached(by, right)).values_list("pk", flat=True)) == allowed


def test_who_is_late_is_counted_by_organisation(team) -> None:
    row = asked(team)
    late = reads.late(as_(team["vera"]), date(2024, 2, 20))
    assert [(one.organisation, one.owes, one.late, one.oldest) for one in late] == [("Housing", 1, 1, DUE)]
    assert reads.days_late(row, date(2024, 2, 20)) == 6
    sent(team, row)
    assert reads.late(as_(team["vera"]), date(2024, 2, 20)) == ()
    assert [one.pk for one in reads.to_check(as_(team["vera"]))] == [row.pk]
    assert list(reads.to_check(as_(team["carol"]))) == []
