"""Every command and every option is documented, and nothing is documented that is not there."""

import re
from pathlib import Path

import typer.main

from ropewalk.cli.app import app

PAGE = (Path(__file__).parents[2] / "docs/commands.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def every(command):
    """A command and those below it."""
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from every(below)


def test_every_command_is_documented_and_exists() -> None:
    assert set(re.findall(r"^\| `ropewalk (\w+)`", PAGE, re.MULTILINE)) == set(COMMANDS)


def test_every_option_is_documented_and_exists() -> None:
    parameters = [p for c in COMMANDS.values() for one in every(c) for p in one.params]
    options = {o for p in parameters for o in (*p.opts, *p.secondary_opts) if o.startswith("--")}
    listed = PAGE.split("## Options")[1].split("## Examples")[0]
    assert set(re.findall(r"`(--[\w-]+)`", listed)) == options - {"--help"}


def test_every_command_says_what_it_does() -> None:
    assert all(command.help and len(command.help) > 20 for command in COMMANDS.values())
