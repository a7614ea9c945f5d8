"""What loads and marked copies did, told to a person or to a machine."""

from pathlib import Path

from ropewalk.cli.output import print_json, say
from ropewalk.sources.mapping.marks import Marks
from ropewalk.workspace.load import Loaded


def tell_marked(marks: Marks, out: Path) -> None:
    """What a marked copy holds, or that none was needed."""
    if marks.marks or marks.faults:
        say(f"Marked {len(marks.marks):,} cells of {marks.file} in {out}; its first sheet lists them.")
    else:
        say(f"Nothing is wrong with the cells of {marks.file}: {out} was not written.")


def tell_loaded(workspace: Path, loaded: tuple[Loaded, ...], *, as_json: bool) -> None:
    """What a load did, for a person or for a machine."""
    fresh, newest = [item for item in loaded if item.new], [item for item in loaded if item.newest]
    total = {
        "workspace": str(workspace),
        "sources": len(newest),
        "editions": len(loaded),
        "new_revisions": len(fresh),
        "revision": max((item.revision for item in loaded), default=0),
        "rows": sum(item.rows for item in newest),
        "refused": sum(item.refused for item in newest),
    }
    if as_json:
        print_json(total)
    else:
        say(
            f"{total['sources']} sources read: {total['rows']:,} observations, {total['refused']:,} rows "
            f"refused, {total['new_revisions']} new revisions. The store is at revision {total['revision']}."
        )
