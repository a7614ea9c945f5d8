"""What each report tells: the counts of the account, exceptions with what is said of them, gaps."""

from datetime import date

import msgspec
import pytest

from ropewalk.figures.inputs import Table
from ropewalk.figures.sentences import tally, verdict_sentence
from ropewalk.releases.frozen import Frozen
from ropewalk.releases.report.kinds import KINDS, Asked, report
from ropewalk.releases.report.model import Report, Section, sentences
from ropewalk.vocabulary.delivery import Decision, Delivery, RecoveryPlan, Risk
from ropewalk.vocabulary.errors import UserError

DAY = date(2030, 5, 1)


def section(found: Report, title: str) -> Section:
    return next(one for one in found.sections if one.title == title)


def texts(found: Section) -> list[str]:
    return [part.words for part in found.parts if hasattr(part, "words")]


def test_the_first_words_are_those_of_the_account(frozen: Frozen) -> None:
    assert texts(section(report("committee", frozen), "In short"))[0] == verdict_sentence(
        tally(frozen.headlines)
    )


def test_every_count_of_an_aim_has_its_denominator(frozen: Frozen) -> None:
    (table,) = [
        part for part in section(report("committee", frozen), "Aim by aim").parts if isinstance(part, Table)
    ]
    for row in table.rows:
        assert sum(map(int, row[1:5])) == int(row[5])


def test_an_exception_says_who_owns_it_and_what_is_not_held(frozen: Frozen) -> None:
    worse = set(frozen.headlines.filter(frozen.headlines["counted"] == "worsening")["indicator"])
    bare = msgspec.structs.replace(frozen.definitions, actions=())
    found = report("committee", _with(frozen, definitions=bare))
    titles = {one.title for one in found.sections if one.level == 3}
    named = {one.id: one for one in frozen.definitions.indicators}
    assert worse
    assert {named[code].title for code in worse} <= titles
    for code in worse:
        table = section(found, named[code].title).parts[-1]
        assert isinstance(table, Table)
        assert table.rows == (("Not held", "Not held", named[code].owner, "Not held", "Not held"),)


def test_a_signed_comment_stands_as_the_cause_with_its_name(frozen: Frozen) -> None:
    code = frozen.headlines.filter(frozen.headlines["counted"] == "worsening")["indicator"][0]
    words = {"text": "A works closed", "name": "A. Officer", "role": "Head of work"}
    said = {"comments": {f"indicator:{code}": [{"place": "", "words": words}]}}
    found = report("committee", _with(frozen, rooms={"commentary": said}))
    assert "A works closed (A. Officer, Head of work)" in set(sentences(found))


def test_recovery_plans_risks_and_decisions_stand_where_they_belong(frozen: Frozen) -> None:
    code = frozen.headlines.filter(frozen.headlines["counted"] == "worsening")["indicator"][0]
    about = {"subject_kind": "indicator", "subject": code, "shown": True}
    delivery = Delivery(
        risk=(
            Risk(
                **about,
                id="r",
                title="No buyers",
                owner="Chief",
                controls="Look again",
                review_on=DAY,
                likelihood_before=4,
                impact_before=3,
                likelihood_after=2,
                impact_after=3,
            ),
        ),
        recovery_plan=(
            RecoveryPlan(
                **about,
                id="p",
                cause="A flood",
                steps="Mend it",
                owner="Works",
                expected="As before",
                review_on=DAY,
            ),
        ),
        decision=(
            Decision(
                **about,
                id="d",
                title="Go on",
                decided_on=DAY,
                decided_by="Cabinet",
                reason="It works",
                evidence="A report",
            ),
        ),
    )
    rooms = {"plan": msgspec.json.decode(msgspec.json.encode({"delivery": delivery}))}
    told = set(sentences(report("committee", _with(frozen, rooms=rooms))))
    wanted = {"A flood", "Mend it", "To be looked at on 1 May 2030", "As before", "4 by 3", "2 by 3"}
    assert wanted | {"No buyers", "Go on", "1 May 2030", "It works"} <= told


def test_verdicts_that_changed_since_the_last_release_are_told(frozen: Frozen) -> None:
    found = report("scrutiny", frozen)
    assert frozen.before is not None
    turned = [
        code
        for code, word in frozen.headlines.select("indicator", "counted").iter_rows()
        if frozen.before.counted[code] != word
    ]
    (table,) = section(found, "Since last time").parts
    assert isinstance(table, Table)
    assert len(turned) == len(table.rows) > 0
    first = report("scrutiny", _with(frozen, before=None))
    assert texts(section(first, "Since last time")) == ["There is no earlier release to compare with."]


def test_a_draft_says_that_it_is_none(frozen: Frozen) -> None:
    about = msgspec.structs.replace(frozen.about, number=0)
    assert ("Release", "Draft. This is no release") in report("committee", _with(frozen, about=about)).facts


def test_a_ward_shows_its_neighbourhoods_and_no_average(frozen: Frozen) -> None:
    wards = [one for one in frozen.places.values() if one.kind == "ward"]
    if not wards:
        with pytest.raises(UserError, match="No ward is held here"):
            report("ward", frozen, Asked(ward="E05000001"))
        return
    found = report("ward", frozen, Asked(ward=wards[0].code))
    assert "No figure is published for the ward as a whole." in texts(found.sections[0])[0]


@pytest.mark.parametrize(
    ("kind", "asked"), [("portfolio", Asked("9")), ("priority", Asked("9.9")), ("poem", Asked())]
)
def test_what_there_is_none_of_is_told_with_what_there_is(frozen: Frozen, kind: str, asked: Asked) -> None:
    with pytest.raises(UserError) as raised:
        report(kind, frozen, asked)
    assert "Choose one of" in str(raised.value) or "Give one of" in str(raised.value)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "ward"])
def test_the_same_figures_make_the_same_report(frozen: Frozen, kind: str) -> None:
    plan = frozen.definitions.plan
    asked = Asked(plan.aims[0].code if kind == "portfolio" else plan.priorities()[0].code)
    first, again = (list(sentences(report(kind, frozen, asked))) for _ in range(2))
    assert first == again
    assert len(first) > 20


def _with(frozen: Frozen, **changes) -> Frozen:
    from dataclasses import replace

    return replace(frozen, **changes)
