"""Reports that readers take away: what they rest on, what they cost, in which language."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from docx import Document
from msgspec.structs import replace

from ropewalk.plan import actions as plan
from ropewalk.plan import public as plan_now
from ropewalk.publish.reports import documents, views
from ropewalk.publish.shelf import BusyError
from ropewalk.releases.models import Release

AT = "/reports/priority/2.1"


@pytest.fixture
def get(city: Path, clock: object) -> Callable[..., object]:
    return Client(HTTP_HOST="localhost").get


def text(answer: object) -> str:
    assert answer.status_code == 200  # type: ignore[attr-defined]
    return str(answer.content.decode())  # type: ignore[attr-defined]


def test_without_a_release_it_is_made_of_what_is_held_now_and_says_so(get) -> None:
    page = text(get(f"{AT}.html"))
    assert "This is no release" in page
    assert '<link rel="stylesheet" href="2.1.css">' in page
    assert "<style" not in page
    assert "body" in text(get(f"{AT}.css"))
    for kind, code in (("portfolio", "1"), ("priority", "1.2")):
        assert "<h1>" in text(get(f"/reports/{kind}/{code}.html"))


def test_it_is_made_once_and_kept_until_something_else_is_known(get, monkeypatch: pytest.MonkeyPatch) -> None:
    made, write = [], documents.written

    def counted(*told: object) -> bytes:
        made.append(told[0])
        return write(*told)

    monkeypatch.setattr(documents, "written", counted)
    first = get(f"{AT}.ods")
    assert first["Content-Disposition"] == 'attachment; filename="priority-2.1.ods"'
    assert get(f"{AT}.ods").content == first.content
    assert get(f"{AT}.ods", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert made == ["priority"]
    now = plan_now.definitions()
    titled = tuple(replace(one, title=f"New {one.title}") for one in now.indicators)
    plan.load_definitions(replace(now, indicators=titled), by="B. Officer")
    assert get(f"{AT}.ods").content != first.content


def test_after_a_release_it_is_of_that_release_until_another_plan_is_in_force(
    get, released: Callable[..., Release]
) -> None:
    released("First quarter")
    assert "1: First quarter" in text(get(f"{AT}.html"))
    assert "1: First quarter" in text(get("/cy/reports/priority/2.1.html"))
    now = plan_now.definitions()
    following = replace(now.plan, id="plan-2031", supersedes=now.plan.id)
    plan.load_definitions(replace(now, plan=following), by="B. Officer")
    assert "This is no release" in text(get(f"{AT}.html"))


def test_it_speaks_the_language_of_its_address(get) -> None:
    page = text(get(f"/cy{AT}.html"))
    assert '<html lang="cy">' in page
    assert "Peiriant a ddrafftiodd" in page
    assert "Yn fyr" in page
    assert "In short" not in page


def test_english_titles_in_welsh_words_are_marked_in_each_medium_that_is_read_aloud(get) -> None:
    title = next(one.title for one in plan_now.definitions().plan.priorities() if one.code == "2.1")
    assert f'<span lang="en">{title}</span>' in text(get(f"/cy{AT}.html"))
    assert 'lang="en"' not in text(get(f"{AT}.html")).partition("<body")[2]
    runs = [run for part in Document(BytesIO(get(f"/cy{AT}.docx").content)).paragraphs for run in part.runs]
    tagged = {run.text for run in runs if run._element.xpath('.//w:lang[@w:val="en-GB"]')}
    assert title in tagged
    assert not tagged & {"Yn fyr"}
    assert {"en", "en-GB"} & spoken(get(f"/cy{AT}.pdf").content)
    assert "cy" not in spoken(get(f"{AT}.pdf").content)


def spoken(pdf: bytes) -> set[str]:
    """The languages of the parts of a PDF's structure, without the document's own."""
    with pikepdf.open(BytesIO(pdf)) as held:
        parts = (one for one in held.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one)
        return {str(one.Lang) for one in parts if "/Lang" in one}


@pytest.mark.parametrize(
    "wrong", ["priority/9.9.pdf", "ward/E08900001.pdf", "committee/1.pdf", "priority/2.1.exe"]
)
def test_what_there_is_none_of_is_not_found(get, wrong: str) -> None:
    assert get(f"/reports/{wrong}").status_code == 404


def test_who_comes_while_another_is_being_made_is_told_to_come_back(
    get, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Busy:
        def take(self, *_told: object, **_more: object) -> Path:
            raise BusyError

    monkeypatch.setattr(views, "shelf", Busy)
    answer = get(f"{AT}.pdf")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


def test_pages_lead_to_them_but_not_in_a_copy_made_of_files(get, settings) -> None:
    for page in ("/priorities/2.1/", "/cy/aims/2/"):
        assert "/reports/p" in text(get(page))
    with without_a_server(settings):
        assert "/reports/p" not in text(get("/priorities/2.1/"))


@contextmanager
def without_a_server(settings) -> Iterator[None]:
    settings.ASKS = False
    yield
    settings.ASKS = True
