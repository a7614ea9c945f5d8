"""What is wrong with a ``fetch.toml`` is told with the field and the remedy, before anything is asked."""

import pytest
from fetched_source import Toy

from ropewalk.vocabulary.errors import DefinitionError

WRONG = {
    'kind = "url"\naddress = "ftp://example.org/a.csv"': "not an address",
    'kind = "url"\naddress = "https://me:secret@example.org/a.csv"': "not an address",
    'kind = "url"\naddress = "work.csv"': "not an address",
    'kind = "url"': "address",
    'kind = "gopher"\naddress = "gopher://a"': "kind",
    'kind = "url"\naddress = "https://example.org/a.csv"\nport = 1': "port",
    'kind = "fingertips"\nindicators = []\narea_types = [502]': "`indicators` and `area_types`",
    'kind = "nomis"\ndataset = ""\ndimensions = { a = "1" }': "`dataset`",
    'kind = "nomis"\ndataset = "NM_1_1"\ndimensions = { uid = "0xabc" }': "a key stands in the file",
    'kind = "explore-local-statistics"\nslug = "a"\npart = "chart"': "`slug` or `part`",
}


@pytest.mark.parametrize("fields", WRONG)
def test_a_wrong_file(toy: Toy, fields: str) -> None:
    toy.declare(fields)
    with pytest.raises(DefinitionError, match=WRONG[fields]) as raised:
        toy.fetch()
    assert all(fault.file == "toys-work/fetch.toml" for fault in raised.value.faults)


@pytest.mark.parametrize("name", ["origin.toml", "../work.csv", ".hidden", "editions"])
def test_a_name_that_cannot_be_a_files(toy: Toy, name: str) -> None:
    toy.declare_url("https://example.org/a.csv")
    plan = toy.folder / "fetch.toml"
    plan.write_text(plan.read_text().replace("work.csv.gz", name))
    with pytest.raises(DefinitionError, match="name"):
        toy.fetch()


@pytest.mark.parametrize("limit", ["bytes = 0", "unpacked = -1"])
def test_limits_that_let_nothing_through(toy: Toy, limit: str) -> None:
    toy.declare_url("https://example.org/a.csv", limits=limit)
    with pytest.raises(DefinitionError, match="too small"):
        toy.fetch()


def test_a_published_day_from_nowhere(toy: Toy) -> None:
    toy.declare_url("https://example.org/a.csv", head='published = "today"')
    with pytest.raises(DefinitionError, match="`published` is not known"):
        toy.fetch()


def test_an_origin_that_is_not_there(toy: Toy) -> None:
    toy.declare_url("https://example.org/a.csv")
    (toy.folder / "origin.toml").unlink()
    with pytest.raises(DefinitionError, match="missing"):
        toy.fetch()
