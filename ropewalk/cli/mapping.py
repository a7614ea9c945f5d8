"""The command that makes a source of a council's own file, and the marked copy that goes back."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ropewalk.cli.build import build
from ropewalk.cli.options import Json, Person, Quiet, Workspace
from ropewalk.cli.output import print_json, say
from ropewalk.cli.telling import tell_loaded, tell_marked
from ropewalk.sources.mapping.origins import Told
from ropewalk.sources.mapping.proposal import Proposal
from ropewalk.sources.mapping.propose import Asked
from ropewalk.vocabulary.errors import DefinitionError, Fault, RopewalkError, SourceError, UserError
from ropewalk.workspace.folder import Folder, open_folder
from ropewalk.workspace.mapping import KINDS, Plan, mark, plan_source, take_back, write_source

# More columns of values than this are told by their number.
SHOWN_VALUES = 6


def map_file(
    file: Annotated[Path, typer.Argument(help="A CSV, TSV, xls, xlsx, ods or parquet file.")],
    workspace: Workspace = Path(),
    source: Annotated[
        str, typer.Option("--source", help="The source's id; else made of the file's name.")
    ] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="The sheet to read; else the likeliest.")] = "",
    indicator: Annotated[str, typer.Option("--indicator", help="The id of the indicator it is.")] = "",
    value: Annotated[
        list[str] | None, typer.Option("--value", help="Read only this column or measure (repeatable).")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What its producer calls the file.")] = "",
    producer: Annotated[str, typer.Option("--producer", help="Who made the figures.")] = "",
    licence: Annotated[str, typer.Option("--licence", help="The terms, such as OGL-UK-3.0.")] = "",
    attribution: Annotated[str, typer.Option("--attribution", help="The words beside the numbers.")] = "",
    address: Annotated[str, typer.Option("--address", help="Where to get it, or who holds it.")] = "",
    published: Annotated[
        datetime | None, typer.Option("--published", formats=["%Y-%m-%d"], help="The day it was put out.")
    ] = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", help=f"What you have looked at: {', '.join(KINDS)} (repeatable)."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Write over the source of that id.")] = False,
    mended: Annotated[
        bool, typer.Option("--mended", help="The file is a mended one: keep the map of --source.")
    ] = False,
    load: Annotated[bool, typer.Option("--load", help="Load it once written.")] = False,
    marked: Annotated[
        Path | None, typer.Option("--marked", help="Where a marked copy goes if cells are wrong.")
    ] = None,
    by: Person = "command line",
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Look into a council's own file, propose how it is read, and write its source to edit."""
    folder = open_folder(workspace)
    if mended:
        name = _take_back(folder, source, file)
    else:
        day = published.date() if published else None
        told = Told(title, producer, licence, attribution, address, day)
        asked = Asked((), sheet, indicator, tuple(value or ()))
        plan = plan_source(folder, file, asked=asked, told=told, source=source, confirmed=confirm or ())
        _show(plan, as_json=as_json, texts=dry_run)
        if dry_run:
            return
        _tell_written(folder, plan, write_source(folder, plan, file, replace=replace))
        name = plan.source
    if load:
        _load(folder, name, marked, by=by, quiet=quiet)


def _take_back(folder: Folder, source: str, file: Path) -> str:
    if not source:
        remedy = "Name it with --source, as it was named when the copy was marked"
        raise UserError(Fault("a mended file belongs to a source", remedy, file=str(file)))
    take_back(folder, source, file)
    say(f"Put {file.name} in the place of the file of {source}; its map is kept.")
    return source


def _load(folder: Folder, source: str, marked: Path | None, *, by: str, quiet: bool) -> None:
    """Load one source; when cells are wrong, write the marked copy asked for, and fail as loads do."""
    try:
        loaded = build(folder, by=by, only=[source], quiet=quiet)
    except RopewalkError as error:
        if marked:
            with suppress(DefinitionError):  # a map that is not read yet marks nothing
                tell_marked(mark(folder, source, marked), marked)
        elif isinstance(error, SourceError):
            say(f"To send back what is wrong, marked: ropewalk check {source} --marked FILE.xlsx")
        raise
    tell_loaded(folder.path, loaded, as_json=False)


def _show(plan: Plan, *, as_json: bool, texts: bool) -> None:
    proposal = plan.proposal
    if as_json:
        print_json(_as_json(plan))
        return
    console = Console(stderr=not texts, soft_wrap=False)
    console.print(_table(proposal))
    for line in _lines(plan):
        console.print(line, markup=False, highlight=False)
    if texts:
        for name, text in ((f"sources/{plan.source}/map.toml", plan.map), ("origin.toml", plan.origin)):
            console.print(f"\n--- {name}\n{text}", markup=False, highlight=False, soft_wrap=True)


def _table(proposal: Proposal) -> Table:
    table = Table(
        "Taken for", "Column", "Read as", "Sure", "Samples", title=_where(proposal), title_justify="left"
    )
    values = [taken for taken in proposal.taken if taken.role == "value"]
    passed = values[SHOWN_VALUES:]
    for taken in proposal.taken:
        if taken not in passed:
            samples = ", ".join(taken.samples)
            table.add_row(taken.role, taken.column, taken.how, f"{taken.sure:.2f}", samples)
    if passed:
        table.add_row("value", f"and {len(passed)} more columns", "", "", "")
    return table


def _where(proposal: Proposal) -> str:
    table = proposal.table
    sheet = f", sheet {table.sheet}" if table.sheet else ""
    rows = f"rows {table.header_row - table.header_rows + 1} and" if table.header_rows > 1 else "row"
    return f"{proposal.file}{sheet}: names in {rows} {table.header_row}"


def _lines(plan: Plan) -> Sequence[str]:
    proposal = plan.proposal
    lines = [f"Series: {_series(proposal)}"]
    if proposal.table.markers:
        words = [f"{word or '(empty)'} = {state.value}" for word, state in proposal.table.markers.items()]
        lines.append(f"Words instead of numbers: {'; '.join(words)}")
    if proposal.aside:
        lines.append(f"Left aside: {', '.join(proposal.aside)}")
    if proposal.others:
        lines.append(f"Other tables, not read: {'; '.join(proposal.others)}")
    lines += [f"Doubtful: {doubt}" for doubt in plan.doubts]
    return lines or []


def _series(proposal: Proposal) -> str:
    told = [
        f"{draft.label!r} is {'' if draft.known else 'new: '}{draft.indicator}" for draft in proposal.drafts
    ]
    more = f" and {len(told) - SHOWN_VALUES} more" if len(told) > SHOWN_VALUES else ""
    return "; ".join(told[:SHOWN_VALUES]) + more


def _tell_written(folder: Folder, plan: Plan, target: Path) -> None:
    say(f"Wrote {target.relative_to(folder.path)}: map.toml, origin.toml and the file, unchanged.")
    if plan.definitions:
        files = ", ".join(f"indicators/{name}" for name in plan.definitions)
        say(f"Began {files}: fill in what is empty.")
    if plan.doubts:
        say("The map is not read until its doubts are taken out. Look at each, or confirm with --confirm.")
    if "fill in: " in plan.origin:
        say("Fill in the empty fields of origin.toml, or say them with --producer, --licence and --address.")


def _as_json(plan: Plan) -> dict[str, object]:
    proposal = plan.proposal
    return {
        "source": plan.source,
        "file": proposal.file,
        "sheet": proposal.table.sheet,
        "columns": [
            {
                "role": t.role,
                "column": t.column,
                "read_as": t.how,
                "sure": t.sure,
                "why": t.why,
                "other": t.other,
            }
            for t in proposal.taken
        ],
        "series": [{"label": d.label, "indicator": d.indicator, "known": d.known} for d in proposal.drafts],
        "doubts": [{"about": doubt.about, "what": doubt.what} for doubt in plan.doubts],
        "others": list(proposal.others),
        "aside": list(proposal.aside),
        "map": plan.map,
        "origin": plan.origin,
    }
