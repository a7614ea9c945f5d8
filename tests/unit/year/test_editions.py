"""A source as it stood at a moment: what its publisher had put out by then, byte for byte, and no more."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from year_toy import LATER, SOURCE, write_toy_year

from ropewalk.sources.accepted import read_acceptances
from ropewalk.sources.editions import read_editions
from ropewalk.vocabulary.source import Origin
from ropewalk.workspace.folder import Folder, copy_city
from ropewalk.year.editions import stand_at, with_editions
from ropewalk.year.laying import lay
from ropewalk.year.script import read_script

LIVERPOOL = Path(__file__).parents[3] / "cities" / "liverpool"
COMES = datetime.fromisoformat(LATER)
SECOND = timedelta(seconds=1)


def told(origin: Origin) -> tuple[object, ...]:
    return origin.edition, origin.published_at, origin.published, origin.files[0]


@pytest.mark.parametrize("moment", [datetime(2020, 1, 1), COMES - SECOND, COMES, COMES + SECOND])  # noqa: DTZ001
def test_an_edition_stands_from_its_moment_on(tmp_path: Path, moment: datetime) -> None:
    city = write_toy_year(tmp_path / "toy")
    whole = read_editions(city / "sources" / SOURCE)
    target = tmp_path / "there" / SOURCE
    target.mkdir(parents=True)
    stand_at(city / "sources" / SOURCE, target, moment)
    assert [told(one) for one in read_editions(target)] == [
        told(one) for one in whole[: 2 if moment >= COMES else 1]
    ]
    assert [path.name for path in target.parent.iterdir()] == [SOURCE], "nothing is left beside it"
    assert read_editions(city / "sources" / SOURCE) == whole, "the city's own stays"


def test_sources_of_the_city_that_ships_stand_as_they_stood(tmp_path: Path) -> None:
    moment = datetime(2025, 4, 1)  # noqa: DTZ001
    assert len(with_editions(LIVERPOOL)) > 3
    for source in with_editions(LIVERPOOL):
        whole = read_editions(LIVERPOOL / "sources" / source)
        stand_at(LIVERPOOL / "sources" / source, tmp_path / source, moment)
        found = read_editions(tmp_path / source)
        assert [told(one) for one in found] == [told(one) for one in whole[: len(found)]]
        assert all(one.published_at <= moment for one in found)
        assert all(one.published_at > moment for one in whole[len(found) :])


def test_a_workspace_of_an_example_year_says_that_it_is_one(tmp_path: Path) -> None:
    city = write_toy_year(tmp_path / "toy")
    folder = copy_city(city, tmp_path / "work")
    assert not (folder.path / "year").exists()
    lay(folder, city, read_script(city))
    text = folder.city_file.read_text()
    assert "example = true" in text
    assert "Example: Northport" in text
    assert (folder.indicators / "example.toml").is_file()
    assert (folder.path / "returns" / "example-deaths.toml").is_file()
    assert len(read_editions(Folder(folder.path).sources / SOURCE)) == 1


def test_what_was_accepted_in_editions_that_are_to_come_comes_with_them(tmp_path: Path) -> None:
    source = LIVERPOOL / "sources" / "ons-cigarette-smokers"
    counts = []
    for year in (2023, 2024, 2027):
        target = tmp_path / str(year) / source.name
        target.parent.mkdir()
        stand_at(source, target, datetime(year, 4, 1))  # noqa: DTZ001
        known = tuple(one.edition for one in read_editions(target))
        counts.append(len(read_acceptances(target, known)))  # one of an unknown edition is a fault
    assert counts == [0, 1, 4]
