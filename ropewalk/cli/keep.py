"""Commands that keep a workspace whole: verify it, back it up, gather small files."""

from pathlib import Path

import msgspec

from ropewalk.cli.options import Json, Quiet, Workspace
from ropewalk.cli.output import Bar, print_json, say
from ropewalk.vocabulary.errors import StoreError
from ropewalk.workspace.folder import open_folder


def verify(workspace: Workspace = Path(), quiet: Quiet = False, as_json: Json = False) -> None:
    """Check every byte kept against its hash: publishers' files, the store's files and its log."""
    from ropewalk.workspace.verify import verify_workspace  # late: it loads Delta

    with Bar(quiet=quiet) as bar:
        report = verify_workspace(open_folder(workspace), progress=bar.step)
    if as_json:
        print_json(msgspec.to_builtins(report))
    for note in report.notes:
        say(f"Note: {note}")
    size = report.bytes / 1e6
    say(
        f"Checked {report.publishers_files:,} publishers' files, {report.store_files:,} files of the store "
        f"and {report.log_entries:,} log entries ({report.revisions:,} revisions): {size:,.0f} MB."
    )
    if report.faults:
        raise StoreError(*report.faults)
    say("No fault found.")
