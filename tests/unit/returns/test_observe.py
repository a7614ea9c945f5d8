"""A signed-off figure becomes an observation by the door of every publisher's file, once."""

from datetime import date
from pathlib import Path

import pytest
from asked_for import DUE, MONTH, QUEUES, a_plan, a_team, of_housing, own_figures
from office_people import as_

from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.observations.store import Store
from ropewalk.returns import actions, observe
from ropewalk.returns.actions import Sending
from ropewalk.returns.models import Ask
from ropewalk.returns.said import Said
from ropewalk.returns.states import Step
from ropewalk.sources.fetch import swapping
from ropewalk.vocabulary.source import returned
from ropewalk.vocabulary.words import State
from ropewalk.workspace import returned as door
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.returned import Figure, table_of

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 10)
FEBRUARY = "2024-02-01/P1M"
SAFE = 'published = "as is"\nreason = "Minutes tell of nobody."\n'


@pytest.fixture
def team(settings, workspace: Path):
    own_figures(workspace)
    (workspace / "returns").mkdir()
    (workspace / "returns/queues.toml").write_text(SAFE, encoding="utf-8")
    settings.WORKSPACE = workspace
    a_plan()
    return a_team()


def signed(team, period: str, said: Said, row: Ask | None = None) -> Ask:
    paula = as_(team["paula"])
    row = row or actions.ask(paula, QUEUES, period, DUE, of_housing())
    row.refresh_from_db()
    actions.send(as_(team["carol"]), Sending(row.pk, row.version, said), today=TODAY)
    for step, who in ((Step.VERIFY, "vera"), (Step.SIGN_OFF, "paula")):
        row.refresh_from_db()
        actions.take(as_(team[who]), row.pk, step, row.version)
    return row


def held(workspace: Path) -> dict[str, float | None]:
    store = Store.open(workspace / "store")
    rows = Disclosed(store).read(indicators=["queues"], places=["E08900001"])
    own = rows.filter(rows["source"] == returned("queues")) if rows.height else rows
    return dict(own.select("period", "value").iter_rows())


def test_a_signed_off_figure_is_loaded_once_with_its_provenance_and_put_right_later(
    team, workspace: Path
) -> None:
    row = signed(team, MONTH, Said(value=21.25))
    before = Store.open(workspace / "store").revision
    (done,) = observe.observe(workspace, today=TODAY)
    assert (done.indicator, done.returns, done.trouble) == ("queues", 1, "")
    assert held(workspace) == {MONTH: 21.25}
    row.refresh_from_db()
    assert (row.held_filing, row.held_revision) == (1, done.revision)
    assert done.revision > before
    origin = Store.open(workspace / "store").origins()[returned("queues")]
    assert origin.producer == "Office of Toys"
    assert observe.observe(workspace, today=TODAY) == ()

    actions.take(as_(team["paula"]), row.pk, Step.REOPEN, row.version, "It was 22.")
    assert observe.waiting() == frozenset()
    assert held(workspace) == {MONTH: 21.25}
    signed(team, MONTH, Said(value=22.0), row)
    signed(team, FEBRUARY, Said(value=23.5))
    (again,) = observe.observe(workspace, today=TODAY)
    assert again.returns == 2
    assert held(workspace) == {MONTH: 22.0, FEBRUARY: 23.5}
    kept = list((workspace / "sources" / returned("queues") / "editions").rglob("figures.csv"))
    assert [b"21.25" in path.read_bytes() for path in kept] == [True]


def test_whoever_is_killed_in_between_loses_nothing(team, workspace: Path, monkeypatch) -> None:
    signed(team, MONTH, Said(value=21.25))
    for name in ("swap_in", "store_sources", "refresh"):
        break_here(monkeypatch, name)
        with pytest.raises(KeyboardInterrupt):
            observe.observe(workspace, today=TODAY)
        monkeypatch.undo()
        swapping.mend(workspace)
    # The load was done when the last one was killed: only what of it is held had still to be written down.
    assert observe.observe(workspace, today=TODAY) == ()
    assert held(workspace) == {MONTH: 21.25}


def break_here(monkeypatch, name: str) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    if name == "swap_in":
        monkeypatch.setattr(door, "_place", killed)
    elif name == "store_sources":
        monkeypatch.setattr(door, "store_sources", killed)
    else:
        monkeypatch.setattr("ropewalk.workspace.refresh.refresh", killed)


def test_figures_that_break_the_contract_change_nothing_and_say_why(team, workspace: Path) -> None:
    row = signed(team, MONTH, Said(value=21.25))
    observe.observe(workspace, today=TODAY)
    files = sorted(path.name for path in (workspace / "sources" / returned("queues")).iterdir())
    Ask.objects.filter(pk=row.pk).update(place="E08900099X"[:9])  # a code that has been replaced
    other = actions.ask(as_(team["paula"]), QUEUES, "2023-12-01/P1M", DUE, of_housing())
    signed(team, "", Said(value=20.0), other)
    (done,) = observe.observe(workspace, today=TODAY)
    assert "the source toys-queues gives queues of 2023-12-01/P1M already" in done.trouble
    other.refresh_from_db()
    assert other.trouble == done.trouble
    assert held(workspace) == {MONTH: 21.25}
    assert sorted(path.name for path in (workspace / "sources" / returned("queues")).iterdir()) == files


def test_a_file_is_the_same_in_whatever_order_its_figures_come() -> None:
    one = Figure("E08900001", MONTH, State.MEASURED, 1, value=0.1 + 0.2)
    two = Figure("E08900001", FEBRUARY, State.NOT_AVAILABLE, 2)
    assert table_of([one, two]) == table_of([two, one])
    assert b"0.30000000000000004" in table_of([one])
    assert b",,,,,not available,2" in table_of([two])


def test_nothing_waits_where_only_comments_were_signed_off(team, workspace: Path) -> None:
    assert observe.waiting() == frozenset()
    assert observe.observe(Folder(workspace), today=TODAY) == ()
