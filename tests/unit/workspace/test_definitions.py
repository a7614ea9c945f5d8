import shutil
from pathlib import Path

import pytest

from ropewalk.vocabulary.errors import DefinitionError, UserError
from ropewalk.workspace.definitions import read_definitions, write_definitions
from ropewalk.workspace.folder import Folder


@pytest.fixture
def city(toy_city: Path, tmp_path: Path) -> Folder:
    shutil.copytree(toy_city, tmp_path / "city")
    return Folder(tmp_path / "city")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(city: Folder) -> str:
    with pytest.raises(DefinitionError) as raised:
        read_definitions(city)
    return str(raised.value)


def test_a_city_is_read_whole(city: Folder) -> None:
    definitions = read_definitions(city)
    assert definitions.city.name == "Northport"
    assert [p.code for p in definitions.plan.priorities()] == ["1.1", "1.2", "2.1"]
    assert [i.id for i in definitions.indicators] == ["early-deaths", "queues", "weight", "work"]
    assert definitions.peer_sets[0].default


def test_what_is_written_reads_back_equal(city: Folder, tmp_path: Path) -> None:
    definitions = read_definitions(city)
    write_definitions(definitions, tmp_path / "out")
    shutil.copytree(city.sources, tmp_path / "out/sources")
    again = read_definitions(Folder(tmp_path / "out"))
    assert again == definitions
    assert again.version == definitions.version


def test_nothing_is_written_where_files_of_other_names_hold_definitions(city: Folder) -> None:
    definitions = read_definitions(city)
    before = {file: file.read_bytes() for file in city.path.rglob("*.toml")}
    with pytest.raises(UserError, match=r"indicators/all\.toml.*empty folder"):
        write_definitions(definitions, city.path)
    assert {file: file.read_bytes() for file in city.path.rglob("*.toml")} == before


def test_what_was_written_is_written_again_over_itself(city: Folder, tmp_path: Path) -> None:
    definitions = read_definitions(city)
    for _again in range(2):
        write_definitions(definitions, tmp_path / "out")
    shutil.copytree(city.sources, tmp_path / "out/sources")
    assert read_definitions(Folder(tmp_path / "out")) == definitions


def test_an_unread_field_is_named_with_its_file(city: Folder) -> None:
    change(city.indicators / "all.toml", 'id = "work"', 'id = "work"\ncolour = "red"')
    message = faults(city)
    assert "indicators/all.toml" in message
    assert "colour" in message


def test_every_fault_of_every_file_is_told_at_once(city: Folder) -> None:
    change(city.plan_file, 'owner = "Director of Growth"\n', "")
    change(city.indicators / "all.toml", 'licence = "OGL-UK-3.0"\n', "")
    message = faults(city)
    assert "owner" in message
    assert "licence" in message


def test_an_id_used_twice_is_refused(city: Folder) -> None:
    change(city.indicators / "all.toml", 'id = "weight"', 'id = "work"')
    assert "more than once" in faults(city)


def test_a_file_that_is_not_toml_is_named(city: Folder) -> None:
    city.plan_file.write_text("title = ", encoding="utf-8")
    assert "plan.toml" in faults(city)


def test_a_file_in_the_wrong_encoding_is_named(city: Folder) -> None:
    city.plan_file.write_bytes('title = "£"'.encode("latin-1"))
    message = faults(city)
    assert "plan.toml" in message
    assert "UTF-8" in message


def test_a_priority_without_evidence_must_say_what_is_not_held(city: Folder) -> None:
    change(city.plan_file, 'not_held = [{ what = "Patents"', 'partners2 = [{ what = "Patents"')
    assert "partners2" in faults(city)
    change(
        city.plan_file,
        'partners2 = [{ what = "Patents", why_it_matters = "They would show new ideas." }]',
        "",
    )
    message = faults(city)
    assert "1.2" in message
    assert "not_held" in message


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('priorities = ["1.1"]', 'priorities = ["9.9"]', "9.9"),
        ('source = "toys-queues"', 'source = "toys-nowhere"', "toys-nowhere"),
        ('owner = "Director of Growth"', 'owner = " "', "owner"),
        ('priorities = ["1.1"]', 'priorities = ["1.1"]\npaired_with = "nothing"', "nothing"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(city: Folder, old: str, new: str, named: str) -> None:
    change(city.indicators / "all.toml", old, new)
    assert named in faults(city)


def test_a_target_needs_a_reason_and_a_name(city: Folder) -> None:
    change(
        city.indicators / "all.toml",
        'search_words = ["jobs"]',
        'search_words = ["jobs"]\ntarget = { value = 75.0, date = 2030-01-01 }',
    )
    assert "reason" in faults(city)


ACTION = """
[[action]]
id = "more-lessons"
title = "More lessons"
began = 2019-07-01
owner = "Director of Growth"
source = "A toy's record"
indicators = ["weight"]
priorities = ["2.1"]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["weight"]', '["heft"]', ["unknown indicator", "'heft'"]),
        ('["2.1"]', '["9.9"]', ["priority that the plan lacks", "'9.9'"]),
        ('["2.1"]', "[]", ["serves no priority"]),
        ("2019-07-01", '"soon"', ["more-lessons", "began"]),
        ('"Director of Growth"', '" "', ["empty owner"]),
        ('priorities = ["2.1"]', 'priorities = ["2.1"]\nplaces = ["here"]', ["no place", "'here'"]),
        (
            'priorities = ["2.1"]',
            'priorities = ["2.1"]\nexpected = [{ indicator = "work", size = 1.0, by = 2025-01-01 }]',
            ["does not list", "'work'"],
        ),
        ('title = "More lessons"', 'title = "More lessons"\ncost = 3', ["cost"]),
        ("[[action]]", "[[actions]]", ["unread part", "actions"]),
    ],
)
def test_a_wrong_action_is_named_with_its_file_and_value(
    city: Folder, old: str, new: str, said: list[str]
) -> None:
    city.actions_file.write_text(ACTION)
    assert "more-lessons" in [action.id for action in read_definitions(city).actions]
    change(city.actions_file, old, new)
    message = faults(city)
    assert "actions.toml" in message
    for part in said:
        assert part in message


def test_a_city_without_actions_has_none_and_keeps_its_version(city: Folder) -> None:
    with_actions = read_definitions(city)
    city.actions_file.unlink(missing_ok=True)
    without = read_definitions(city)
    assert without.actions == ()
    assert without.version != with_actions.version or not with_actions.actions
