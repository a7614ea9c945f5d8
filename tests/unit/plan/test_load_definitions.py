"""Definitions go into the database and come out again without loss; only changes leave history."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec
import pytest
from django.db import IntegrityError, transaction

from ropewalk.plan import actions, models, public, reads
from ropewalk.vocabulary.city import Brand, City, Definitions
from ropewalk.vocabulary.errors import DefinitionError, UserError
from ropewalk.vocabulary.indicator import Break, Indicator, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Aim, NotHeld, Plan, Priority, Value
from ropewalk.vocabulary.words import Frequency, Kind, Lever, Polarity

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 1, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 9, tzinfo=UTC)
HISTORIC = (
    models.Aim,
    models.Break,
    models.City,
    models.Edition,
    models.Indicator,
    models.IndicatorOnPriority,
    models.NotHeld,
    models.PeerList,
    models.PeerSet,
    models.Priority,
    models.Value,
)


def an_indicator(code: str = "jobs", **changes) -> Indicator:
    fields = {
        "id": code,
        "kind": Kind.PROPORTION,
        "polarity": Polarity.HIGHER,
        "frequency": Frequency.ANNUAL,
        "multiplier": 100.0,
        "comparators": ("country", "near"),
        "floor": 0.0,
        "ceiling": 100.0,
        "breaks": (Break(date=date(2020, 1, 1), reason="The survey changed."),),
        "title": "People in work",
        "official_title": "Employment rate",
        "definition": "People aged 16 to 64 who have a job.",
        "unit": "%",
        "decimals": 1,
        "polarity_reason": "Most people want a job.",
        "role": "contextual",
        "owner": "Director of Growth",
        "producer": "Statistics office",
        "licence": "OGL",
        "source": "office-jobs",
        "geography": "Council areas",
        "period_type": "Calendar year",
        "next_expected": "2027-01-20",
        "priorities": ("1.1",),
        "caveats": ("A survey, so the number is an estimate.",),
        "outcomes": ("growth",),
        "search_words": ("work", "wage"),
    }
    return Indicator(**(fields | changes))


def definitions(**changes) -> Definitions:
    """A toy city: two aims, three priorities, one value, two indicators, two peer sets."""
    priority = Priority(code="1.1", title="Jobs", why="Work pays.", owner="Director", lever=Lever.INFLUENCES)
    gap = NotHeld(what="Vacancies", why_it_matters="They show demand.")
    aims = (
        Aim(code="1", title="Work", summary="Good work.", priorities=(priority,)),
        Aim(
            code="2",
            title="Streets",
            summary="Clean streets.",
            priorities=(
                msgspec.structs.replace(priority, code="2.1", title="Litter", lever=Lever.CONTROLS),
                msgspec.structs.replace(priority, code="2.2", partners=("Police",), not_held=(gap,)),
            ),
        ),
    )
    value = Value(id="pride", title="Pride", summary="We care.", shown_by="A named owner.")
    plan = Plan(
        id="toy-2026",
        title="Toy plan",
        council="Toy Council",
        place="E99000001",
        adopted=date(2026, 1, 1),
        vision="A good toy city.",
        vision_parts=("good", "toy"),
        aims=aims,
        values=(value,),
        supersedes="toy-2020",
        mapping={"A": "1.1", "B": "2.1"},
    )
    peer_sets = (
        PeerSet(
            id="near",
            title="Near",
            basis="Close by.",
            chosen_by="Us",
            dated=date(2025, 1, 1),
            default=True,
            by_place={"E99000001": ("E99000002", "E99000003"), "E99000002": ()},
        ),
        PeerSet(
            id="big",
            title="Big",
            basis="Size.",
            chosen_by="Us",
            dated=date(2025, 1, 1),
            members=("E99000001", "E99000009"),
        ),
    )
    target = Target(value=80.0, date=date(2030, 12, 31), reason="The plan.", approved_by="Cabinet")
    fields = {
        "city": City(
            name="Toy",
            council="Toy Council",
            place="E99000001",
            account_title="Toy account",
            comparators=("country", "near"),
            contact="toy@example.org",
            brand=Brand(colour="#000000"),
        ),
        "plan": plan,
        "indicators": (
            an_indicator(),
            an_indicator(
                "litter", priorities=("2.1", "1.1"), next_expected="Not announced", target=target, breaks=()
            ),
        ),
        "peer_sets": peer_sets,
    }
    return Definitions(**(fields | changes))


def history_rows() -> dict[str, int]:
    return {model.__name__: model.history.count() for model in HISTORIC}


def test_what_is_loaded_is_read_back() -> None:
    wanted = definitions()
    assert actions.load_definitions(wanted, by="A. Officer") == wanted.version
    assert reads.definitions() == wanted
    assert repr(reads.definitions()) == repr(wanted)
    assert reads.definitions().version == wanted.version == public.definitions_version()
    assert public.definitions() == wanted


def test_loading_the_same_again_leaves_no_trace() -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    before = history_rows()
    actions.load_definitions(definitions(), by="B. Officer")
    assert history_rows() == before
    assert models.Version.objects.count() == 1
    assert models.Target.objects.count() == 1


def test_a_change_makes_one_row_of_history_with_the_person() -> None:
    actions.load_definitions(definitions(), by="A. Officer", at=FIRST)
    before = history_rows()
    changed = definitions(indicators=(an_indicator(title="Residents in work"), *definitions().indicators[1:]))
    actions.load_definitions(changed, by="B. Officer", at=LATER)
    assert reads.definitions() == changed
    assert history_rows() == before | {"Indicator": before["Indicator"] + 1}
    newest = models.Indicator.objects.get(code="jobs").history.first()
    assert (newest.history_user, newest.history_date, newest.title) == (
        "B. Officer",
        LATER,
        "Residents in work",
    )
    assert models.Indicator.history.as_of(FIRST).get(code="jobs").title == "People in work"


def test_a_new_order_is_kept_without_history() -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    before = history_rows()
    turned = definitions(indicators=definitions().indicators[::-1], peer_sets=definitions().peer_sets[::-1])
    actions.load_definitions(turned, by="A. Officer")
    assert reads.definitions() == turned
    assert history_rows() == before


def test_a_priority_that_moves_to_another_aim_keeps_its_row() -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    row = models.Priority.objects.get(code="1.1").pk
    plan = definitions().plan
    merged = msgspec.structs.replace(plan.aims[1], priorities=plan.priorities())
    changed = definitions(plan=msgspec.structs.replace(plan, aims=(merged,)))
    actions.load_definitions(changed, by="A. Officer")
    assert reads.definitions() == changed
    assert models.Priority.objects.get(code="1.1").pk == row
    assert list(models.Aim.history.filter(history_type="-").values_list("code", flat=True)) == ["1"]


def test_a_dropped_indicator_rests_and_can_return() -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    fewer = definitions(indicators=definitions().indicators[:1], peer_sets=definitions().peer_sets[:1])
    actions.load_definitions(fewer, by="A. Officer")
    assert reads.definitions() == fewer
    assert not models.Indicator.objects.get(code="litter").active
    actions.load_definitions(definitions(), by="A. Officer")
    assert reads.definitions() == definitions()


def test_an_edition_that_is_replaced_stays_readable() -> None:
    old = definitions()
    actions.load_definitions(old, by="A. Officer")
    plan = msgspec.structs.replace(old.plan, id="toy-2030", title="New", supersedes="toy-2026", mapping={})
    actions.load_definitions(definitions(plan=plan), by="A. Officer")
    assert reads.plan() == plan
    assert reads.plan("toy-2026") == old.plan
    assert reads.definitions() == definitions(plan=plan)


def test_old_targets_stay_beside_the_new_one() -> None:
    actions.load_definitions(definitions(), by="A. Officer", at=FIRST)
    old = definitions().indicators[1].target
    new = Target(value=85.0, date=date(2031, 12, 31), reason="Going well.", approved_by="Cabinet")
    for target in (new, None):
        indicators = (an_indicator(), msgspec.structs.replace(definitions().indicators[1], target=target))
        actions.load_definitions(definitions(indicators=indicators), by="A. Officer", at=LATER)
        assert reads.indicators()[1].target == target
    assert public.past_targets("litter") == (old, new)
    assert models.Target.objects.last().reason == actions.WITHDRAWN


def test_a_target_is_never_changed_or_deleted() -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    target = models.Target.objects.get()
    target.value = 1.0
    for attempt in (target.save, target.delete, models.Target.objects.all().delete):
        with pytest.raises(UserError, match="never changed or deleted"):
            attempt()
    with pytest.raises(UserError, match="never changed or deleted"):
        models.Target.objects.update(value=1.0)


@pytest.mark.parametrize("missing", ["reason", "approved_by"])
def test_the_database_refuses_a_target_without_reason_or_name(missing: str) -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    fields = {"reason": "Because.", "approved_by": "Cabinet"} | {missing: ""}
    indicator = models.Indicator.objects.get(code="jobs")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Target.objects.create(
            indicator=indicator, value=1.0, date=date(2030, 1, 1), set_at=FIRST, set_by="A", **fields
        )


def test_the_database_refuses_a_word_outside_its_list() -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Indicator.objects.update(polarity="sideways")


@dataclass(frozen=True)
class Wrong:
    """A definition that is wrong in one way, and what the error must say."""

    says: str
    indicator: dict


WRONG = (
    Wrong("serves a priority that the plan lacks (value: '9.9')", {"priorities": ("9.9",)}),
    Wrong("names a priority 2 times (value: '1.1')", {"priorities": ("1.1", "1.1")}),
    Wrong("paired with an unknown indicator (value: 'nobody')", {"paired_with": "nobody"}),
    Wrong("compared with something unknown (value: 'friends')", {"comparators": ("friends",)}),
    Wrong("has an empty owner", {"owner": " "}),
    Wrong("has an empty unit", {"unit": ""}),
    Wrong("target without a reason or a name", {"target": Target(value=1.0, date=date(2030, 1, 1))}),
    Wrong("source that is not there (value: 'elsewhere')", {"source": "elsewhere"}),
    Wrong("cannot stand in an address (value: 'a/b')", {"id": "a/b"}),
    Wrong("There are 2 definitions of indicator litter", {"id": "litter"}),
)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.says[:30])
def test_a_definition_that_leads_nowhere_is_refused(wrong: Wrong) -> None:
    bad = msgspec.structs.replace(an_indicator(), **wrong.indicator)
    with pytest.raises(DefinitionError) as caught:
        actions.load_definitions(
            definitions(indicators=(bad, definitions().indicators[1])),
            by="A. Officer",
            sources={"office-jobs"},
        )
    assert [str(fault) for fault in caught.value.faults if wrong.says in str(fault)], caught.value
    assert models.Edition.objects.count() == 0


def test_every_fault_is_listed() -> None:
    many = tuple(an_indicator(f"i{n}", priorities=("9.9",)) for n in range(30))
    with pytest.raises(DefinitionError) as caught:
        actions.load_definitions(definitions(indicators=many), by="A. Officer")
    assert len(caught.value.faults) == 30


def test_a_plan_about_another_place_is_refused() -> None:
    plan = msgspec.structs.replace(definitions().plan, place="E99000002")
    with pytest.raises(DefinitionError, match="E99000002"):
        actions.load_definitions(definitions(plan=plan), by="A. Officer")


def test_a_load_without_a_name_is_refused() -> None:
    with pytest.raises(UserError, match="without a name"):
        actions.load_definitions(definitions(), by=" ")


def test_a_failure_half_way_leaves_the_old_definitions(monkeypatch: pytest.MonkeyPatch) -> None:
    actions.load_definitions(definitions(), by="A. Officer")

    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions.loading, "_load_peer_sets", fail)
    with pytest.raises(RuntimeError, match="the disk is full"):
        actions.load_definitions(definitions(indicators=(an_indicator("new"),)), by="A. Officer")
    assert reads.definitions() == definitions()


def test_an_empty_database_says_what_to_do() -> None:
    for read in (reads.definitions, reads.definitions_version, reads.plan):
        with pytest.raises(DefinitionError, match="ropewalk load"):
            read()


def test_public_reads_answer_by_code() -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    assert public.city().name == "Toy"
    assert public.plan().id == "toy-2026"
    assert public.indicator("litter").id == "litter"
    assert public.indicator("nothing") is None
    assert [i.id for i in public.indicators_of("1.1")] == ["jobs", "litter"]
    assert [i.id for i in public.indicators_of("2.2")] == []
    assert [p.id for p in public.peer_sets()] == ["near", "big"]


def test_definitions_read_before_cost_one_query(django_assert_num_queries) -> None:
    actions.load_definitions(definitions(), by="A. Officer")
    public.definitions()
    with django_assert_num_queries(1):
        public.definitions()
    with django_assert_num_queries(13):
        reads.definitions()
