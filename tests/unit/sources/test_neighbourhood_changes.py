"""Neighbourhoods that stayed, were divided, merged or redrawn, in a toy list of two editions."""

import pytest

from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import SourceError
from ropewalk.vocabulary.history import history_of, mergers
from ropewalk.vocabulary.place import Change
from tests.support.toy_register import MAP, files

CHANGED_MAP = MAP.replace(
    "[more_kinds]",
    """
[[neighbourhood_changes]]
file = "homes.csv"
before = "one"
after = "two"
old_code = "old"
old_name = "oldnm"
new_code = "new"
new_name = "newnm"
authority = "la"
change = "ch"
words = { U = "unchanged", S = "divided", M = "merged", X = "redrawn" }
[more_kinds]""",
)
HOMES = """old,oldnm,ch,new,newnm,la
E01000009,Sheffield 001A,U,E01000001,Sheffield 001A,E08000019
E01000010,Sheffield 002A,S,E01000020,Sheffield 002B,E08000019
E01000010,Sheffield 002A,S,E01000021,Sheffield 002C,E08000019
E01000011,Sheffield 003A,M,E01000022,Sheffield 003C,E08000019
E01000012,Sheffield 003B,M,E01000022,Sheffield 003C,E08000019
E01000013,Sheffield 004A,X,E01000023,Sheffield 004C,E08000019
E01000014,Sheffield 004B,X,E01000023,Sheffield 004C,E08000019
"""


def with_homes(source, homes=HOMES, plan=CHANGED_MAP):
    return read_register(source(plan, files(homes_csv=homes), name="places"))


def test_the_same_neighbourhood_under_a_new_code_is_one_place(source):
    register = with_homes(source)
    assert register.find("gss", ["E01000009"]) == {"E01000009": "E01000001"}
    assert "E01000009" not in register.places
    assert register.places["E01000001"].parents[0] == "E05000001"
    assert [event.change for event in history_of("E01000009", register.places, register.renames).events] == [
        Change.RECODED
    ]


def test_only_what_the_list_calls_a_merger_is_one(source):
    register = with_homes(source)
    own = {code: parts for code, parts in mergers(register.places).items() if code.startswith("E01")}
    assert own == {"E01000022": ("E01000011", "E01000012")}
    assert [history_of(f"E010000{n}", register.places, {}).events[0].change for n in (21, 10, 23, 13)] == [
        Change.DIVIDED,
        Change.DIVIDED,
        Change.REDRAWN,
        Change.REDRAWN,
    ]


def test_a_neighbourhood_that_ended_on_a_day_that_is_not_held_is_gone_all_the_same(source):
    old = with_homes(source).places["E01000010"]
    assert (old.gone, old.valid_to, old.parents[0]) == (True, None, "E08000039")


def test_a_third_edition_follows_the_second(source):
    second = "old,oldnm,ch,new,newnm,la\n" + "\n".join(
        [
            "E01000001,Sheffield 001A,U,E01000001,Sheffield 001Z,E08000019",
            "E01000020,Sheffield 002B,M,E01000030,Sheffield 002D,E08000019",
            "E01000021,Sheffield 002C,M,E01000030,Sheffield 002D,E08000019",
        ]
    )
    table = CHANGED_MAP[CHANGED_MAP.index("[[neigh") : CHANGED_MAP.index("[more")]
    later = table.replace("homes.csv", "later.csv").replace('"two"', '"three"').replace('"one"', '"two"')
    plan = CHANGED_MAP.replace("[more_kinds]", later + "[more_kinds]")
    register = read_register(source(plan, files(homes_csv=HOMES, later_csv=second), name="places"))
    events = history_of("E01000020", register.places, register.renames).events
    assert [(event.change, event.edition) for event in events] == [
        (Change.DIVIDED, "two"),
        (Change.MERGED, "three"),
    ]
    assert register.places["E01000001"].editions[-1] == ("three", "Sheffield 001Z")


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (",S,E01000021", ",Q,E01000021", r"homes.csv, row 4: the word for the change is not known"),
        (",M,E01000022", ",M,E01000021", r"homes.csv, row 4: the codes say another change"),
        (",M,E01000022", ",M,", r"homes.csv, row 5: a cell is empty"),
        ("E01000012,Sheffield 003B,M", "E01000012,Sheffield 003B,X", r"row 5: the codes say another change"),
        ("E01000009,", "E01000020,", r"row 2: the codes say another change"),
        ("E01000014,Sheffield 004B,X", "E01000023,Sheffield 004B,X", r"row 8: the codes say another change"),
        ("newnm", "name", r"there is no column newnm"),
    ],
)
def test_a_list_of_neighbourhoods_that_contradicts_itself_stops(source, was, now, words):
    with pytest.raises(SourceError, match=words):
        with_homes(source, HOMES.replace(was, now, 1))
