"""Comments as data: what readers see and nothing else, in files and in the API."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from asked_for import MONTH, WORK, a_team, somebody
from django.test import Client
from office_people import as_

from ropewalk.accounts.models import Organisation
from ropewalk.accounts.roles import Role
from ropewalk.commentary import actions
from ropewalk.plan import actions as plan
from ropewalk.publish.opendata.formats.csv_file import unguarded
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

SHOWN = ("reply_to", "subject", "text", "role", "organisation", "withdrawn_because")
SECRET = "=Not for readers yet"  # noqa: S105 - words


@pytest.fixture
def get(db: None, built_toy: Path, tmp_path: Path, settings) -> Callable:
    """The toy city, whose made files go elsewhere."""
    (tmp_path / "store").symlink_to(built_toy / "store")
    settings.WORKSPACE = tmp_path
    plan.load_definitions(read_definitions(Folder(built_toy)), by="test")
    return Client(HTTP_HOST="localhost").get


@pytest.fixture
def team(get: Callable) -> dict:
    return a_team()


def housing() -> Organisation:
    return Organisation.objects.get(code="housing")


def written(team: dict, text: str) -> int:
    return actions.write(as_(team["carol"]), WORK, MONTH, text, "Head of Jobs", housing()).pk


def shown(team: dict, text: str) -> int:
    pk = written(team, text)
    actions.sign(as_(team["carol"]), pk, 1)
    actions.publish(as_(team["paula"]), pk, 2)
    return pk


def body(answer: object) -> bytes:
    assert answer.status_code == 200  # type: ignore[attr-defined]
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def table(get: Callable) -> pl.DataFrame:
    found = pl.read_csv(body(get("/data/comments.csv")), infer_schema=False)
    return found.with_columns(pl.all().fill_null(""))


def test_only_what_was_published_is_given_and_a_new_one_at_once(get, team) -> None:
    written(team, SECRET)
    assert table(get).is_empty()
    pk = shown(team, "=A “new” college, opened.")
    found = table(get)
    assert found.select(SHOWN).rows() == [
        ("", "work", "'=A “new” college, opened.", "Head of Jobs", "Housing", "")
    ]
    assert found.select(unguarded(pl.col("text"))).item() == "=A “new” college, opened."
    cllr = somebody("cllr@example.org", Role.SCRUTINY)
    actions.reply(as_(cllr), pk, "Not in my ward.", "Councillor", housing())
    assert table(get)["reply_to"].to_list() in (["", f"comment-{pk}"], [""])
    actions.withdraw(as_(team["paula"]), pk, 3, "Wrong month")
    first = table(get).row(0, named=True)
    assert (first["text"], first["withdrawn_because"]) == ("", "Wrong month")
    assert first["withdrawn"] != ""


def test_nobody_is_named_and_nothing_secret_stands_in_any_file(get, team) -> None:
    written(team, SECRET)
    shown(team, "A college opened.")
    meta = json.loads(body(get("/data/comments.csv-metadata.json")))
    columns = [one["name"] for one in meta["tableSchema"]["columns"]]
    assert columns[:2] == ["comment", "reply_to"]
    for at in ("/data/comments.csv", "/data/comments.ods", "/api/v1/comments"):
        told = body(get(at)).decode(errors="replace")
        assert SECRET not in told
        assert "Carol" not in told
    assert pl.read_parquet(body(get("/data/comments.parquet")))["text"].to_list() == ["A college opened."]


def test_the_api_gives_the_same_and_chooses_by_subject(get, team) -> None:
    pk = shown(team, "A college opened.")
    told = json.loads(body(get("/api/v1/comments?indicator=work")))
    assert told["total"] == 1
    (item,) = told["items"]
    assert {**item, "published": ""} == {
        "comment": f"comment-{pk}",
        "reply_to": "",
        "subject_kind": "indicator",
        "subject": "work",
        "place": "E08900001",
        "period": MONTH,
        "text": "A college opened.",
        "role": "Head of Jobs",
        "organisation": "Housing",
        "published": "",
        "withdrawn": None,
        "withdrawn_because": "",
    }
    assert json.loads(body(get("/api/v1/comments?priority=1.1")))["items"] == []
    assert get("/api/v1/comments?indicator=a%20b").status_code == 400


def test_as_of_an_older_revision_there_is_none_and_it_says_why(get, team) -> None:
    answer = get("/releases/1/data/comments.csv")
    assert answer.status_code == 404
    assert "as they stand now" in answer.content.decode()
    assert "comments" in body(get("/data/catalogue.jsonld")).decode()
