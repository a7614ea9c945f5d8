"""Pages of an Open SDG site as YAML and as Markdown, in small folders laid out as the platform's are."""

import pytest

from ropewalk.sources.maps import Series, Table
from ropewalk.sources.opening import Files
from ropewalk.vocabulary.errors import DefinitionError, SourceError

DATA = b"Year,Units,Gender,Value\n2021,,,4.5\n2021,,Female,4.1\n2022,,,4.8\n"
FIELDS = """\
indicator_number: 8.5.2
indicator_name: Unemployment rate
graph_title: People without work --- by sex
graph_type: line
reporting_status: complete
data_non_statistical: false
computation_units: Percent (%)
target: >-
  By 2030, full and productive employment
  and decent work for all
sources:
  - name: Labour force survey
    date: 2023-01-31
"""
MARKDOWN = (
    f"---\n{FIELDS}---\n\nWhat is known of this: *work in progress*.\n\n---\n\nindicator_name: Of the text\n"
)


def opened(pages: dict[str, str | bytes], name: str = "indicator_8-5-2.csv", metadata: str = ""):
    beside = {page: text if isinstance(text, bytes) else text.encode() for page, text in pages.items()}
    table = Table(
        file=name, format="open-sdg", metadata=metadata, series=(Series(indicator="x", value="Value"),)
    )
    return Files("site", {name: DATA, **beside}).open(table)


def told(*args, **more) -> tuple[set, set]:
    frame = opened(*args, **more)
    return set(frame["title"]), set(frame["Units"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("8-5-2.yml", FIELDS),
        ("8-5-2.yaml", FIELDS),
        ("meta_8-5-2.yml", FIELDS),
        ("8-5-2.yml", f"---\n{FIELDS}"),
        ("8-5-2.yml", f"---\n{FIELDS}...\n"),
        ("8-5-2.md", MARKDOWN),
        ("8-5-2.md", MARKDOWN.replace("\n", "\r\n")),
        ("8-5-2.md", b"\xef\xbb\xbf" + MARKDOWN.encode()),
        ("8-5-2.md", f"\n{MARKDOWN}"),
    ],
    ids=["yml", "yaml", "named meta", "fenced", "ended", "markdown", "lines of dos", "marked", "empty line"],
)
def test_title_and_units_are_those_of_the_page(name: str, text: str | bytes) -> None:
    assert told({name: text}) == ({"People without work --- by sex"}, {"Percent (%)"})


def test_the_page_of_another_indicator_says_nothing_here() -> None:
    assert told({"8-5-1.yml": FIELDS, "18-5-2.md": MARKDOWN}) == ({None}, {None})


def test_the_map_may_name_another_page() -> None:
    pages = {"about.yml": "indicator_name: Named by the map\n", "8-5-2.md": MARKDOWN}
    assert told(pages, metadata="about.yml") == ({"Named by the map"}, {None})


def test_a_page_that_the_map_names_and_nobody_holds_stops() -> None:
    with pytest.raises(DefinitionError, match=r"origin\.toml does not name this file"):
        opened({"8-5-2.md": MARKDOWN}, metadata="about.yml")


def test_a_key_of_the_sites_translations_is_no_title() -> None:
    page = (
        "graph_title: global_indicators.8-5-2-title\nindicator_name: Work\ncomputation_units: units.percent\n"
    )
    assert told({"8-5-2.yml": page}) == ({"Work"}, {None})


@pytest.mark.parametrize("text", ["", "---\n---\n", "Only words, without any field.\n", "- a\n- list\n"])
def test_a_page_without_fields_says_nothing(text: str) -> None:
    assert told({"8-5-2.md": text}) == ({None}, {None})
    assert told({"8-5-2.yml": text}) == ({None}, {None})


def test_units_in_the_data_come_before_those_of_the_page() -> None:
    data = DATA.replace(b"2021,,,", b"2021,Number,,")
    table = Table(
        file="indicator_8-5-2.csv", format="open-sdg", series=(Series(indicator="x", value="Value"),)
    )
    frame = Files("site", {"indicator_8-5-2.csv": data, "8-5-2.md": MARKDOWN.encode()}).open(table)
    assert frame["Units"].to_list() == ["Number", "Percent (%)", "Percent (%)"]


@pytest.mark.parametrize(
    "text", ["title: [1, 2\n", "a: 'not closed\n", "[" * 5_000, "a: !!python/object/apply:os.getcwd []\n"]
)
def test_a_page_that_is_not_plain_yaml_stops_and_is_named(text: str) -> None:
    with pytest.raises(SourceError, match=r"site/8-5-2\.yml: the page is not YAML"):
        opened({"8-5-2.yml": text})
