"""Write docs/security.md's tables and docs/security/ from docs/security/answers: python tools/security.py"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
ANSWERS = DOCS / "security" / "answers"
WORDS = ("yes", "part", "no", "not applicable")
BEGINS, ENDS = "<!-- made by tools/security.py: {} -->\n", "<!-- end -->\n"

Chapter = dict[str, Any]


def chapters() -> list[Chapter]:
    """Every chapter with its answers, in the standard's order."""
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(ANSWERS.glob("v*.toml"))]


def pages() -> dict[Path, str]:
    """Every page that is made, and what it says."""
    every = chapters()
    made = {DOCS / "security" / one["page"]: _page(n, one) for n, one in enumerate(every, 1)}
    summary = (DOCS / "security.md").read_text(encoding="utf-8")
    parts = {"counts": _counts(every), "not met": _not_met(every), "left to the runner": _runner(every)}
    for name, text in parts.items():
        head, begins, rest = summary.partition(BEGINS.format(name))
        summary = head + begins + text + ENDS + rest.partition(ENDS)[2]
    return made | {DOCS / "security.md": summary}


def _page(number: int, chapter: Chapter) -> str:
    said = "One chapter of [our answers](../security.md), made from `answers/`."
    return f"# V{number} {chapter['title']}\n\n{said}\n" + "".join(_row(row) for row in chapter["row"])


def _row(row: Chapter) -> str:
    said = f"\n## {row['number']} {row['asked']}\n\n"
    said += f"**{row['answer'].capitalize()}** (level {row['level']}). {row['how']}\n"
    said += f"\nMissing: {row['missing']}\n" if "missing" in row else ""
    said += f"\nLeft to the runner: {row['runner']}\n" if "runner" in row else ""
    held = row.get("held_by", [])
    return said + ("\n" + "".join(f"- `{one}`\n" for one in held) if held else "")


def _counts(every: list[Chapter]) -> str:
    rows = [
        (f"[V{n} {one['title']}](security/{one['page']})", Counter(row["answer"] for row in one["row"]))
        for n, one in enumerate(every, 1)
    ]
    rows.append(("**all**", sum((counted for _, counted in rows), Counter())))
    lines = [
        "| chapter | asked | yes | part | no | not applicable |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [f"| {name} | {c.total()} | {' | '.join(str(c[word]) for word in WORDS)} |" for name, c in rows]
    return "\n".join(lines) + "\n"


def _not_met(every: list[Chapter]) -> str:
    rows = [row for one in every for row in one["row"] if "missing" in row]
    return "".join(f"- **{r['number']}, {r['answer']}**: {r['asked']}. {r['missing']}\n" for r in rows)


def _runner(every: list[Chapter]) -> str:
    rows = [row for one in every for row in one["row"] if "runner" in row]
    return "".join(f"- {r['number']}: {r['runner']}\n" for r in rows)


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
