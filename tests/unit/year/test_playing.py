"""What holds while a year is played: its clock, its letters, whom it refuses, and how a fault is told."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.mail import send_mail
from office_people import PASSWORD, a_person

from ropewalk.accounts.models import Event, Person
from ropewalk.config.office import mail
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import UserError
from ropewalk.workspace.folder import Folder
from ropewalk.year.hands import Hands
from ropewalk.year.moment import Moment
from ropewalk.year.play import play
from ropewalk.year.script import Script, read_script

BEGINS = datetime(2025, 4, 1, 8)  # noqa: DTZ001
HANDS = Hands(load=lambda *_: None, work=lambda: None)


@pytest.fixture
def script(tmp_path: Path) -> Script:
    (tmp_path / "year").mkdir()
    toy = Path(__file__).parents[2] / "support" / "toy_year" / "year.toml"
    text = toy.read_text(encoding="utf-8")
    first = text.partition("[[step]]")[0]
    step = '[[step]]\non = 2025-06-02T09:30:00\nwho = "sam"\ndo = "clear a release"\nnumber = 9\n'
    (tmp_path / "year" / "year.toml").write_text(first + step, encoding="utf-8")
    return read_script(tmp_path)


def test_the_hands_of_the_clock_never_go_back() -> None:
    at = Moment(BEGINS)
    first, second = at(), at()
    assert first < second
    at.move(datetime(2024, 1, 1))  # noqa: DTZ001
    assert at() > second
    assert at.day == BEGINS.date()


@pytest.mark.django_db
def test_a_year_is_not_played_where_somebody_is_at_work(tmp_path: Path, script: Script) -> None:
    a_person("real@example.org")
    with pytest.raises(UserError, match="people or organisations are in this workspace already"):
        play(Folder(tmp_path), tmp_path, script, HANDS, password=PASSWORD, at=Moment(BEGINS))
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_step_that_cannot_be_done_is_named(tmp_path: Path, script: Script) -> None:
    with pytest.raises(UserError, match=r"year/year\.toml, step 1: there is no such release"):
        play(Folder(tmp_path), tmp_path, script, HANDS, password=PASSWORD, at=Moment(BEGINS))
    # Up to there all was done by the year's clock.
    assert {event.at.date() for event in Event.objects.all()} == {BEGINS.date()}
    assert Person.objects.get(email="sam@northport.example").joined_at.date() == BEGINS.date()


def test_letters_are_kept_as_files_by_their_day(tmp_path: Path, settings) -> None:
    settings.WORKSPACE = tmp_path
    for name, value in mail("folder:letters").items():
        setattr(settings, name, value)
    with clock.told_by(Moment(BEGINS)):
        for text in ("First.", "Second."):
            send_mail("Returns: 1 late", text, "from@example.org", ["carol@northport.example"])
    found = sorted(path.name for path in (tmp_path / "letters").iterdir())
    assert found == [
        "2025-04-01-carol@northport.example-2.txt",
        "2025-04-01-carol@northport.example.txt",
    ]
    kept = (tmp_path / "letters" / found[1]).read_text()
    assert "Subject: Returns: 1 late" in kept
    assert "First." in kept


@pytest.mark.parametrize("address", ["folder:", "folder:../out", "folder:/etc"])
def test_letters_are_kept_inside_the_workspace_alone(address: str) -> None:
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured):
        mail(address)
