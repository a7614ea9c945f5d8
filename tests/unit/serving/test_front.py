"""The outermost piece: what was made once is sent again, to everyone who asks for the same."""

import gzip
from collections.abc import Iterable, Iterator
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli
import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.publish.serving.asked import NOTED, noting
from ropewalk.publish.serving.front import LONGEST, Front
from ropewalk.publish.serving.kept import asked_encoding, compressed

TEXT = "What the evidence says. " * 100


class Body:
    """An answer's body, without the closing that looks after a database."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        if not answer.streaming:
            self.content = answer.content

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer)


class Site:
    """An application that counts what it makes; ``look`` is what a page does with its request."""

    def __init__(self, look: Any = lambda request: request.GET.get("q", ""), **headers: str) -> None:
        self.made, self.look, self.headers = 0, look, headers

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.made += 1
        answer = noting(self.page)(WSGIRequest(environ))
        start(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
        return Body(answer)

    def page(self, request: WSGIRequest) -> HttpResponse:
        answer = HttpResponse(f"{request.path} {self.look(request)} {TEXT}", content_type="text/html")
        answer["Cache-Control"], answer["ETag"] = "public, max-age=60", '"abc"'
        for name, value in self.headers.items():
            answer[name.replace("_", "-")] = value
        return answer


class Told:
    """What a reader is told."""

    def __init__(self, front: Front, path: str = "/", query: str = "", **more: str) -> None:
        environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": "GET", **more}
        setup_testing_defaults(environ)
        told: list[Any] = []
        parts = front(environ, lambda status, headers, _=None: told.extend((status, headers)))
        self.body = b"".join(parts)
        self.status, self.headers = told[0][:3], {name.lower(): value for name, value in told[1]}


def front(site: Site, state: Any = lambda: "now", **sizes: int) -> Front:
    return Front(site, state, **sizes)


def test_a_page_is_made_once_and_sent_in_each_encoding() -> None:
    site = Site()
    one = front(site)
    plain = Told(one)
    short = Told(one, HTTP_ACCEPT_ENCODING="gzip, deflate")
    shorter = Told(one, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    assert site.made == 1
    assert plain.body == gzip.decompress(short.body) == brotli.decompress(shorter.body)
    assert (short.headers["content-encoding"], shorter.headers["content-encoding"]) == ("gzip", "br")
    assert {told.headers["vary"] for told in (plain, short, shorter)} == {"Accept-Encoding"}
    assert len({told.headers["etag"] for told in (plain, short, shorter)}) == 3
    for told in (plain, short, shorter):
        assert int(told.headers["content-length"]) == len(told.body)


def test_a_reader_who_has_the_page_is_told_so() -> None:
    one = front(Site())
    for encoding in ("", "gzip", "br"):
        tag = Told(one, HTTP_ACCEPT_ENCODING=encoding).headers["etag"]
        again = Told(one, HTTP_ACCEPT_ENCODING=encoding, HTTP_IF_NONE_MATCH=f'"other", W/{tag}')
        assert (again.status, again.body, again.headers["etag"]) == ("304", b"", tag)
        assert "content-type" not in again.headers
    assert Told(one, HTTP_IF_NONE_MATCH='"other"').status == "200"


def test_a_head_has_the_headers_and_no_body() -> None:
    site = Site()
    one = front(site)
    head = Told(one, REQUEST_METHOD="HEAD")
    whole = Told(one)
    assert (head.body, head.headers) == (b"", whole.headers)
    assert site.made == 1


def test_what_no_page_looks_at_makes_no_entry() -> None:
    site = Site()
    one = front(site)
    for number in range(50):
        assert Told(one, query=f"utm={number}&q=jobs").status == "200"
    assert site.made == 1
    assert Told(one, query="q=bins").body != Told(one, query="q=jobs").body
    assert site.made == 2


def test_a_parameter_looked_at_only_beside_another_is_told_apart() -> None:
    look = lambda request: request.GET["a"] + request.GET.get("b", "") if "a" in request.GET else ""  # noqa: E731
    one = front(Site(look))
    assert b"/  What" in Told(one, query="b=2").body
    assert b"/ 1 What" in Told(one, query="a=1").body
    assert b"/ 12 What" in Told(one, query="b=2&a=1").body
    assert b"/ 13 What" in Told(one, query="a=1&b=3").body
    assert b"/ 1 What" in Told(one, query="a=1").body


def test_a_page_that_takes_the_whole_query_is_told_apart_by_all_of_it() -> None:
    one = front(Site(lambda request: request.GET.urlencode()))
    assert b"/ x=1 What" in Told(one, query="x=1").body
    assert b"/ x=2 What" in Told(one, query="x=2").body


queries = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "1", "2"])), max_size=4)


@given(st.lists(queries, min_size=1, max_size=12))
def test_what_is_sent_again_is_what_would_be_made_anew(asked: list[list[tuple[str, str]]]) -> None:
    def look(request: WSGIRequest) -> str:
        first = request.GET.get("a")
        return f"{first}{request.GET.getlist('b')}" if first == "1" else f"{first}{'c' in request.GET}"

    one = front(Site(look))
    for pairs in asked:
        query = "&".join(f"{name}={value}" for name, value in pairs)
        assert Told(one, query=query).body == Told(front(Site(look)), query=query).body


def test_a_load_is_seen_at_once() -> None:
    states = ["before"]
    site = Site()
    one = front(site, lambda: states[-1])
    Told(one)
    Told(one)
    states.append("after")
    Told(one)
    assert site.made == 2


def test_nothing_is_kept_of_an_account_that_moves_on_meanwhile_or_is_not_ready() -> None:
    states = ["a"]

    def moves(request: WSGIRequest) -> str:
        states.append("b")
        return ""

    site = Site(moves)
    one = front(site, lambda: states[-1])
    Told(one)
    assert len(one.plain) == 0
    site = Site()
    one = front(site, lambda: None)
    Told(one)
    Told(one)
    assert site.made == 2


@pytest.mark.parametrize(
    "headers",
    [{"Cache_Control": "no-store"}, {"Set_Cookie": "a=b"}, {"Vary": "Cookie"}, {"Cache_Control": "private"}],
)
def test_what_is_not_the_same_for_everybody_is_not_kept(headers: dict[str, str]) -> None:
    site = Site(**headers)
    one = front(site)
    Told(one)
    Told(one)
    assert site.made == 2


def test_a_host_and_a_scheme_have_pages_of_their_own() -> None:
    site = Site()
    one = front(site)
    Told(one)
    Told(one, HTTP_HOST="other.example")
    Told(one, HTTP_X_FORWARDED_PROTO="https")
    assert site.made == 3
    Told(one, HTTP_X_FORWARDED_PROTO="made up")
    assert site.made == 3


def test_a_flood_of_searches_leaves_the_pages_and_the_bound() -> None:
    site = Site()
    one = front(site, by_address=200_000, by_query=200_000)
    Told(one, "/aims/1/")
    for number in range(2_000):
        Told(one, "/search/", f"q=made-up-{number}")
    made = site.made
    Told(one, "/aims/1/")
    assert site.made == made
    assert one.queried.size <= 200_000


def test_a_long_body_passes_by_compressed_and_unheld() -> None:
    class Long(Site):
        def page(self, request: WSGIRequest) -> Any:
            answer = StreamingHttpResponse([b"x" * 1000] * (LONGEST // 1000 + 1), content_type="text/csv")
            answer["Cache-Control"], answer["ETag"] = "public", '"long"'
            return answer

    one = front(Long())
    told = Told(one, HTTP_ACCEPT_ENCODING="gzip")
    assert len(gzip.decompress(told.body)) > LONGEST > len(told.body)
    assert len(one.plain) == 0
    assert Told(one, HTTP_IF_NONE_MATCH=told.headers["etag"]).status == "304"
    assert Told(one, REQUEST_METHOD="HEAD").body == b""


def test_part_of_a_file_and_what_is_no_get_pass_through() -> None:
    site = Site()
    one = front(site)
    for more in ({"HTTP_RANGE": "bytes=0-5"}, {"REQUEST_METHOD": "POST"}):
        Told(one, **more)
        Told(one, **more)
    assert site.made == 4


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("GZIP;q=0.5, br;q=0", "gzip"),
        ("gzip;q=0.0, identity", ""),
        ("deflate, gzip, br, zstd", "br"),
    ],
)
def test_the_encoding_is_one_that_the_reader_takes(accept: str, encoding: str) -> None:
    assert asked_encoding(accept) == encoding


@given(st.text(max_size=80))
def test_no_header_of_a_reader_breaks_an_answer(text: str) -> None:
    one = front(Site())
    told = Told(one, HTTP_ACCEPT_ENCODING=text, HTTP_IF_NONE_MATCH=text, QUERY_STRING=text)
    assert told.status in ("200", "304")


def test_compressing_gives_the_same_bytes_each_time() -> None:
    body = TEXT.encode()
    assert all(compressed(body, encoding) == compressed(body, encoding) for encoding in ("br", "gzip"))


def test_nothing_is_noted_where_nobody_wants_to_know() -> None:
    def kind(request: WSGIRequest) -> HttpResponse:
        return HttpResponse(type(request.GET).__name__)

    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    assert noting(kind)(WSGIRequest(environ)).content == b"QueryDict"
    environ[NOTED] = set()
    assert noting(kind)(WSGIRequest(environ)).content == b"Asked"
