"""The texts of an account that are English in every language, to be marked where they stand inside others."""

from collections.abc import Iterable, Iterator

from ropewalk.vocabulary.city import Definitions


def english_texts(definitions: Definitions, sources: Iterable[str]) -> Iterator[str]:
    """Titles of what the definitions name, and reasons of breaks. ``sources``: titles of sources."""
    plan = definitions.plan
    yield from (definitions.city.account_title, plan.title, *sources)
    yield from (one.title for one in plan.aims)
    yield from (one.title for one in plan.priorities())
    yield from (one.title for one in definitions.actions)
    for indicator in definitions.indicators:
        yield indicator.title
        yield from (one.reason for one in indicator.breaks)
    for peers in definitions.peer_sets:
        yield from _ways(peers.title)


def _ways(title: str) -> Iterator[str]:
    """The ways in which pages write a peer set's title: whole, before its colon, behind it; each as it
    begins a line and as it goes on in one."""
    head, _, tail = title.partition(":")
    for part in (title, head, tail.strip()):
        if part:
            yield part[0].upper() + part[1:]
            yield part[0].lower() + part[1:]
