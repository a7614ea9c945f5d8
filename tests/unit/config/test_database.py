"""Which database the settings name, and that a workspace has one and not two."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.cli.database import ELSEWHERE, hold_to_one
from ropewalk.config.database import database
from ropewalk.vocabulary.errors import UserError


def test_without_an_address_it_is_a_file_in_the_workspace(tmp_path: Path) -> None:
    assert database("", tmp_path)["NAME"] == ":memory:"
    (tmp_path / "ropewalk.toml").touch()
    found = database("", tmp_path)
    assert found["NAME"] == tmp_path / "ropewalk.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_names_server_user_and_database(tmp_path: Path) -> None:
    url = "postgresql://rope:p%40ss%2Fword@db.example.org:5433/account?sslmode=verify-full"
    found = database(url, tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", "5433", "account")
    assert (found["USER"], found["PASSWORD"]) == ("rope", "p@ss/word")
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["CONN_HEALTH_CHECKS"] is True


def test_a_socket_of_this_machine_can_be_named(tmp_path: Path) -> None:
    found = database("postgres:///account?host=/run/postgresql", tmp_path)
    assert (found["HOST"], found["PORT"], found["USER"]) == ("/run/postgresql", "", "")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://u:secret@h/n", "only PostgreSQL"),
        ("sqlite:///file", "only PostgreSQL"),
        ("postgresql://u:secret@h", "names no database"),
        ("postgresql://u:secret@h/a/b", "names no database"),
        ("postgresql://u:secret@h:port/n", "host or port"),
        ("postgresql://u:secret@h/n?sslmod=require", "sslmod is not known"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(
    tmp_path: Path, url: str, why: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=why) as told:
        database(url, tmp_path)
    assert "secret" not in str(told.value)


@given(st.text(max_size=40))
def test_whatever_an_address_holds_it_is_used_or_refused(text: str) -> None:
    try:
        found = database(f"postgresql://{text}", Path("/nowhere"))
    except ImproperlyConfigured:
        return
    assert found["NAME"]


def test_a_workspace_whose_database_is_elsewhere_is_not_given_a_second_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    hold_to_one(tmp_path)
    (tmp_path / ELSEWHERE).touch()
    with pytest.raises(UserError, match="DATABASE_URL is not set"):
        hold_to_one(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgresql:///account")
    hold_to_one(tmp_path)
