"""Shared by every test. The network is shut by pytest-socket's options in pyproject.toml."""

import os
import shutil
import sys
from pathlib import Path

import commands
import pytest
from hypothesis import settings
from toy_city import write_toy_city

from ropewalk.accounts.hashing import Argon2

# A person's run explores; a run that decides what lands tries the same examples every time. No example is
# timed in either: on a busy machine a slow one is no fault.
settings.register_profile("exploring", deadline=None)
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same" if os.environ.get("CI") else "exploring")

# What makes a stolen password slow to guess makes tests of people slow: the same way of hashing, at no cost.
Argon2.memory_cost = 64


@pytest.fixture(scope="session")
def toy_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up city's folder. Do not write into it: copy it first."""
    return write_toy_city(tmp_path_factory.mktemp("city") / "toy")


@pytest.fixture(scope="session")
def built_toy(toy_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace built from the toy city by the command a person would type. Do not write into it.

    In a process of its own: Django's settings are read once a process, and name one workspace.
    """
    target = tmp_path_factory.mktemp("built") / "demo"
    command = [sys.executable, "-m", "ropewalk.cli", "demo", "--no-serve", "--quiet"]
    commands.run([*command, "--city", str(toy_city), "--dir", str(target)], check=True)
    return target


@pytest.fixture
def workspace(built_toy: Path, tmp_path: Path) -> Path:
    """A copy of the built workspace, to write into: copying the folder copies the city."""
    return Path(shutil.copytree(built_toy, tmp_path / "workspace"))
