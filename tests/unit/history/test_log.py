"""The log of published numbers tells what each revision changed, and never a number that is hidden today."""

from datetime import UTC, date, datetime

import polars as pl
from editions import edition
from toy_city import CITY

from ropewalk.findings.disclosure.hide import OPEN
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.history import log
from ropewalk.findings.history.keep import history
from ropewalk.observations.store import Store
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.refresh import refresh

LATER = datetime(2027, 2, 1, tzinfo=UTC)


def test_every_revision_has_an_entry_with_its_publisher_s_date(edited: Folder) -> None:
    entries = history(edited.store).log.entries
    assert entries["revision"].to_list() == [1, 2, 3, 4, 5, 6, 7]
    assert entries.select("source", "title", "published", "added", "revised", "note").rows()[5] == (
        "toys-work",
        "Toy toys-work",
        date(2024, 6, 10),
        0,
        4,
        "the survey was weighted anew",
    )
    assert entries["title"][0] is None  # definitions come from no source


def test_figures_of_the_own_place_are_told_with_old_and_new(edited: Folder) -> None:
    figures = history(edited.store).log.figures
    last = figures.filter(pl.col("revision") == 7, pl.col("period") == "2023-01-01/P1Y").row(0, named=True)
    assert (last["old_value"], last["value"], last["change"]) == (59.1, 69.4, "revised")
    assert last["against_interval"] == "more than half of it"
    # What a first load brings is counted, not listed.
    assert figures["revision"].unique().sort().to_list() == [6, 7]


def test_first_loads_are_counted_by_measure_of_the_own_place_and_of_others(edited: Folder) -> None:
    measures = history(edited.store).log.measures
    first = measures.filter(pl.col("revision") == 5, pl.col("indicator") == "work")
    assert first.select("own", "added", "revised", "removed", "places").rows() == [
        (False, 150, 0, 0, 15),
        (True, 10, 0, 0, 1),
    ]


def test_a_log_made_step_by_step_is_that_made_at_once(edited: Folder) -> None:
    store = Store.open(edited.store)
    kept = history(edited.store).log
    whole = log.log_of(store, Disclosed(store), CITY, log.no_log())
    edition(
        edited, (f"{CITY},work,2014,60.1", f"{CITY},work,2014,60.2"), published=date(2024, 7, 9), at=LATER
    )
    store.refresh()
    further = log.log_of(store, Disclosed(store), CITY, kept)
    again = log.log_of(store, Disclosed(store), CITY, log.no_log())
    for name in log.SCHEMAS:
        assert getattr(kept, name).equals(getattr(whole, name)), name
        assert getattr(further, name).equals(getattr(again, name)), name
    assert further.revision == 8


def test_the_old_value_of_a_figure_that_was_taken_away_stays_on_record(edited: Folder) -> None:
    text = f"{CITY},work,2014,60.1,59.1,61.1"
    edition(edited, (f"{text}\r\n", ""), published=date(2024, 7, 9), at=LATER)
    refresh(edited, read_definitions(edited), today=date(2024, 8, 1))
    gone = history(edited.store).log.figures.filter(pl.col("change") == "removed")
    assert gone.select("revision", "period", "old_value", "value").rows() == [
        (8, "2014-01-01/P1Y", 60.1, None)
    ]


def test_no_number_is_told_of_a_figure_that_a_protected_source_took_away() -> None:
    row = pl.DataFrame(
        {
            **{"indicator": ["work"], "place": [CITY], "period": ["2014-01-01/P1Y"], "breakdown": [""]},
            **{"value": [60.1], "lower": [59.1], "upper": [61.1], "numerator": [601.0], "denominator": [1e3]},
            **{"state": ["measured"], "source": ["own"], "file": ["own.csv"], "row": [2], "revision": [1]},
        }
    )
    told = log.compared(row, row.clear(), closed=("own",))
    assert told.select("change", "old_value").rows() == [("removed", None)]
    assert log.compared(row, row.clear(), closed=())["old_value"].to_list() == [60.1]


def _of_2023(folder: Folder) -> pl.DataFrame:
    figures = history(folder.store).log.figures
    return figures.filter(pl.col("period") == "2023-01-01/P1Y", pl.col("indicator") == "work")


def test_a_figure_hidden_today_is_hidden_in_every_line_of_the_log(edited: Folder) -> None:
    assert _of_2023(edited)["old_value"].to_list() == [69.1, 59.1]
    hidden = (f"{CITY},work,2023,69.1,68.1,70.1", f"{CITY},work,2023,c,,")
    edition(edited, hidden, published=date(2024, 7, 9), at=LATER)
    refresh(edited, read_definitions(edited), today=date(2024, 8, 1))
    lines = _of_2023(edited)
    assert lines["revision"].to_list() == [6, 7, 8]
    for name in ("old_value", "value", "size", "against_interval"):
        assert lines[name].null_count() == 3, name
    assert lines["state"].to_list() == ["measured", "measured", "suppressed"]
    assert "suppressed" not in OPEN


def test_definitions_are_told_by_field_and_a_register_s_places_are_not_listed(
    folder: Folder,
) -> None:
    path = folder.indicators / "all.toml"
    path.write_text(path.read_text().replace("Minutes waited.", "Minutes waited, at the door."))
    refresh(folder, read_definitions(folder), today=date(2024, 8, 1))
    papers = history(folder.store).log.papers
    assert papers.filter(pl.col("revision") == 6).select("part", "id", "field", "old").rows() == [
        ("definitions", "queues", "definition", "Minutes waited.")
    ]
    assert "places" not in papers.filter(pl.col("revision") == 2)["part"].to_list()
