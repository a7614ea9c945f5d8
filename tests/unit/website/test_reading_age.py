"""The words that pages add to what a city defines and what is found can be read at about eleven."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from reading import grade, words

Get = Callable[..., HttpResponse]
PAGES = ("/", "/aims/1/", "/priorities/1.1/", "/priorities/1.2/", "/priorities/2.1/", "/indicators/work/",
         "/indicators/queues/", "/indicators/", "/places/", "/places/E08900002/", "/sources/",
         "/sources/toys-work/", "/values/", "/changes/", "/changes/5/", "/about/",
         "/search/?q=jobs")  # fmt: skip
BLOCK = re.compile(r"<(p|li|dd|summary|figcaption)\b[^>]*>(.*?)</\1>", re.DOTALL)
LEAST, AVERAGE, MOST = 8, 6.0, 10.0


def blocks(get: Get, address: str) -> list[str]:
    """The running text of a page's main part, block by block; what is shorter than a sentence is left out."""
    html = get(address).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    html = re.sub(r"<(svg|table|script|style|select)\b.*?</\1>", " ", html, flags=re.DOTALL)
    # The formulas of the method's page are written for those who want to check them.
    html = html.split("The formulas</h")[0]
    found = (unescape(re.sub(r"<[^>]+>", " ", inner)) for _, inner in BLOCK.findall(html))
    return [text for text in (re.sub(r"\s+", " ", one).strip() for one in found) if len(words(text)) >= LEAST]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_easily(get: Get, address: str) -> None:
    graded = [(grade(text), text) for text in blocks(get, address)]
    if not graded:
        pytest.skip("a page of lists alone")
    assert [text for found, text in graded if found > MOST] == []
    assert sum(found for found, _ in graded) / len(graded) <= AVERAGE
