"""``ropewalk demo --year``: the demo's workspace with an example year played in it."""

import os
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Final

from ropewalk.cli.build import build
from ropewalk.cli.database import close_database, open_database
from ropewalk.cli.output import Bar, say
from ropewalk.cli.work import do_what_waits
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import Loaded
from ropewalk.year.hands import Hands
from ropewalk.year.laying import lay
from ropewalk.year.moment import Moment
from ropewalk.year.script import Script, read_script

LETTERS: Final = "folder:letters"


def build_year(part: Folder, city: Path, *, quiet: bool) -> tuple[Loaded, ...]:
    """Build a fresh copy of a city as it stood when its example year began, and play the year in it."""
    script = read_script(city)
    lay(part, city, script)
    os.environ["ROPEWALK_SMTP"] = LETTERS
    open_database(part.path)  # from here on the clock here is that of the settings
    at, password = Moment(script.begins), secrets.token_urlsafe(12)
    with clock.told_by(at):
        loaded = build(part, by="demo", quiet=quiet)

    def load(sources: Sequence[str], note: str) -> None:
        build(part, by="the example year", only=sources, quiet=True, note=note)

    with Bar(quiet=quiet) as bar:
        hands = Hands(load, do_what_waits, lambda what, done, of: bar.step(f"playing {what}", done, of))
        # Models can be imported only after Django has started.
        played = import_module("ropewalk.year.play").play(part, city, script, hands, password=password, at=at)
    close_database()
    say(f"Played {played.steps} steps of an example year. Its {played.letters} letters lie in letters.")
    _tell(script, password)
    return loaded


def _tell(script: Script, password: str) -> None:
    for one in script.person:
        roles = ", ".join(f"{held.role} over {held.over}" for held in one.roles)
        say(f"  {one.key}@{script.domain}: {one.name} ({roles})")
    say(f"The password of each, told this once: {password}")


def refuse_people(directory: Path) -> None:
    """Raise UserError where people are in a demo that would be built anew: their work would be lost."""
    database = Folder(directory).database
    if not database.is_file():
        return
    wanted = "SELECT count(*) FROM accounts_person"
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as base:
        try:
            count = base.execute(wanted).fetchone()[0]
        except sqlite3.Error:  # made before there were people
            return
    if count:
        problem = f"{count} people are in the demo that lies here"
        remedy = "Choose another --dir, or throw their work away with --fresh"
        raise UserError(Fault(problem, remedy, file=str(directory)))
