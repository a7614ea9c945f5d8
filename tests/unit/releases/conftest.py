"""A workspace of the toy city to release from, with a clock that tests set."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from office_people import a_person, as_
from releasing import Clock, plain

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Role
from ropewalk.plan import actions as plan
from ropewalk.releases import actions, rendering
from ropewalk.releases.models import Release
from ropewalk.vocabulary.clock import told_by
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


@pytest.fixture
def clock() -> Iterator[Clock]:
    found = Clock()
    with told_by(lambda: found.now):
        yield found


@pytest.fixture
def city(db: None, built_toy: Path, tmp_path: Path, settings) -> Path:
    """A workspace with the toy city's store, and a folder of releases of its own."""
    home = tmp_path / "city"
    home.mkdir()
    (home / "store").symlink_to(built_toy / "store")
    settings.WORKSPACE = home
    plan.load_definitions(read_definitions(Folder(built_toy)), by="A. Officer")
    return home


@pytest.fixture
def publisher(clock: Clock, city: Path) -> By:
    return as_(a_person("pub@example.org", Role.PUBLISHER))


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases with one short document, where the real ones are not what is tested."""
    monkeypatch.setattr(rendering, "_RENDERERS", {"plain": plain})


@pytest.fixture
def released(publisher: By, clock: Clock, plainly: None) -> Callable[[str], Release]:
    """Plan, prepare and clear a release, and let its time come."""

    def make(title: str = "First quarter") -> Release:
        row = actions.plan(publisher, title, clock.now + timedelta(days=30))
        actions.prepare(publisher, row)
        actions.clear(publisher, row)
        clock.on(days=31)
        return Release.objects.get(pk=row.pk)

    return make
