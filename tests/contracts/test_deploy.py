"""What stands in deploy/ starts commands that there are, as nobody special, with the tools of the set-up."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from ropewalk.cli.app import app

DEPLOY = Path(__file__).parents[2] / "deploy"
COMMANDS = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback}
SHUT = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "PrivateTmp": "yes", "CapabilityBoundingSet": ""}


@pytest.mark.parametrize("name", ["ropewalk.service", "ropewalk-work.service"])
def test_a_unit_runs_a_command_of_ours_shut_in(name: str) -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(DEPLOY / name)
    service = dict(unit["Service"])
    program, command = service["ExecStart"].split()[:2]
    assert program.endswith("/ropewalk")
    assert command in COMMANDS
    assert service["User"] == "ropewalk"
    assert {key: service[key] for key in SHUT} == SHUT


def test_the_container_is_nobodys_root_and_made_with_the_set_ups_tool() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    version = re.search(r"UV_VERSION=(\S+)", (DEPLOY.parent / "tools" / "setup").read_text())
    assert version is not None
    assert f"uv=={version[1]}" in text
    assert "--locked" in text
    assert re.search(r"^USER (?!0)\d+$", text, re.M)
    assert re.search(r'^CMD \["(\w+)"', text, re.M)[1] in COMMANDS  # type: ignore[index]
    copied = re.findall(r"^COPY (?!--from)(\S+)", text, re.M)
    assert [name for name in copied if not (DEPLOY.parent / name).exists()] == []
