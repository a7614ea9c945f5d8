"""The documents say what is so: fields, columns, verdicts, links."""

import re
import tomllib
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest

from ropewalk.findings.effect.columns import EFFECTS
from ropewalk.vocabulary import (
    action,
    city,
    delivery,
    indicator,
    peers,
    plan,
    protection,
    source,
    tables,
    words,
)

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
DEFINED = [
    *(city.City, plan.Plan, plan.Priority, plan.Value, indicator.Indicator, peers.PeerSet, source.Origin),
    *(action.Action, action.Expected),
]
LISTED = [
    *(words.Direction, words.Position, words.Prospect, words.Reason, words.State, words.Question),
    words.Effect,
]


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", DEFINED, ids=lambda kind: kind.__name__)
def test_every_field_of_a_definition_is_documented(kind: type[msgspec.Struct]) -> None:
    page = read("definitions.md")
    assert [field for field in kind.__struct_fields__ if f"`{field}`" not in page] == []


def test_every_field_of_delivery_is_documented_and_every_status_is_in_the_rule() -> None:
    page = read("delivery.md")
    kinds = (delivery.Work, delivery.Milestone, delivery.Override, delivery.Risk)
    fields = {
        field
        for kind in (*kinds, delivery.RecoveryPlan, delivery.Decision)
        for field in kind.__struct_fields__
    }
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == ["milestones", "overrides"]
    assert [word for word in delivery.Status if f"| {word} |" not in page] == []


@pytest.mark.parametrize("kind", [protection.Protection, protection.Sums], ids=lambda kind: kind.__name__)
def test_every_field_of_a_rule_of_protection_is_documented(kind: type[msgspec.Struct]) -> None:
    page = read("disclosure.md")
    assert [field for field in kind.__struct_fields__ if not re.search(rf"`\[*{field}\b", page)] == []


def test_the_documented_rule_of_protection_is_one() -> None:
    example = read("disclosure.md").split("```toml")[1].split("```")[0]
    found = msgspec.convert(tomllib.loads(example), protection.Protection, strict=True)
    assert len(found.adds_up) == 3


@pytest.mark.parametrize("table", [tables.OBSERVATIONS, tables.FINDINGS], ids=["observations", "findings"])
def test_every_column_is_documented_in_its_order(table: dict[str, type]) -> None:
    page = read("tables.md")
    rows = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    start = rows.index(next(iter(table)), 0 if table is tables.OBSERVATIONS else len(tables.OBSERVATIONS))
    assert rows[start : start + len(table)] == list(table)


def test_every_column_of_what_followed_actions_is_documented() -> None:
    part = read("tables.md").split("## What followed the actions")[1].split("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", part))
    named |= {f"{name}{end}" for name in ("level", "pace") for end in ("_lower", "_upper", "_p")}
    assert set(EFFECTS) <= named


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.__name__)
def test_every_word_of_a_closed_list_is_documented(kind: type[StrEnum]) -> None:
    page = read("tables.md")
    assert [word.value for word in kind if f"`{word.value}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [t.split("#")[0] for t in re.findall(r"\]\(([^)]+)\)", text) if "://" not in t]
    assert [t for t in targets if t and not (page.parent / t).exists()] == []
