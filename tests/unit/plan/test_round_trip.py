"""Any definitions at all, loaded one after another, come out exactly as they went in."""

import tomllib
from collections.abc import Iterable
from datetime import date
from enum import EnumType
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ropewalk.plan import actions, reads
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.city import City, Definitions
from ropewalk.vocabulary.crossing import SUMMED, WEIGHTED, Crossing
from ropewalk.vocabulary.definitions import from_mapping
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Plan
from ropewalk.vocabulary.words import Kind

pytestmark = pytest.mark.django_db

CITIES = Path(__file__).parents[3] / "cities"
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1, max_size=20
).filter(str.strip)
CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
PLAIN = {
    str: TEXT,
    int: st.integers(-5, 50),
    bool: st.booleans(),
    date: st.dates(),
    type(None): st.none(),
    msgspec.UnsetType: st.just(msgspec.UNSET),
    # A negative nought equals nought but is spelt otherwise, so it is left out.
    float: st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0),
}


def anything(kind: Any) -> st.SearchStrategy:
    """Values of a field's type; a new field of a definition is covered from the day it is added."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, EnumType):
        return st.sampled_from(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return structs(kind)
    parts = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*map(anything, parts))
    if get_origin(kind) is Literal:
        return st.sampled_from(parts)
    if get_origin(kind) is tuple:
        return st.lists(anything(parts[0]), max_size=3).map(tuple)
    if get_origin(kind) is dict:
        return st.dictionaries(CODES, anything(parts[1]), max_size=3)
    raise TypeError(f"Say in this test how to make a {kind}")


def structs(kind: type[msgspec.Struct]) -> st.SearchStrategy:
    """Whole definitions; a field with a default is sometimes left at it."""
    fields = {}
    for field in msgspec.structs.fields(kind):
        strategy = anything(field.type)
        if field.default is not msgspec.NODEFAULT and field.type is not float:
            strategy |= st.just(field.default)
        fields[field.encode_name] = strategy
    # A target is published only with a reason and a name.
    if kind.__name__ == "Target":
        fields |= {"reason": TEXT, "approved_by": TEXT}
    # A definition refuses numbers that make no sense, so none are made.
    if kind is Indicator:
        fields |= {
            "id": CODES,
            "multiplier": st.floats(0.001, 1e6),
            "floor": st.none() | st.floats(-1e6, -0.001),
            "ceiling": st.none() | st.floats(1, 1e6),
            "kind": st.shared(st.sampled_from(Kind), key="kind"),
            "crossing": st.shared(st.sampled_from(Kind), key="kind").flatmap(crossings),
        }
    return st.builds(kind, **fields)


def crossings(kind: Kind) -> st.SearchStrategy:
    """Crossings that fit a kind, or none."""
    ways = [("sum", "")] * (kind in SUMMED) + [("weighted", ""), ("weighted", "people")] * (kind in WEIGHTED)
    made = st.builds(
        lambda way, why: Crossing(how=way[0], weight=way[1], reason=why), st.sampled_from(ways), TEXT
    )
    return st.none() | made if ways else st.none()


def weighed_by(crossing: Crossing | None, known: str) -> Crossing | None:
    """The same crossing, its weight an indicator that there is."""
    return msgspec.structs.replace(crossing, weight=known) if crossing and crossing.weight else crossing


def named(items: Iterable[Any], field: str, codes: Iterable[str]) -> tuple:
    """The same definitions, each with a code of its own."""
    return tuple(
        msgspec.structs.replace(item, **{field: code}) for item, code in zip(items, codes, strict=False)
    )


@st.composite
def definitions(draw: st.DrawFn) -> Definitions:
    """Definitions whose codes are unique and whose references lead somewhere."""
    codes = draw(st.lists(CODES, min_size=30, max_size=30, unique=True))
    plan = draw(structs(Plan))
    aims = []
    for n, aim in enumerate(named(plan.aims, "code", codes)):
        own = codes[3 * n : 3 * n + 3]
        aims.append(msgspec.structs.replace(aim, priorities=named(aim.priorities, "code", own)))
    plan = msgspec.structs.replace(
        plan,
        id=draw(st.sampled_from(["one", "two"])),
        aims=tuple(aims),
        values=named(plan.values, "id", codes),
    )
    peer_sets = named(draw(st.lists(structs(PeerSet), max_size=3)), "id", codes)
    indicators = named(draw(st.lists(structs(Indicator), max_size=4)), "id", codes)
    some = st.sampled_from([p.id for p in peer_sets] + ["country", "region"])
    promises = [priority.code for priority in plan.priorities()]
    return Definitions(
        city=msgspec.structs.replace(
            draw(structs(City)), place=plan.place, comparators=tuple(draw(st.lists(some, max_size=3)))
        ),
        plan=plan,
        indicators=tuple(
            msgspec.structs.replace(
                item,
                comparators=tuple(draw(st.lists(some, max_size=3))),
                paired_with=draw(st.sampled_from(["", indicators[0].id])),
                crossing=weighed_by(item.crossing, indicators[0].id),
                priorities=tuple(draw(st.lists(st.sampled_from(promises), unique=True)) if promises else ()),
            )
            for item in indicators
        ),
        peer_sets=peer_sets,
        actions=draw(actions_for(codes, [one.id for one in indicators], promises)),
    )


@st.composite
def actions_for(draw: st.DrawFn, codes: list[str], indicators: list[str], promises: list[str]) -> tuple:
    """Actions whose indicators, priorities and places are there; none without a priority to serve."""
    made = named(draw(st.lists(structs(Action), max_size=2 if promises else 0)), "id", codes)
    out = []
    for item in made:
        chosen = draw(st.lists(st.sampled_from(indicators), unique=True)) if indicators else []
        hoped = [msgspec.structs.replace(one, indicator=i) for one, i in zip(item.expected, chosen)]  # noqa: B905
        changes = {
            "indicators": tuple(chosen),
            "expected": tuple(hoped),
            "priorities": tuple(
                draw(st.lists(st.sampled_from(promises), min_size=1, max_size=2, unique=True))
            ),
            "places": tuple(
                draw(st.lists(st.from_regex(r"[A-Z][0-9]{8}", fullmatch=True), max_size=2, unique=True))
            ),
        }
        out.append(msgspec.structs.replace(item, **changes))
    return tuple(out)


def words(found: Definitions) -> list[str]:
    """Every word of a closed list, with its type."""
    levers = [repr(priority.lever) for priority in found.plan.priorities()]
    return levers + [repr((one.kind, one.polarity, one.frequency)) for one in found.indicators]


# The fixture's transaction spans all examples on purpose: each load lands on what the last one left.
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(wanted=definitions())
def test_any_definitions_are_read_back_whatever_was_there_before(wanted: Definitions) -> None:
    actions.load_definitions(wanted, by="A. Officer")
    read = reads.definitions()
    assert read == wanted
    assert read.version == wanted.version
    # A word of a closed list equals its text; here it must come back as the word.
    assert words(read) == words(wanted)


def tables(city: Path, folder: str, name: str) -> list[tuple[Path, dict]]:
    """Every table of that name in a folder's files, with its file."""
    return [
        (file, table)
        for file in sorted((city / folder).glob("*.toml"))
        for table in tomllib.loads(file.read_text(encoding="utf-8")).get(name, [])
    ]


@pytest.mark.parametrize(
    "city", sorted(path.parent for path in CITIES.glob("*/plan.toml")), ids=lambda path: path.name
)
def test_each_city_that_ships_is_read_back(city: Path) -> None:
    wanted = Definitions(
        city=from_mapping(tomllib.loads((city / "ropewalk.toml").read_text()), City, "ropewalk.toml"),
        plan=from_mapping(tomllib.loads((city / "plan.toml").read_text()), Plan, "plan.toml"),
        indicators=tuple(
            from_mapping(table, Indicator, file.name)
            for file, table in tables(city, "indicators", "indicator")
        ),
        peer_sets=tuple(
            from_mapping(table, PeerSet, file.name) for file, table in tables(city, "peers", "peer_set")
        ),
    )
    assert len(wanted.indicators) >= 1
    actions.load_definitions(wanted, by="A. Officer", sources=[p.name for p in (city / "sources").iterdir()])
    assert reads.definitions() == wanted
