"""Editions of the plan: what became of each promise, told from the mapping and never guessed."""

import pytest
from deliveries import a_plan, a_priority, a_toy_plan
from msgspec.structs import replace

from ropewalk.accounts.by import By
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role
from ropewalk.plan import actions, drafts, public
from ropewalk.publish.website.succession import Became, steps, successor, today
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.plan import Aim, Plan


def next_plan(mapping: dict[str, str], titles: dict[str, str], **told: object) -> Plan:
    """An edition that follows the toy's."""
    promises = tuple(a_priority(code, title) for code, title in titles.items())
    aim = Aim(code="9", title="All", summary="All.", priorities=promises)
    return a_plan(id="toy-2027", supersedes="toy-2026", mapping=mapping, aims=(aim,), **told)


def test_each_promise_is_told_once_by_what_became_of_it() -> None:
    after = next_plan(
        {"1.1": "9.1", "2.1": "9.2", "2.2": "9.2"}, {"9.1": "Jobs", "9.2": "Streets", "9.3": "Trees"}
    )
    found = [
        (one.old.code if one.old else "", one.new.code if one.new else "", one.became)
        for one in steps(a_plan(), after)
    ]
    assert found == [
        ("1.1", "9.1", Became.KEPT),
        ("2.1", "9.2", Became.MERGED),
        ("2.2", "9.2", Became.MERGED),
        ("", "9.3", Became.NEW),
    ]


def test_a_new_name_an_end_and_silence_are_three_things() -> None:
    after = next_plan({"1.1": "9.1", "2.1": ""}, {"9.1": "Work"})
    assert [one.became for one in steps(a_plan(), after)] == [Became.RENAMED, Became.ENDED, Became.NOT_SAID]


def test_a_promise_is_followed_through_every_edition_to_today() -> None:
    first = a_plan()
    second = next_plan({"1.1": "9.1", "2.1": "9.2"}, {"9.1": "Jobs", "9.2": "Litter"})
    third = replace(second, id="toy-2028", supersedes="toy-2027", mapping={"9.1": "9.2", "9.2": ""})
    plans = (first, second, third)
    assert [today(plans, first, code) for code in ("1.1", "2.1", "2.2")] == ["9.2", "", ""]
    assert today(plans, third, "9.2") == "9.2"
    assert successor(plans, third) is None


@pytest.mark.django_db
def test_readers_see_what_was_in_force_and_never_a_draft() -> None:
    steers = a_toy_plan()["steers"]
    actions.new_draft(steers, "toy-2027", "Next plan")
    assert public.past_plans() == ()
    before = public.plan()
    joy = replace(before.priorities()[2], title="Joy")
    actions.change_draft(
        steers, "toy-2027", lambda draft: drafts.with_priority(draft, "2.2", "2", joy, [], ["2.2"])
    )
    actions.adopt(steers, "toy-2027", clock.today())
    actions.new_draft(steers, "toy-2029", "Later plan")
    assert public.past_plans() == (before,)
    found = {one.old.code: one.became for one in steps(before, public.plan()) if one.old}
    assert found == {"1.1": Became.KEPT, "2.1": Became.KEPT, "2.2": Became.RENAMED}


def test_the_address_of_a_promise_that_ended_leads_to_the_edition_it_stood_in(get) -> None:
    by = By("p@example.org", (Held(Role.PUBLISHER),))
    assert get("/priorities/1.2/").status_code == 200
    actions.new_draft(by, "plan-2027", "Next plan")
    actions.change_draft(by, "plan-2027", lambda draft: drafts.without_priority(draft, "1.2"))
    actions.adopt(by, "plan-2027", clock.today())
    for begins in ("", "/cy"):
        answer = get(f"{begins}/priorities/1.2/")
        assert (answer.status_code, answer["Location"]) == (302, f"{begins}/plan/plan-2023/#promise-1.2")
        assert 'id="promise-1.2"' in get(f"{begins}/plan/plan-2023/").content.decode()
    assert get("/priorities/1.1/").status_code == 200
    assert get("/priorities/9.9/").status_code == 404
