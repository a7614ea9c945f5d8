"""The tables of definitions: measures, priorities, places, whom to compare with, sources."""

from typing import Final

from ropewalk.findings.exchange.columns import (
    PERIOD,
    PLACE,
    Column,
    Dataset,
    Type,
    numbers,
    texts,
    wholes,
)

INDICATORS: Final = Dataset(
    "indicators",
    "Definitions of measures",
    "What each measure is, which way is better and why, who publishes it, and on what terms.",
    (
        *texts(
            indicator="The measure's id", title="Its name in plain words", official_title="Its official name",
            definition="What it measures", unit="Its unit", kind="What sort of number it is",
            polarity="Which way is better: higher, lower or neutral", polarity_reason="Why",
            frequency="How often it is published",
        ),
        *wholes(decimals="How many decimals it is shown with"),
        *numbers(multiplier="The value is this many times numerator over denominator"),
        *texts(
            role="performance: the council's own work; contextual: the city's", owner="Who answers for it",
            producer="Who publishes it", licence="On what terms", source="The source's id",
            geography="Which places it covers", period_type="What its periods are",
            next_expected="When the next figures are due",
            priorities="Codes of the plan, joined by semicolons",
            outcomes="Codes of the national outcomes framework, joined by semicolons",
            comparators="What it is compared with, joined by semicolons",
            numerator="The count above the line", denominator="The count below the line",
            quality="How good the figures are", caveats="What to know", must_read="Said with every verdict",
        ),
        *numbers(target="The target, where there is one"),
        Column("target_date", "The day by which to reach it", Type.DAY),
        *texts(target_reason="Why this target", target_approved_by="Who approved it"),
    ),
    ("indicator",),
)  # fmt: skip
PRIORITIES: Final = Dataset(
    "priorities",
    "The plan's priorities",
    "Each priority of the plan, its aim, its owner, and how far the council's hand reaches.",
    texts(
        priority="The priority's code", title="The priority", why="Why it matters", aim="The aim's code",
        aim_title="The aim", owner="Who answers for it", lever="controls, influences or context",
        partners="Who takes part, joined by semicolons",
    ),
    ("priority",),
)  # fmt: skip
PLACES: Final = Dataset(
    "places",
    "Places",
    "Every area that figures are about: its code, name, kind, what it lies in, and what followed it.",
    (
        *texts(
            place="The official code", name="Its name", kind="What sort of area it is",
            parents="Codes of the areas that it lies in, joined by semicolons",
        ),
        Column("valid_from", "The first day it existed, where known", Type.DAY),
        Column("valid_to", "The last day it existed, where it is gone", Type.DAY),
        *texts(successors="Codes of what replaced it, joined by semicolons"),
    ),
    ("place",),
)  # fmt: skip
PEER_SETS: Final = Dataset(
    "peer-sets",
    "Sets of places to compare with",
    "Each set of places that measures are compared with, who chose it, when, and on what basis.",
    (
        *texts(
            peer_set="The set's id", title="Its name", basis="How the places were chosen",
            chosen_by="Who chose them",
        ),
        Column("dated", "When", Type.DAY),
        *texts(source="The source that lists them"),
        Column("default", "Whether it is used unless another is named", Type.YES_NO),
    ),
    ("peer_set",),
)  # fmt: skip
PEERS: Final = Dataset(
    "peers",
    "Who is compared with whom",
    "The places of each peer set, for each place that the set is for, in the set's own order.",
    (
        *texts(peer_set="The set's id"), *PLACE, *wholes(order="The place in the list"),
        *texts(peer="The code of the place to compare with"),
    ),
    ("peer_set", "place", "peer"),
)  # fmt: skip
SOURCES: Final = Dataset(
    "sources",
    "Sources",
    "Every publisher's file behind the figures: who made it, on what terms, from where, and its fingerprint.",
    (
        *texts(
            source="The source's id", title="Its name", producer="Who publishes it", licence="On what terms",
            attribution="The line that the licence asks for", address="Where it came from",
        ),
        Column("published", "The day it was published, where recorded", Type.DAY),
        Column("retrieved", "The day we fetched it", Type.DAY),
        *texts(
            files="Names of its files, joined by semicolons",
            sha256="Their SHA-256, in the same order; empty where small counts are hidden",
        ),
    ),
    ("source",),
)  # fmt: skip
COMMENTS: Final = Dataset(
    "comments",
    "Comments and replies",
    "What people of the council and its partners signed beside the figures, and replies, once published.",
    (
        *texts(
            comment="comment- or reply- with its number",
            reply_to="The comment that it replies to; else empty",
            subject_kind="indicator, action or priority", subject="Its id or code",
        ),
        *PLACE, *PERIOD,
        *texts(
            text="The words; empty where they were withdrawn", role="What who signed them is",
            organisation="For which organisation they signed",
        ),
        Column("published", "The day readers first saw it", Type.DAY),
        Column("withdrawn", "The day it was withdrawn, if it was", Type.DAY),
        *texts(withdrawn_because="Why"),
    ),
    ("comment",),
    kept=False, written=True,
)  # fmt: skip
