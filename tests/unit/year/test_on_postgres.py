"""The example year on a real PostgreSQL: every kind of step writes there what it writes into SQLite."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import commands
import pytest
from year_toy import write_toy_year

NAME = "the_year"


@pytest.fixture
def own_database() -> Iterator[str]:
    """An empty database beside that of the tests, gone afterwards."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        pytest.skip("`make postgres` starts a PostgreSQL, and runs this on it")
    import psycopg

    with psycopg.connect(url, autocommit=True) as held:
        held.execute(f"CREATE DATABASE {NAME}")
        yield urlsplit(url)._replace(path=f"/{NAME}").geturl()
        held.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@pytest.mark.django_db  # so that it is among the tests that are run on PostgreSQL
def test_the_year_is_played_on_postgres(own_database: str, tmp_path: Path) -> None:
    city, year = write_toy_year(tmp_path / "city"), tmp_path / "year"
    environment = os.environ | {"DATABASE_URL": own_database}
    run = [sys.executable, "-m", "ropewalk.cli"]
    play = [*run, "demo", "--year", "--no-serve", "--quiet", "--city", str(city), "--dir", str(year)]
    told = commands.run(play, check=True, capture_output=True, text=True, env=environment).stderr
    steps = (city / "year" / "year.toml").read_text(encoding="utf-8").count("[[step]]")
    assert f"Played {steps} steps of an example year." in told
    check = [*run, "verify", "--workspace", str(year), "--quiet"]
    assert commands.run(check, capture_output=True, text=True, env=environment).returncode == 0
