"""Commands that load much give memory back; all others are left alone."""

import os

import pytest

from ropewalk.cli.memory import LOADING, give_back

NAME = "_RJEM_MALLOC_CONF"


@pytest.mark.parametrize("command", LOADING)
def test_a_load_has_its_allocator_give_back_at_once(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "")  # so that it is put back as it was
    monkeypatch.delenv(NAME)
    give_back(["ropewalk", command, "--quiet"])
    assert os.environ[NAME] == "dirty_decay_ms:0,muzzy_decay_ms:0"


def test_what_a_person_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "dirty_decay_ms:500")
    give_back(["ropewalk", "load"])
    assert os.environ[NAME] == "dirty_decay_ms:500"


@pytest.mark.parametrize("arguments", [["ropewalk"], ["ropewalk", "serve"], ["ropewalk", "diff", "load"], []])
def test_other_commands_are_left_alone(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "")  # so that it is put back as it was
    monkeypatch.delenv(NAME)
    give_back(arguments)
    assert NAME not in os.environ
