"""The HTML of every kind of page is valid, as the checker of the web's own standard says."""

import urllib.error
import urllib.request
from pathlib import Path

import html_checker
from page_types import PAGES


def body(address: str) -> str:
    """A page's HTML, a page that tells of an error too."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_every_kind_of_page_is_valid(site: str, tmp_path: Path) -> None:
    pages = {name: body(site + address) for name, address in PAGES.items()}
    assert html_checker.complaints(pages, tmp_path) == []


def test_the_checker_sees_a_fault(tmp_path: Path) -> None:
    faulty = (
        '<!DOCTYPE html><html lang="en"><head><title>A</title></head><body><p id="a"><p id="a"></body></html>'
    )
    assert any("Duplicate ID" in words for words in html_checker.complaints({"faulty": faulty}, tmp_path))
