"""Where a place stands among others, in words: always a range where the order cannot be told."""

import polars as pl

from ropewalk.publish.website import held, plainly
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.subject import Subject
from ropewalk.vocabulary.language import _, pgettext

EVERYONE = "all:"  # how the ranks name every place of a kind


def ranks_of(subject: Subject) -> tuple[str, ...]:
    """Where the place stands among its peers: always a range where the order cannot be told."""
    account = subject.account
    rows = held.ranks_of(account, subject.indicator.id, subject.place)
    sets = {peer_set.id for peer_set in account.definitions.peer_sets if peer_set.default}
    sets |= set(subject.indicator.comparators or account.city.comparators)
    asked = pl.col("comparator").is_in(list(sets)) | pl.col("comparator").str.starts_with(EVERYONE)
    own = rows.filter((pl.col("breakdown") == subject.breakdown) & asked)
    return tuple(
        rank_words(low, high, of, _group(account, comparator))
        for comparator, low, high, of in own.select("comparator", "low", "high", "of").iter_rows()
    )


def rank_words(low: int, high: int, of: int, group: str) -> str:
    """A rank as a range in words. Rank 1 is the best, or the highest where neither end is better."""
    return _("{rank}: {group}").format(rank=range_words(low, high, of), group=group)


def range_words(low: int, high: int, of: int) -> str:
    """A rank as a range for a narrow cell: between 12th and 31st of 151."""
    if low == high:
        return _("{rank} of {of:,}").format(rank=ordinal(low), of=of)
    return _("Between {first} and {last} of {of:,}").format(first=ordinal(low), last=ordinal(high), of=of)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st; in Welsh 1af, 2il, 3ydd, 11eg, 21ain."""
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return _ordinal(number) or f"{number:,}{last}"


def _ordinal(number: int) -> str:
    """The number with the ending that the catalogue lists for it; empty where it lists none (in English)."""
    # Translators: twenty endings, of 1 to 20, then that of 21 and on, with a space between them.
    endings = pgettext("ordinal", "endings").split()
    return f"{number:,}{endings[min(number, len(endings)) - 1]}" if len(endings) > 1 else ""


def _group(account: Account, comparator: str) -> str:
    kind = comparator.removeprefix(EVERYONE)
    if kind == comparator:
        return account.names.get(kind, kind)
    return _("all {kinds} with a figure").format(kinds=plainly.kinds_of_place(kind).lower())
