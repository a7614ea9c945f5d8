"""Commands that make, fill, check and export a workspace."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ropewalk.cli.account import become_server, free_port
from ropewalk.cli.build import build, plan_actions, plan_reads
from ropewalk.cli.database import open_database
from ropewalk.cli.options import Json, Note, Person, Port, Quiet, Workspace
from ropewalk.cli.output import Bar, print_json, say
from ropewalk.cli.telling import tell_loaded, tell_marked
from ropewalk.cli.year import build_year, refuse_people
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.check import check_workspace
from ropewalk.workspace.contract import Wish
from ropewalk.workspace.definitions import read_definitions, write_definitions
from ropewalk.workspace.delivery import write_delivery
from ropewalk.workspace.demo import demo_city, finished, prepare, publish
from ropewalk.workspace.folder import Folder, open_folder
from ropewalk.workspace.mapping import mark
from ropewalk.workspace.skeleton import write_skeleton

YEAR = "with an example year"
NOBODY = "command line"
"""Who loads when nobody says who."""


def demo(
    directory: Annotated[Path, typer.Option("--dir", help="Where the demo's workspace goes.")] = Path("demo"),
    port: Port = None,
    city: Annotated[Path | None, typer.Option("--city", help="Another city's folder.")] = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Build the workspace and exit.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Build again, even when nothing changed.")] = False,
    year: Annotated[
        bool, typer.Option("--year", help="Play an example year in it: people, returns, releases.")
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Build a workspace from the city that ships with Ropewalk, and serve its account."""
    origin = city or demo_city()
    if not no_serve:
        free_port("127.0.0.1", port)  # told before the work, not after it
    played = YEAR if year else ""
    if fresh or not finished(directory, origin, played):
        if not fresh:
            refuse_people(directory)
        part = prepare(directory, origin)
        loaded = build_year(part, origin, quiet=quiet) if year else build(part, by="demo", quiet=quiet)
        publish(part, directory, origin, played)
        tell_loaded(directory, loaded, as_json=as_json)
    else:
        say(f"The workspace in {directory} is up to date.")
    if not no_serve:
        become_server(directory, port=port)


def new(
    directory: Annotated[Path, typer.Argument(help="The folder to make.")],
    name: Annotated[str, typer.Option("--name", help="The city's name.")],
    place: Annotated[str, typer.Option("--place", help="Its official code, such as E08000035.")],
    council: Annotated[str, typer.Option("--council", help="The council's name.")] = "",
) -> None:
    """Start a workspace for another city: commented files to fill in."""
    register = demo_city() / "sources" / "places"
    council = council or f"{name} Council"
    folder = write_skeleton(directory, name=name, place=place, council=council, register=register)
    say(f"Made {folder.path}. Fill in plan.toml, then: ropewalk check --workspace {folder.path}")


def load(
    sources: Annotated[list[str] | None, typer.Argument(help="Source ids; all when none is named.")] = None,
    workspace: Workspace = Path(),
    by: Person = NOBODY,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", help="A rule that stops SOURCE (repeatable).")
    ] = None,
    because: Annotated[str, typer.Option("--because", help="Why it is accepted; kept and shown.")] = "",
    note: Note = "",
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Load definitions and sources, each edition as one revision, and work out the findings."""
    folder, wish = open_folder(workspace), _wish(accept or [], because, by, sources or [])
    loaded = build(folder, by=by, only=sources or (), quiet=quiet, wish=wish, note=note.strip())
    tell_loaded(workspace, loaded, as_json=as_json)


def _wish(rules: list[str], because: str, by: str, sources: list[str]) -> Wish | None:
    """What ``--accept`` asks for. Raises UserError unless it names one source, a person and a reason."""
    if not rules and not because:
        return None
    needed = {
        "--accept RULE": bool(rules),
        "--because REASON": bool(because.strip()),
        "--by NAME": bool(by.strip()) and by != NOBODY,
        "one SOURCE": len(sources) == 1,
    }
    if missing := [what for what, given in needed.items() if not given]:
        remedy = f"Add {' and '.join(missing)}"
        raise UserError(Fault("an acceptance needs a rule, a source, a name and a reason", remedy))
    return Wish(tuple(dict.fromkeys(rules)), by, because, date.today())  # noqa: DTZ011 - the reader's day


def refresh(
    workspace: Workspace = Path(),
    everything: Annotated[bool, typer.Option("--all", help="Also what cannot have changed.")] = False,
    as_json: Json = False,
) -> None:
    """Work out again the findings that could have changed: by new data, definitions or rules, or by age."""
    folder = open_folder(workspace)
    today = date.today()  # noqa: DTZ011 - the reader's day
    from ropewalk.workspace.refresh import refresh  # late: it loads the compiled engine

    files = read_definitions(folder)
    open_database(folder.path)
    done = refresh(folder, plan_actions().in_force(files), today=today, everything=everything)
    if as_json:
        print_json({"indicators": done.of, "worked_out_again": sorted(done.indicators)})
    else:
        say(f"Worked out again: {len(done.indicators)} of {done.of} indicators.")


def check(
    source: Annotated[str, typer.Argument(help="Only this source; else all.")] = "",
    workspace: Workspace = Path(),
    marked: Annotated[
        Path | None, typer.Option("--marked", help="Where to write SOURCE's file, wrong cells marked.")
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Check every definition and every source, or one; nothing is written but a marked copy."""
    folder = open_folder(workspace)
    if marked:
        tell_marked(mark(folder, source, marked), marked)
    with Bar(quiet=quiet) as bar:
        report = check_workspace(folder, only=[source] if source else (), progress=bar.step)
    if as_json:
        print_json(report)
    else:
        say("\n".join(f"{name}: {count}" for name, count in report.items()))
        say("No fault found.")


def export(
    out: Annotated[Path, typer.Option("--out", help="The folder to write to; made when missing.")],
    workspace: Workspace = Path(),
) -> None:
    """Write the plan, indicators, peer sets, actions and delivery held in the database as TOML files."""
    open_database(open_folder(workspace).path)
    write_definitions(plan_reads().definitions(), out)
    write_delivery(plan_reads().delivery(), Folder(out))
    say(f"Wrote the definitions to {out}.")
