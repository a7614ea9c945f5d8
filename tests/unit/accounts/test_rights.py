"""Who may do what: the table, its scopes, and the rules that no role undoes."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.accounts.rights import ACCOUNT, Held, Reach, Scope, Thing, in_force, may, may_somewhere
from ropewalk.accounts.rights_page import rights_page
from ropewalk.accounts.roles import APART, HOLDS, MEANING, OVER_ALL, ROLE_MEANING, Right, Role

DAY = date(2026, 11, 23)
CODES = st.sampled_from(["a", "b", "c"])
SCOPES = st.builds(Scope, st.sampled_from(Reach), CODES)
HELD = st.lists(st.builds(Held, st.sampled_from(Role), SCOPES), max_size=4)
THINGS = st.builds(
    Thing,
    st.frozensets(CODES),
    st.frozensets(CODES),
    st.frozensets(st.sampled_from(["ann", "bob"])),
    st.booleans(),
)
RIGHTS = st.sampled_from(Right)


def test_every_right_and_role_is_explained_and_every_right_is_held_by_somebody() -> None:
    assert set(MEANING) == set(Right)
    assert set(ROLE_MEANING) == set(HOLDS) == set(Role)
    assert set().union(*HOLDS.values()) == set(Right)


def test_the_page_for_councillors_says_what_the_table_says() -> None:
    page = Path(__file__).parents[3] / "docs" / "rights.md"
    assert page.read_text(encoding="utf-8") == rights_page(), "Run: python tools/rights.py"


def test_an_administrator_has_no_say_over_figures() -> None:
    about_people = {Right.SEE_PEOPLE, Right.MANAGE_PEOPLE, Right.MANAGE_ORGANISATIONS}
    # Lists can be taken away and brought back: each row still needs the right that its page needs.
    lists = {Right.EXPORT, Right.IMPORT}
    assert HOLDS[Role.ADMINISTRATOR] == about_people | lists | {Right.READ_AUDIT, Right.EXPORT_AUDIT}


def test_scrutiny_reads_what_officers_read_but_for_what_is_exempt() -> None:
    held = [Held(Role.SCRUTINY)]
    assert may(held, Right.READ, Thing(frozenset({"1.1"})))
    assert not may(held, Right.READ, Thing(frozenset({"1.1"}), exempt=True))
    assert not may(held, Right.READ_EXEMPT)


def test_a_partner_answers_for_its_own_promises_and_sees_no_others() -> None:
    partner = [Held(Role.CONTRIBUTOR, Scope(Reach.ORGANISATION, "college"))]
    own, other = Thing(organisations=frozenset({"college"})), Thing(organisations=frozenset({"police"}))
    assert may(partner, Right.FILE_RETURN, own)
    assert may(partner, Right.REPLY, own)
    assert not may(partner, Right.READ, other)
    assert not may(partner, Right.READ, ACCOUNT)


def test_a_role_over_a_directorate_reaches_its_teams() -> None:
    director = [Held(Role.VERIFIER, Scope(Reach.ORGANISATION, "housing"))]
    assert may(director, Right.VERIFY, Thing(organisations=frozenset({"repairs", "housing", "council"})))
    assert not may(director, Right.VERIFY, Thing(organisations=frozenset({"council"})))


@pytest.mark.parametrize("right", sorted(APART))
def test_nobody_checks_what_they_sent_in(right: Right) -> None:
    everything = [Held(role) for role in Role]
    thing = Thing(made_by=frozenset({"ann"}))
    assert not may(everything, right, thing, person="ann")
    assert may(everything, right, thing, person="bob")


def test_a_role_counts_from_its_first_day_to_the_end_of_its_last() -> None:
    one = Held(Role.VIEWER, since=DAY, until=DAY)
    assert in_force([one], DAY) == (one,)
    assert in_force([one], DAY - timedelta(1)) == in_force([one], DAY + timedelta(1)) == ()


@settings(deadline=None)
@given(HELD, RIGHTS, THINGS)
def test_no_role_brings_nothing_and_more_roles_never_take_away(
    held: list[Held], right: Right, thing: Thing
) -> None:
    assert not may([], right, thing)
    for extra in Role:
        assert may([*held, Held(extra)], right, thing) or not may(held, right, thing)


@settings(deadline=None)
@given(HELD, RIGHTS, THINGS)
def test_what_is_allowed_is_in_the_table(held: list[Held], right: Right, thing: Thing) -> None:
    if may(held, right, thing):
        assert may_somewhere(held, right)
        assert any(right in HOLDS[one.role] for one in held)
        assert not thing.exempt or may(held, Right.READ_EXEMPT, thing)


@settings(deadline=None)
@given(HELD, st.sampled_from(sorted(OVER_ALL)), THINGS)
def test_what_touches_the_whole_account_needs_a_role_over_everything(
    held: list[Held], right: Right, thing: Thing
) -> None:
    narrow = [one for one in held if one.scope.reach is not Reach.EVERYTHING]
    assert not may(narrow, right, thing)
    assert not may_somewhere(narrow, right)
