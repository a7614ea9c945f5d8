"""The script of a year: read strictly, in order, of people whom nobody can take for real, without numbers."""

import re
import typing
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from year_toy import HERE, write_toy_year

from ropewalk.vocabulary.errors import DefinitionError
from ropewalk.year import steps
from ropewalk.year.doing import DO
from ropewalk.year.script import read_script

CITIES = Path(__file__).parents[3] / "cities"
KINDS = set(typing.get_args(steps.Step))


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Path]:
    """The toy's script with one text put in the place of another."""

    def change(old: str, new: str) -> Path:
        text = (HERE / "year.toml").read_text(encoding="utf-8")
        assert old in text
        (tmp_path / "year").mkdir()
        (tmp_path / "year" / "year.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return change


def test_each_kind_of_step_is_done_by_something_and_played_in_the_toy(tmp_path: Path) -> None:
    assert set(DO) == KINDS
    assert {type(one) for one in read_script(write_toy_year(tmp_path / "toy")).step} == KINDS


def test_no_step_has_room_for_a_figure() -> None:
    """What is sent in is read from what publishers put out, so no script can make a figure up."""
    for kind in KINDS | {steps.Send}:
        for name, held in typing.get_type_hints(kind).items():
            assert held not in (float, float | None), (kind, name)
    numbers = {
        (kind.__name__, name)
        for kind in KINDS
        for name, held in typing.get_type_hints(kind).items()
        if held is int or int in typing.get_args(held)
    }
    assert {name for _kind, name in numbers} == {"number", "due_days", "before", "after"}
    assert {kind for kind, name in numbers if name in ("before", "after")} == {"Risk"}


@pytest.mark.parametrize("city", sorted(path.parent.parent.name for path in CITIES.glob("*/year/year.toml")))
def test_each_script_that_ships_is_read(city: str) -> None:
    script = read_script(CITIES / city)
    assert {"viewer", "contributor", "verifier", "publisher", "scrutiny", "administrator"} == {
        held.role for one in script.person for held in one.roles
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Example analyst"', 'name = "A. Analyst"', "Example"),
        ('domain = "northport.example"', 'domain = "northport.gov.uk"', ".example"),
        ('who = "vera"', 'who = "nobody"', "by nobody"),
        ("on = 2025-04-02T09:10:00", "on = 2025-04-02T08:10:00", "comes before"),
        ('figure = { of = "early-deaths" }', "figure = { value = 3 }", "Object"),
        ('do = "load"', 'do = "dance"', "dance"),
        ('title = "Example: first quarter"', 'title = "First quarter"', "Example"),
        ('key = "vera"', 'key = "carol"', "one key"),
    ],
)
def test_what_is_wrong_with_a_script_is_told(
    changed: Callable[[str, str], Path], old: str, new: str, said: str
) -> None:
    with pytest.raises(DefinitionError, match=said) as error:
        read_script(changed(old, new))
    assert "year/year.toml" in str(error.value)


def test_a_city_without_a_year_says_so(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="no example year"):
        read_script(tmp_path)


def test_the_guide_names_each_kind_of_step_with_what_it_needs() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "a-year.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in guide.splitlines() if line.startswith("| `")]
    told = {row[1].strip(" `"): (row[2], row[3]) for row in rows if len(row) == 5}
    common = {"on", "who"}
    for kind in KINDS:
        fields = [one for one in msgspec.structs.fields(kind) if one.name not in common]
        needs = {f"`{one.name}`" for one in fields if one.required}
        may = {f"`{one.name}`" for one in fields if not one.required}
        tag = kind.__struct_config__.tag
        assert tag in told, tag
        assert needs == set(re.findall(r"`\w+`", told[tag][0])), tag
        assert may <= set(re.findall(r"`\w+`", told[tag][1])), tag
