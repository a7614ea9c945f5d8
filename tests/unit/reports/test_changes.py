"""Changes in reports: what waits for a decision, what was decided since, and what slid without a word."""

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec

from ropewalk.plan.moved import Moved
from ropewalk.releases.frozen import Frozen
from ropewalk.releases.report.kinds import Asked, report
from ropewalk.releases.report.model import Section, sentences
from ropewalk.vocabulary.delivery import Alters, Answer, ChangeRequest, Delivery

DAY = date(2030, 5, 1)


def asked(code: str, indicator: str, **told: object) -> ChangeRequest:
    fields = {
        "id": code,
        "alters": Alters.TARGET,
        "subject_kind": "indicator",
        "subject": indicator,
        "reason": f"Reason of {code}",
        "asker": "Head of work",
        "asked_on": DAY,
        "was_day": date(2031, 1, 1),
        "was_value": 80.0,
        "day": date(2032, 1, 1),
        "value": 70.0,
        "shown": True,
    }
    return ChangeRequest(**(fields | told))  # type: ignore[arg-type]


def answered(one: ChangeRequest, answer: Answer) -> ChangeRequest:
    told = {"decided_on": DAY, "decided_by": "Cabinet", "because": f"Answer to {one.id}"}
    return msgspec.structs.replace(one, answer=answer, **told)


def moved(indicator: str, reason: str) -> Moved:
    at = datetime(2030, 4, 3, tzinfo=UTC)
    return Moved(
        at=at,
        alters=Alters.TARGET_WITHDRAWN,
        subject_kind="indicator",
        subject=indicator,
        was_day=DAY,
        was_value=80.0,
        reason=reason,
    )


def rooms(requests: tuple[ChangeRequest, ...], moves: tuple[Moved, ...]) -> dict:
    told = {"plan": {"delivery": Delivery(change_request=requests), "moved": moves}}
    return msgspec.json.decode(msgspec.json.encode(told))


def told(frozen: Frozen, kind: str = "committee", **of: str) -> tuple[Section, set[str]]:
    found = report(kind, frozen, Asked(**of))
    section = next(one for one in found.sections if one.title == "Changes asked for")
    return section, set(sentences(found))


def test_each_change_is_told_once_where_it_stands_now(frozen: Frozen) -> None:
    code = frozen.definitions.indicators[1].id
    waits, agreed, refused = (asked(f"change-{n}", code) for n in range(3))
    old = answered(asked("change-9", code), Answer.AGREED)
    before = msgspec.structs.replace(
        frozen.before, rooms=rooms((waits, agreed, refused, old), (moved(code, "Known before"),))
    )
    now = rooms(
        (waits, answered(agreed, Answer.AGREED), answered(refused, Answer.REFUSED), old),
        (moved(code, "Known before"), moved(code, "Slid since")),
    )
    section, words = told(replace(frozen, before=before, rooms=now))
    said = set(map(str, section.parts))
    assert {"1 change waits for a decision.", "Reason of change-0", "Head of work"} <= words
    assert "Since the last release: 1 agreed, 1 refused, 0 taken back." in words
    assert {"Answer to change-1", "Answer to change-2"} <= words
    assert not {"Answer to change-9", "Reason of change-9", "Known before"} & words
    assert "Since release 1, 1 day or target was changed, asked for or not." in words
    assert any("Slid since" in one and "No target" in one for one in said)
    assert not any("Answer to" in one for one in said)  # follow-up tells those, with decisions


def test_a_first_release_has_nothing_to_compare_with(frozen: Frozen) -> None:
    code = frozen.definitions.indicators[1].id
    held = rooms((answered(asked("change-1", code), Answer.AGREED),), (moved(code, "Long ago"),))
    section, words = told(replace(frozen, before=None, rooms=held))
    assert [str(part) for part in section.parts] == [
        "Text(words='No change waits for a decision.', lead=False)"
    ]
    assert not {"Long ago", "Answer to change-1"} & words


def test_after_a_release_that_froze_no_list_days_decide(frozen: Frozen) -> None:
    code = frozen.definitions.indicators[1].id
    later = moved(code, "Slid since")
    earlier = msgspec.structs.replace(later, at=datetime(1999, 1, 1, tzinfo=UTC), reason="Long ago")
    later = msgspec.structs.replace(later, at=datetime(2999, 1, 1, tzinfo=UTC))
    _section, words = told(replace(frozen, rooms=rooms((), (earlier, later))))
    assert "Slid since" in words
    assert "Long ago" not in words


def test_a_portfolio_holds_the_changes_of_its_own_promises(frozen: Frozen) -> None:
    plan = frozen.definitions.plan
    one = next(one for one in frozen.definitions.indicators if one.priorities)
    own = next(aim for aim in plan.aims if any(p.code in one.priorities for p in aim.priorities))
    held = replace(frozen, rooms=rooms((asked("change-1", one.id),), ()))
    for aim in plan.aims:
        _section, words = told(held, "portfolio", priority=aim.code)
        mine = aim == own or any(p.code in one.priorities for p in aim.priorities)
        assert ("Reason of change-1" in words) == mine
