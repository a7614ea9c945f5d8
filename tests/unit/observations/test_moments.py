"""As of a day or a moment: the newest revision that was there by then, though a clock went back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from batches import batch, said
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.observations.moments import newest_at, next_moment, read_as_of
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import StoreError

MAY = datetime(2024, 5, 1, 12, tzinfo=UTC)


def load(store: Store, edition: int, at: datetime) -> None:
    store.commit(batch(f"jobs E1 2020 {edition}.0", edition=edition), by="ann", at=at)


def test_as_of_a_moment_is_the_newest_revision_not_later(store: Store) -> None:
    for edition in (1, 2, 3):
        load(store, edition, MAY + timedelta(days=edition - 1))
    assert store.revision_at(MAY - timedelta(microseconds=1)) == 0
    assert store.revision_at(MAY) == 1
    assert store.revision_at(MAY + timedelta(hours=23)) == 1
    assert store.revision_at(MAY + timedelta(days=9)) == 3
    assert store.read(as_of=MAY).equals(store.read(as_of=1))
    assert store.origins(MAY + timedelta(days=1)) == store.origins(2)


def test_a_day_means_to_its_end_in_utc(store: Store) -> None:
    load(store, 1, datetime(2024, 5, 1, 23, 59, 59, 999_999, tzinfo=UTC))
    load(store, 2, datetime(2024, 5, 2, tzinfo=UTC))
    assert store.revision_at(date(2024, 5, 1)) == 1
    assert said(store.read(as_of=date(2024, 5, 2))) == ["jobs E1 2020 2.0"]
    assert store.revision_at(date(2024, 4, 30)) == 0


def test_a_moment_may_be_written_in_any_zone_but_must_name_one(store: Store) -> None:
    load(store, 1, MAY)
    assert store.revision_at(MAY.astimezone(timezone(timedelta(hours=9)))) == 1
    with pytest.raises(StoreError, match=r"does not say its time zone.*2024-05-01 12:00:00"):
        store.revision_at(MAY.replace(tzinfo=None))


def test_a_clock_that_went_back_is_noted_and_not_believed(store: Store) -> None:
    load(store, 1, MAY)
    load(store, 2, MAY - timedelta(days=30))
    load(store, 3, MAY + timedelta(days=1))
    found = Store.open(store.path).revisions()
    assert found["at"].to_list() == [MAY, MAY, MAY + timedelta(days=1)]
    assert found["clock"].to_list() == [None, MAY - timedelta(days=30), None]
    assert store.revision_at(MAY - timedelta(days=1)) == 0
    assert store.revision_at(MAY) == 2


moments = st.integers(0, 1000).map(lambda days: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=days))


@given(st.lists(moments, max_size=12), moments)
def test_whatever_the_clock_shows_moments_never_go_down(clocks: list[datetime], asked: datetime) -> None:
    kept: list[datetime] = []
    for clock in clocks:
        at, showed = next_moment(kept[-1] if kept else None, clock)
        assert (showed is None) == (at == clock)
        kept.append(at)
    assert kept == sorted(kept)
    found = newest_at(kept, asked)
    assert all(at <= asked for at in kept[:found])
    assert all(at > asked for at in kept[found:])


def test_stores_whose_moments_once_went_down_are_read_as_if_they_had_not() -> None:
    assert newest_at([MAY, MAY - timedelta(days=9)], MAY - timedelta(days=1)) == 0
    assert newest_at([MAY, MAY - timedelta(days=9)], MAY) == 2


@pytest.mark.parametrize(
    ("text", "meant"),
    [("7", 7), ("2024-05-01", date(2024, 5, 1)), ("2024-05-01T12:00:00+00:00", MAY)],
)
def test_a_revision_a_day_or_a_moment_is_read(text: str, meant: object) -> None:
    assert read_as_of(text) == meant


@pytest.mark.parametrize("text", ["", "yesterday", "-1", "2024-13-01", "01/05/2024"])
def test_what_is_neither_is_told_with_the_remedy(text: str) -> None:
    with pytest.raises(StoreError, match=r"neither a revision nor a day.*Give a revision's number"):
        read_as_of(text)
