"""A wrong question is told what is wrong with it and how to mend it; it never gets half an answer."""

import pytest
from asked import Ask

WRONG = [
    ("/observations", 422, "too-wide", "/data/"),
    ("/observations?plase=E08900001", 400, "unknown-parameter", "place"),
    ("/account?place=E08900001", 400, "unknown-parameter", "none here"),
    ("/observations?place=E08999999", 404, "unknown-code", "/api/v1/places"),
    ("/places/E08900099", 404, "unknown-code", "E08900001"),
    ("/observations?indicator=nothing", 404, "unknown-code", "/api/v1/indicators"),
    ("/findings?priority=9.9", 404, "unknown-code", "/api/v1/priorities"),
    ("/indicators?source=none", 404, "unknown-code", "/api/v1/sources"),
    ("/sources/none", 404, "unknown-code", "/api/v1/sources"),
    ("/peer-sets/none", 404, "unknown-code", "/api/v1/peer-sets"),
    ("/priorities/9.9", 404, "unknown-code", "/api/v1/priorities"),
    ("/indicators/none", 404, "unknown-code", "/api/v1/indicators"),
    ("/observations?place=E08900001&limit=1001", 400, "bad-parameter", "/data/"),
    ("/observations?place=E08900001&limit=0", 400, "bad-parameter", "/data/"),
    ("/observations?place=E08900001&limit=1e2", 400, "bad-parameter", "/data/"),
    ("/observations?place=E08900001&limit=1&limit=2", 400, "bad-parameter", "once"),
    ("/observations?place=E08900001&from=0", 400, "bad-parameter", "openapi"),
    ("/observations?place=E08900001&from=2023-02-30", 400, "bad-parameter", "openapi"),
    ("/observations?place=E08900001&from=2023-01-02&to=2023-01-01", 422, "cannot-be", "earlier"),
    ("/observations?place=E08900001&state=fine", 400, "bad-parameter", "openapi"),
    ("/observations?place=E08900001&breakdown=%00", 400, "bad-parameter", "openapi"),
    ("/observations?place=E08900001&as_of=yesterday", 400, "bad-parameter", "openapi"),
    ("/observations?place=E08900001&as_of=2026-05-01T12:00:00", 400, "bad-parameter", "openapi"),
    ("/observations?place=E08900001&as_of=9999999", 404, "not-held", "newest"),
    ("/observations?place=E08900001&as_of=9999-12-31", 404, "not-held", "day"),
    ("/observations?place=E08900001&cursor=nonsense", 422, "cannot-be", "next_cursor"),
    ("/findings?place=E08900002&as_of=1", 404, "not-held", "E08900001"),
    ("/findings?place=E08900001&as_of=0", 404, "not-held", "later revision"),
    ("/revisions/0", 400, "bad-parameter", "openapi"),
    ("/revisions/99999", 404, "not-held", "from 1 to"),
    ("/nothing", 404, "unknown-address", "/api/v1/"),
    ("/places/", 404, "unknown-address", "/api/v1/"),
]


@pytest.mark.parametrize(("path", "status", "kind", "remedy"), WRONG)
def test_a_wrong_question_is_told_how_to_mend_it(
    ask: Ask, path: str, status: int, kind: str, remedy: str
) -> None:
    answer = ask(path)
    told = answer.json()
    assert (answer.status_code, told["status"], told["type"]) == (status, status, f"/api/#{kind}")
    assert answer["Content-Type"] == "application/problem+json"
    assert remedy in told["remedy"]
    assert told["detail"].endswith(".")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in answer


def test_more_codes_than_one_answer_may_cost_are_refused(ask: Ask) -> None:
    many = "&".join(f"place=E089000{n:02d}" for n in range(101))
    assert ask(f"/observations?{many}").json()["type"] == "/api/#bad-parameter"
    some = "&".join(f"place=E089000{n:02d}" for n in range(1, 7))
    assert ask(f"/findings?{some}").json()["type"] == "/api/#too-wide"
    assert ask(f"/findings?{some}&indicator=work").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(ask: Ask, method: str) -> None:
    answer = ask("/account", method)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["type"] == "/api/#only-read"


def test_an_account_that_was_never_loaded_says_so(db: None, tmp_path, settings, client) -> None:
    settings.WORKSPACE = tmp_path
    answer = client.get("/api/v1/account", headers={"host": "localhost"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert answer.json()["type"] == "/api/#not-ready"
