"""Every headline count on a page has its denominator, and the false alarms to expect, beside it."""

import re
import urllib.request

import pytest

PAGES = ("/", "/aims/1/", "/aims/2/", "/priorities/1.1/", "/priorities/2.1/", "/places/E08900001/",
         "/places/E08900002/", "/indicators/")  # fmt: skip
COUNTED = re.compile(
    r"[^.]*\b(?:can be judged|judged:|compared:|better on \d+|worse on \d+|\d+ (?:is|are) getting"
    r"|\d+ (?:better|worse))[^.]*\."
)
CALLED = re.compile(r"\d+ (?:is|are) getting|(?:better|worse) on \d|\d (?:better|worse)")
DENOMINATOR = re.compile(
    r"\bOf \d+|\bAll \d+ measures|\bon 1 measure:|\bOf these, |The one measure|\bOf those"
)
ALARMS = re.compile(r"Expect (?:about|up to|less than) [\d,]+ false alarm")


def text_of(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        html = answer.read().decode()
    main = re.sub(r"<(svg|script|style)\b.*?</\1>", " ", html.split("<main", 1)[1], flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize("address", PAGES)
def test_counts_carry_their_denominator_and_their_false_alarms(address: str, site: str) -> None:
    words = text_of(f"{site}{address}")
    counted = COUNTED.findall(words)
    assert counted, "this page counts nothing"
    assert [sentence for sentence in counted if not DENOMINATOR.search(sentence)] == []
    called = [sentence for sentence in counted if CALLED.search(sentence)]
    assert not called or ALARMS.search(words)


def test_home_says_it_beside_the_table_of_aims_and_beside_the_country(site: str) -> None:
    words = text_of(site)
    aims = words.split("Aim by aim")[1].split("The clearest changes")[0]
    assert ALARMS.search(aims)
    beside = words.split("Beside other places")[1].split("See all measures")[0]
    assert re.search(r"can be compared with England on \d+ measures?[.:]", beside)


def test_the_page_of_a_place_counts_directions_and_comparisons(site: str) -> None:
    words = text_of(f"{site}/places/E08900001/")
    assert re.search(r"Over time: Of \d+ measures, \d+ can be judged\. Of these, [^.]*\. Expect ", words)
