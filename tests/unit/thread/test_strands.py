"""From work to outcome: what a team's thread holds, what it says is missing, and that its numbers add up."""

from datetime import date

import pytest
from deliveries import a_toy_plan, an_action, an_indicator, soon, toy_definitions
from hypothesis import given
from hypothesis import strategies as st
from toy_city import CITY

from ropewalk.plan.board import Board, board
from ropewalk.thread.judged import Judged, Judgement, judgement
from ropewalk.thread.loose import End, loose_ends
from ropewalk.thread.strands import Part, glance, serving, strands
from ropewalk.vocabulary.delivery import Delivery, Milestone, Status, Work
from ropewalk.vocabulary.words import Direction

TODAY = date(2026, 11, 1)
LINES = {
    "housing": frozenset({"housing", "council"}),
    "repairs": frozenset({"repairs", "housing", "council"}),
}
CODES = ("jobs", "litter", "other")


def found(**directions: Direction) -> Judgement:
    judged = {code: Judged(code, word, word, "2025-01-01/P1Y", "Said.") for code, word in directions.items()}
    return Judgement("E99000001", 3, "v", judged)


def held(*works: Work, actions: tuple = (), **told: object) -> Board:
    definitions = toy_definitions(**({"actions": actions} if actions else {}) | told)
    return Board(definitions, Delivery(work=works), {}, LINES, TODAY, {})


def a_milestone(code: str, due: date, **told: object) -> Milestone:
    return Milestone(id=code, title=code, due=due, **told)  # type: ignore[arg-type]


def test_a_strand_goes_from_the_work_to_the_promise_and_to_the_verdict() -> None:
    marks = (a_milestone("b", date(2027, 5, 1)), a_milestone("a", date(2027, 1, 1)))
    board = held(Work(action="work-clubs", organisation="housing", milestones=marks))
    (one,) = strands(board, found(jobs=Direction.NO_CLEAR_CHANGE), frozenset({"housing"}))
    assert (one.part, one.item.told.status, one.next.id) == (Part.RUNS, Status.ON_TRACK, "a")
    assert [(two.aim.code, two.priority.code) for two in one.promises] == [("1", "1.1")]
    assert [two.judged.direction for two in one.outcomes] == [Direction.NO_CLEAR_CHANGE]


def test_what_is_missing_is_none_and_never_made_up() -> None:
    bare = an_action(indicators=(), priorities=(), expected=())
    (one,) = strands(
        held(Work(action="work-clubs", organisation="housing"), actions=(bare,)),
        found(),
        frozenset({"housing"}),
    )
    assert (one.promises, one.outcomes, one.next) == ((), (), None)
    assert glance([one]).unlinked == 1
    (unfound,) = strands(
        held(Work(action="work-clubs", organisation="housing")), Judgement(), frozenset({"housing"})
    )[:1]
    assert unfound.outcomes[0].judged is None
    assert (glance([unfound]).unfound, glance([unfound]).directions) == (1, {})


def test_a_team_sees_what_it_runs_first_then_what_it_promised_then_where_it_helps() -> None:
    promised = (a_milestone("a", date(2027, 1, 1), organisation="repairs"),)
    board = held(
        Work(action="work-clubs", organisation="college", milestones=promised, partners=("repairs",)),
        Work(action="cleaner-streets", organisation="repairs"),
    )
    rows = strands(board, found(), frozenset({"repairs"}))
    assert [(one.item.action.id, one.part) for one in rows] == [
        ("cleaner-streets", Part.RUNS),
        ("work-clubs", Part.PROMISED),
    ]
    assert [one.id for one in rows[1].mine] == ["a"]
    assert strands(board, found(), frozenset({"nobody"})) == ()
    assert [one.item.action.id for one in serving(board, found(), "1.1")] == ["work-clubs"]


WORKS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(CODES)),
        st.sets(st.sampled_from(["1.1", "2.1"])),
        st.sampled_from(["", "housing", "repairs"]),
        st.booleans(),
    ),
    max_size=5,
)


@given(WORKS, st.dictionaries(st.sampled_from(CODES), st.sampled_from(list(Direction))))
def test_the_numbers_add_up_and_what_is_loose_is_counted_of_all(works, directions) -> None:
    actions = tuple(
        an_action(
            f"a{n}", indicators=tuple(sorted(measures)), priorities=tuple(sorted(promises)), expected=()
        )
        for n, (measures, promises, _, _) in enumerate(works)
    )
    done = (
        Work(action=f"a{n}", organisation=team, stopped_because="No money." if stopped else "")
        for n, (_, _, team, stopped) in enumerate(works)
    )
    indicators = tuple(an_indicator(code, ("1.1",)) for code in CODES)
    board = Board(
        toy_definitions(actions=actions, indicators=indicators),
        Delivery(work=tuple(done)),
        {},
        LINES,
        TODAY,
        {},
    )
    rows = strands(board, found(**directions), frozenset({"housing", "repairs"}))
    numbers = glance(rows)
    assert sum(numbers.works.values()) + numbers.given_up == len(rows)
    assert sum(numbers.directions.values()) + numbers.unfound == numbers.measures <= len(CODES)
    assert numbers.unlinked == sum(bool(one.item.told) and not one.outcomes for one in rows)
    ends = {one.end: one for one in loose_ends(board)}
    assert set(ends) == set(End)
    assert all(len(one.things) <= one.of for one in ends.values())
    going = [(m, p, t) for m, p, t, stopped in works if not stopped]
    assert len(ends[End.ACTION_NO_OUTCOME].things) == sum(not m for m, _, _ in going)
    assert len(ends[End.ACTION_NO_TEAM].things) == sum(not t for _, _, t in going)
    acted = {code for _, p, _ in going for code in p}
    assert len(ends[End.PROMISE_NO_ACTION].things) == 3 - len(acted)


def test_a_change_that_does_not_outlast_the_control_is_no_tested_improvement() -> None:
    weak = Judged("jobs", Direction.IMPROVING, Direction.NO_CLEAR_CHANGE, "", "")
    assert weak.is_weak
    assert not weak.is_tested_improvement
    assert Judged("jobs", Direction.IMPROVING, Direction.IMPROVING, "", "").is_tested_improvement


def test_without_findings_nothing_is_judged(tmp_path) -> None:
    assert judgement(tmp_path, "E99000001") == Judgement("E99000001")


def test_findings_are_read_as_they_are_counted(built_toy) -> None:
    read = judgement(built_toy / "store", CITY)
    assert read.revision > 0
    assert read.measures
    assert all(one.sentence for one in read.measures.values())


@pytest.mark.django_db
def test_a_board_without_records_asks_less_and_says_the_same_of_work(django_assert_num_queries) -> None:
    a_toy_plan()
    whole = board(soon(0))
    with django_assert_num_queries(5):
        lean = board(soon(0), records=False)
    assert lean.items == whole.items
    assert lean.parents["repairs"] == "housing"
