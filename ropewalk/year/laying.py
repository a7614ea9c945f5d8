"""What of a city's example year is there from the start: its own measures, and sources as they stood then.

The workspace says that it is an example, and so does its title; every page and every report says it too.
"""

import shutil
from pathlib import Path
from typing import Final

from ropewalk.workspace.definitions import read_toml, write_toml
from ropewalk.workspace.folder import Folder
from ropewalk.year.editions import stand_at, with_editions
from ropewalk.year.script import FOLDER, Script

LAID: Final = ("indicators", "returns")
"""The folders of a year that go into the workspace's own of the same name."""
TITLE: Final = "Example: {title}"


def lay(folder: Folder, city: Path, script: Script) -> None:
    """Make a fresh copy of a city the workspace of its example year."""
    for name in LAID:
        for path in sorted((city / FOLDER / name).glob("*.toml")):
            (folder.path / name).mkdir(exist_ok=True)
            shutil.copy2(path, folder.path / name / path.name)
    told = read_toml(folder.city_file)
    title = TITLE.format(title=told["account_title"])
    write_toml(folder.city_file, told | {"account_title": title, "example": True})
    for source in with_editions(city):
        stand_at(city / "sources" / source, folder.sources / source, script.begins)
