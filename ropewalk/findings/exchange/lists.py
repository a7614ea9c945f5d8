"""Definitions as rows: measures, priorities, places, peer sets, sources."""

from collections.abc import Iterable, Iterator
from typing import Any

from ropewalk.findings.exchange.known import Known
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.source import Origin

Row = dict[str, Any]


def indicators(known: Known) -> Iterator[Row]:
    """A row a measure."""
    return (_indicator(one) for one in known.indicators.values())


def _indicator(one: Indicator) -> Row:
    texts = ("title", "official_title", "definition", "unit", "polarity_reason", "decimals", "multiplier")
    more = ("role", "owner", "producer", "licence", "source", "geography", "period_type", "next_expected")
    rest = ("numerator", "denominator", "quality", "must_read")
    lists = ("priorities", "outcomes", "comparators")
    target = one.target
    return {
        "indicator": one.id,
        **{name: getattr(one, name) for name in (*texts, *more, *rest)},
        **{name: getattr(one, name).value for name in ("kind", "polarity", "frequency")},
        **{name: joined(getattr(one, name)) for name in lists},
        "caveats": " ".join(one.caveats),
        "target": target.value if target else None,
        "target_date": target.date if target else None,
        "target_reason": target.reason if target else "",
        "target_approved_by": target.approved_by if target else "",
    }


def priorities(known: Known) -> Iterator[Row]:
    """A row a priority, in the plan's order."""
    for aim in known.plan.aims if known.plan else ():
        for one in aim.priorities:
            yield {
                "priority": one.code,
                **{name: getattr(one, name) for name in ("title", "why", "owner")},
                "lever": one.lever.value,
                "aim": aim.code,
                "aim_title": aim.title,
                "partners": joined(one.partners),
            }


def places(known: Known) -> Iterator[Row]:
    """A row a place, in order of codes."""
    for one in known.places.values():
        yield {
            "place": one.code,
            **{name: getattr(one, name) for name in ("name", "kind", "valid_from", "valid_to")},
            "parents": joined(one.parents),
            "successors": joined(one.successors),
        }


def peer_sets(known: Known) -> Iterator[Row]:
    """A row a set."""
    same = ("title", "basis", "chosen_by", "dated", "source", "default")
    for one in known.peer_sets:
        yield {"peer_set": one.id, **{name: getattr(one, name) for name in same}}


def peers(known: Known) -> Iterator[Row]:
    """A row a set, a place that it is for, and a place to compare with."""
    for one in known.peer_sets:
        for place in one.by_place or one.members:
            for order, peer in enumerate(one.peers_of(place), start=1):
                yield {"peer_set": one.id, "place": place, "order": order, "peer": peer}


def sources(known: Known) -> Iterator[Row]:
    """A row a source."""
    return (_source(one) for one in known.origins.values())


def _source(one: Origin) -> Row:
    same = ("title", "producer", "licence", "attribution", "address", "published", "retrieved")
    return {
        "source": one.id,
        **{name: getattr(one, name) for name in same},
        "files": joined(file.name for file in one.files),
        "sha256": joined(file.sha256 for file in one.files if file.sha256),
    }


def joined(parts: Iterable[str]) -> str:
    """Texts as one, with semicolons between."""
    return ";".join(parts)
