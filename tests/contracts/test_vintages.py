"""Every edition that ships, loaded in order: one revision a file, and as of each the store says the same."""

from pathlib import Path

import pytest

from bench import vintages
from ropewalk.observations.store import Store
from ropewalk.workspace.editions import held_origins, read_chains
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import store_sources

CITY = Path(__file__).parents[2] / "cities" / "liverpool"
FILES = {
    "ons-cigarette-smokers": 13,
    "ons-claimant-count": 6,
    "ons-employment-rate": 8,
    "ons-gigabit-capable-broadband": 16,
    "ons-greenhouse-gas-emissions": 4,
    "ons-gross-median-weekly-pay": 15,
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return vintages.load(CITY, tmp_path_factory.mktemp("city"))


@pytest.mark.parametrize("source", FILES)
def test_as_of_each_revision_the_store_says_what_that_file_says(source: str, workspace: Folder) -> None:
    found = vintages.compare(workspace, source)
    assert (found.files, found.revisions, found.differences) == (FILES[source], FILES[source], 0)
    assert found.figures > 300 * found.files


def test_a_second_reading_that_differs_would_be_noticed(workspace: Folder) -> None:
    """The comparison itself: as of another revision the same file differs."""
    store = Store.open(workspace.store)
    first, *_, last = store.revisions().filter(source="ons-cigarette-smokers")["revision"]
    one, other = (vintages.in_store(store, "ons-cigarette-smokers", n) for n in (first, last))
    assert vintages.differences(one, one) == 0
    assert vintages.differences(one, other) == len(one.keys() | other.keys())


def test_each_revision_knows_its_edition(workspace: Folder) -> None:
    store = Store.open(workspace.store)
    revisions = store.revisions().filter(source="ons-claimant-count")["revision"].to_list()
    origins = [store.origins(number)["ons-claimant-count"] for number in revisions]
    assert [f"{one.published_at:%Y-%m-%dT%H%M%S}" for one in origins] == [one.edition[:17] for one in origins]
    assert len({one.files[0].sha256 for one in origins}) == len(revisions)


def test_loading_them_all_again_makes_no_revision(workspace: Folder) -> None:
    before = Store.open(workspace.store)
    chains = read_chains(workspace, set(vintages.INDICATORS.values()), held=lambda: held_origins(workspace))
    assert [len(chain.batches) for chain in chains] == [1] * (len(FILES) + 1)
    assert not [chain for chain in chains if chain.passed_over]
    store_sources(workspace, [batch for chain in chains for batch in chain.batches], by="again")
    every = read_chains(workspace, set(vintages.INDICATORS.values()))
    assert sum(len(chain.batches) for chain in every) == sum(FILES.values()) + 1
    assert Store.open(workspace.store).revision == before.revision
