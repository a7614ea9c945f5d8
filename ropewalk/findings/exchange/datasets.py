"""Which tables an account gives out, and what each column of them means. Names never change."""

from collections.abc import Mapping
from typing import Final

from ropewalk.findings.exchange.columns import (
    BREAKDOWN,
    INDICATOR,
    LIMITS,
    PERIOD,
    PLACE,
    REVISION,
    STATE,
    VALUE,
    Column,
    Type,
    numbers,
    texts,
    wholes,
)
from ropewalk.findings.exchange.columns import Dataset as Dataset
from ropewalk.findings.exchange.list_datasets import (
    COMMENTS as COMMENTS,
)
from ropewalk.findings.exchange.list_datasets import (
    INDICATORS as INDICATORS,
)
from ropewalk.findings.exchange.list_datasets import (
    PEER_SETS as PEER_SETS,
)
from ropewalk.findings.exchange.list_datasets import (
    PEERS as PEERS,
)
from ropewalk.findings.exchange.list_datasets import (
    PLACES as PLACES,
)
from ropewalk.findings.exchange.list_datasets import (
    PRIORITIES as PRIORITIES,
)
from ropewalk.findings.exchange.list_datasets import (
    SOURCES as SOURCES,
)

OBSERVATIONS: Final = Dataset(
    "observations",
    "Figures",
    "Every figure, of every measure, place, period and group of people, as its publisher gave it.",
    (
        *INDICATOR, *PLACE, *PERIOD, *BREAKDOWN, *VALUE, *LIMITS,
        *numbers(
            numerator="The count above the line, where it is published",
            denominator="The count below the line, where it is published",
        ),
        *STATE,
    ),
    ("indicator", "place", "period", "breakdown"),
    by_indicator=True, cube=True, status="state",
)  # fmt: skip
FINDINGS: Final = Dataset(
    "findings",
    "Verdicts",
    "What we say of each measure in each place: its direction, how it compares, and its prospect.",
    (
        *INDICATOR, *PLACE, *BREAKDOWN,
        *texts(
            question="direction, position or prospect",
            comparator="For position: a place, a peer set or target; else empty",
            verdict="A word of a closed list for each question",
        ),
        *numbers(
            estimate="Direction: change in a year. Position: the place less the other. "
            "Prospect: the value expected on the target's date",
            lower="The lower 95% limit of the estimate", upper="The upper 95% limit of the estimate",
        ),
        *texts(period="The newest period that the verdict rests on, an ISO 8601 interval"),
        *numbers(
            p_value="Two-sided, for direction and position",
            probability="For prospect: the chance of reaching the target",
        ),
        *texts(
            method="The test or model used",
            reasons="Why it cannot say, or what to know beside it; joined by semicolons",
        ),
        *wholes(points="How many figures were used"), *REVISION,
        *texts(sentence="The verdict in one plain sentence"),
    ),
    ("indicator", "place", "breakdown", "question", "comparator"),
    by_indicator=True, kept=False,
)  # fmt: skip
GAPS: Final = Dataset(
    "gaps",
    "Gaps inside places",
    "How far apart the neighbourhoods of a place are, from those that go without most to the rest.",
    (
        *INDICATOR, *PLACE, *texts(ranking="The measure by which neighbourhoods are in order"),
        *wholes(groups="How many groups they are cut into"), *PERIOD,
        *numbers(
            slope_index="The slope index of inequality, in the measure's unit",
            lower="The lower 95% limit of the slope", upper="The upper 95% limit of the slope",
            relative_index="The relative index of inequality",
            relative_lower="The lower 95% limit of the relative index",
            relative_upper="The upper 95% limit of the relative index",
            p_value="Two-sided, of the slope",
        ),
        *texts(
            verdict="Worse, better or not distinguishable where people go without most",
            direction="Whether the gap is growing", method="How it was worked out",
            reasons="What to know beside the verdict", direction_reasons="What to know beside the direction",
        ),
        *wholes(neighbourhoods="How many neighbourhoods it rests on"), *REVISION,
        *texts(sentence="The gap in one plain sentence", direction_sentence="Its direction in one"),
    ),
    ("indicator", "place"),
    by_indicator=True, kept=False, cube=True, status="verdict",
)  # fmt: skip
GAP_GROUPS: Final = Dataset(
    "gap-groups",
    "Groups of neighbourhoods",
    "The figure of each tenth or fifth of the neighbourhoods of a place, those that go without most first.",
    (
        *INDICATOR, *PLACE, *PERIOD,
        *wholes(
            groups="How many groups there are", group="1 goes without most",
            neighbourhoods="How many neighbourhoods are in it",
        ),
        *numbers(people="How many people live there"), *VALUE, *LIMITS,
    ),
    ("indicator", "place", "group"),
    by_indicator=True, kept=False, cube=True,
)  # fmt: skip
GAP_NEIGHBOURHOODS: Final = Dataset(
    "gap-neighbourhoods",
    "Neighbourhoods",
    "The figure of each neighbourhood of a place, and one steadied where small counts would mislead.",
    (
        *INDICATOR, *PLACE, *texts(neighbourhood="The official code of the neighbourhood"), *PERIOD,
        *wholes(groups="How many groups there are", group="1 goes without most"), *VALUE, *STATE,
        *numbers(
            raw="The figure as a rate, before it is steadied",
            steadied="The figure drawn towards its neighbours' where its count is small",
            lower="The lower 95% limit of the steadied figure",
            upper="The upper 95% limit of the steadied figure",
        ),
    ),
    ("indicator", "place", "neighbourhood"),
    by_indicator=True, kept=False, cube=True, status="state",
)  # fmt: skip
REVISIONS: Final = Dataset(
    "revisions",
    "Revisions",
    "Each numbered state of the store: when it was made, from what, and how many figures it brought.",
    (
        *REVISION, Column("at", "When it was made", Type.MOMENT),
        *texts(
            source="The source that it loaded, if any", title="The source's name then",
            producer="Its publisher then",
        ),
        Column("published", "The day its publisher put it out, where recorded", Type.DAY),
        *texts(note="What was noted"),
        *wholes(
            added="Figures that were new", revised="Figures that changed",
            removed="Figures that were taken away", refused="Rows that were left out",
        ),
    ),
    ("revision",),
)  # fmt: skip
CHANGES: Final = Dataset(
    "changes",
    "What changed, by measure",
    "How many figures of each measure each revision changed, in the account's own place and in others.",
    (
        *REVISION, *INDICATOR, Column("own", "Whether they are of the account's own place", Type.YES_NO),
        *wholes(
            added="Figures that were new", revised="Figures that changed",
            removed="Figures that were taken away", places="In how many places",
        ),
    ),
    ("revision", "indicator", "own"),
)  # fmt: skip
CHANGED_FIGURES: Final = Dataset(
    "changed-figures",
    "Figures that changed",
    "The own place's figures that were not left as they were, the old beside the new.",
    (
        *REVISION, *texts(change="added, revised or removed"), *INDICATOR, *PLACE, *PERIOD, *BREAKDOWN,
        *numbers(
            old_value="The figure before", value="The figure after", size="The difference, new less old",
        ),
        *texts(
            against_interval="The change against the published 95% interval", old_state="The state before",
            state="The state after",
        ),
    ),
    ("revision", "indicator", "place", "period", "breakdown"),
)  # fmt: skip
SAID: Final = Dataset(
    "said",
    "What we said, and when",
    "Our verdicts on the account's own place as readers were given them, kept whenever one changed.",
    (
        *REVISION, Column("at", "From when it was said", Type.MOMENT),
        *texts(definitions="The version of the definitions then"),
        *wholes(method="The edition of our method then"), *PLACE, *INDICATOR,
        *texts(
            question="direction or position", comparator="For position: whom with",
            verdict="The verdict; empty where nothing is said any more",
            period="The newest period that it rested on, an ISO 8601 interval",
        ),
    ),
    ("at", "indicator", "question", "comparator"),
)  # fmt: skip

EVERY: Final = (
    OBSERVATIONS, FINDINGS, GAPS, GAP_GROUPS, GAP_NEIGHBOURHOODS, INDICATORS, PRIORITIES, PLACES, PEER_SETS,
    PEERS, SOURCES, REVISIONS, CHANGES, CHANGED_FIGURES, SAID, COMMENTS,
)  # fmt: skip
DATASETS: Final[Mapping[str, Dataset]] = {dataset.name: dataset for dataset in EVERY}
