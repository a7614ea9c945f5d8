"""The files that a new workspace starts with: short, commented, and passing `ropewalk check`'s reading."""

import json
import shutil
from datetime import date
from pathlib import Path

from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import Folder

CITY = """\
# What this workspace is about. Fields: docs/definitions.md
name = {name}
council = {council}
place = {place}
account_title = {account}
# Whom every indicator is compared with: country, region, a place's code or a peer set's id.
comparators = ["country", "region"]
contact = {council}
"""

PLAN = """\
# The plan as it was adopted. Write it in plain words. Fields: docs/definitions.md
id = "plan-{year}"
title = "Council plan"
council = {council}
place = {place}
adopted = {today}
vision = "Write the vision here."
vision_parts = []

[[aims]]
code = "1"
title = "Write the first aim here"
summary = "Say in one or two sentences what it means for people."

[[aims.priorities]]
code = "1.1"
title = "Write the first priority here"
why = "Say why it matters."
owner = "The role that answers for it"
lever = "influences" # controls, influences or context
partners = []
not_held = [
    {{ what = "Any evidence yet", why_it_matters = "Without it nobody can tell whether this comes true." }},
]

[[values]]
id = "first-value"
title = "Write the first value here"
summary = "Say what it means."
shown_by = "Say what a reader would look at to see whether it is lived."
"""

README = """\
# {name}

- `ropewalk.toml`: what this workspace is about
- `plan.toml`: the plan
- `indicators/*.toml`: `[[indicator]]` tables
- `peers/*.toml`: `[[peer_set]]` tables
- `sources/<id>/`: a publisher's files, `origin.toml`, `map.toml`; `sources/places/` is the register of places

Check with `ropewalk check`, load with `ropewalk load`, read with `ropewalk serve`.
"""


def write_skeleton(
    directory: Path, *, name: str, place: str, council: str, register: Path | None = None
) -> Folder:
    """Write the starting files into a folder that is empty or does not exist yet.

    ``register``: a folder of the national register of places to copy, so that codes are known at once;
    ``place`` must then be among them. Raises UserError before anything is written.
    """
    if directory.exists() and not (directory.is_dir() and not any(directory.iterdir())):
        remedy = "Choose an empty folder or one that does not exist"
        problem = "the folder is not empty" if directory.is_dir() else "this is a file, not a folder"
        raise UserError(Fault(problem, remedy, file=str(directory)))
    if not name.strip():
        raise UserError(Fault("the city has no name", "Give it with --name", value=name))
    if register is not None and place not in read_register(register).places:
        remedy = "Give the official code of an authority, such as E08000035, with --place"
        raise UserError(Fault("no such place is in the register", remedy, value=place))
    folder = Folder(directory)
    for part in (folder.indicators, folder.peers, folder.sources):
        part.mkdir(parents=True, exist_ok=True)
    today = date.today()  # noqa: DTZ011 - the writer's day
    account = f"{name}: our plan and how it is going"
    texts = {"name": name, "place": place, "council": council, "account": account}
    quoted = {field: json.dumps(text, ensure_ascii=False) for field, text in texts.items()}
    words = {**quoted, "year": today.year, "today": today}
    folder.city_file.write_text(CITY.format(**words), encoding="utf-8")
    folder.plan_file.write_text(PLAN.format(**words), encoding="utf-8")
    (directory / "README.md").write_text(README.format(name=name), encoding="utf-8")
    if register is not None:
        shutil.copytree(register, folder.sources / "places")
    return folder
