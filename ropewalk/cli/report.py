"""The command that writes a report."""

from pathlib import Path
from typing import Annotated, Final

import typer

from ropewalk.cli.database import close_database, open_database
from ropewalk.cli.options import Workspace
from ropewalk.cli.output import say
from ropewalk.cli.releases import releases
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import open_folder

ENDINGS: Final = ("html", "pdf", "docx", "ods")
KINDS: Final = ("committee", "scrutiny", "portfolio", "priority", "ward")


def report(
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(KINDS)}.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file: .html, .pdf, .docx or .ods.")],
    workspace: Workspace = Path(),
    priority: Annotated[
        str, typer.Option("--priority", help="Of which promise, such as 1.1; a portfolio's aim, such as 1.")
    ] = "",
    ward: Annotated[str, typer.Option("--ward", help="Of which ward, by its code.")] = "",
    release: Annotated[int, typer.Option("--release", help="As release N froze it; else as now.")] = 0,
) -> None:
    """Write a report from the figures of now, as a draft, or from those of a release."""
    ending = out.suffix.lstrip(".").lower()
    if ending not in ENDINGS:
        remedy = f"End the file's name with one of {', '.join('.' + one for one in ENDINGS)}"
        raise UserError(Fault("a report is not written like this", remedy, value=out.name))
    open_database(open_folder(workspace).path)
    frozen = releases("public").frozen_of(release) if release else releases("drafting").draft()
    if frozen is None:
        remedy = "See ropewalk release list; a release can be read from its time on"
        raise UserError(Fault("there is no such release out", remedy, value=str(release)))
    from ropewalk.publish.reports.documents import written  # late: Django has to be ready first
    from ropewalk.releases.report.kinds import Asked

    content = written(kind, frozen, ending, Asked(priority, ward))
    close_database()
    part = out.with_name(f".{out.name}.part")
    part.write_bytes(content)
    part.replace(out)
    say(f"Wrote {out}: {len(content):,} bytes.")
