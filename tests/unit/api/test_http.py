"""What any program may rely on: other origins, conditional requests, HEAD and OPTIONS, and no cookie."""

from asked import Ask

PATH = "/observations?indicator=work&place=E08900001&limit=2"


def test_a_page_of_another_origin_may_read(ask: Ask) -> None:
    answer = ask(PATH, origin="https://example.org")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer
    assert not answer.cookies


def test_a_browser_is_told_beforehand_what_it_may_ask(ask: Ask) -> None:
    headers = {"origin": "https://example.org", "access-control-request-method": "GET"}
    answer = ask(PATH, "options", **headers)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == answer["Allow"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


def test_what_a_program_has_is_not_sent_again(ask: Ask) -> None:
    first = ask(PATH)
    again = ask(PATH, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    assert ask(PATH, if_none_match='"other"').status_code == 200


def test_the_order_of_parameters_makes_no_other_answer(ask: Ask) -> None:
    other = ask("/observations?limit=2&place=E08900001&indicator=work")
    assert other["ETag"] == ask(PATH)["ETag"]
    assert ask(PATH.replace("limit=2", "limit=3"))["ETag"] != other["ETag"]


def test_head_tells_what_get_would(ask: Ask) -> None:
    get, head = ask(PATH), ask(PATH, "head")
    assert (head.status_code, head["ETag"], head["Link"]) == (200, get["ETag"], get["Link"])
    assert head.content == b""


def test_links_lead_to_the_next_page_and_to_the_document(ask: Ask) -> None:
    answer = ask(PATH)
    assert f'<{answer.json()["next"]}>; rel="next"' in answer["Link"]
    assert '</api/v1/openapi.json>; rel="service-desc"' in answer["Link"]
    assert 'rel="next"' not in ask("/account")["Link"]
