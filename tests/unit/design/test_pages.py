"""The base page, the error pages and the components: whole, escaped, and usable without script."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from jinja2 import FileSystemLoader, UndefinedError

from ropewalk.design.jinja_environment import environment, slug
from ropewalk.figures.inputs import Line, Point, Style, Table
from ropewalk.figures.line_chart import line_chart

TEMPLATES = Path(__file__).parents[3] / "ropewalk" / "design" / "jinja2"
JINJA = environment(loader=FileSystemLoader(TEMPLATES))
NASTY = "<script>alert('x')</script> & \"more\""


def site(**changes: object) -> SimpleNamespace:
    known = {
        "title": "Our account",
        "council": "Ourtown Council",
        "home": "/",
        "nav": [SimpleNamespace(href="/aims/", text="Aims", current=True)],
        "search": "/search/",
        "brand_css": "/brand.css",
        "phase": SimpleNamespace(tag="Trial", text="We are still trying this out."),
        "footer_links": [SimpleNamespace(href="/about/", text="About")],
        "contact": "us@ourtown.example",
        "attributions": ["Contains public sector information."],
    }
    return SimpleNamespace(**{**known, **changes})


def page(body: str = "", **context: object) -> str:
    source = '{% extends "rope/base.html" %}{% block content %}' + body + "{% endblock %}"
    return JINJA.from_string(source).render(**context)


def component(call: str, **context: object) -> str:
    return JINJA.from_string('{% import "rope/components.html" as c %}{{ ' + call + " }}").render(**context)


def figure(title: str = "Work rose"):
    line = Line("Ourtown", (Point("2022-01-01/P1Y", 60.0), Point("2023-01-01/P1Y", 62.0)))
    return line_chart(line, name="work", title=title, style=Style("%"))


def test_page_says_its_language_title_and_skip_link():
    html = page(title="Aims", site=site())
    assert '<html lang="en-GB"' in html
    assert "<title>Aims – Our account</title>" in html
    assert html.index('href="#main-content"') < html.index("<header")
    assert html.count('id="main-content"') == 1


@pytest.mark.parametrize("name", ["404.html", "500.html", "503.html"])
def test_error_pages_need_nothing_from_a_view(name: str):
    html = JINJA.get_template(name).render()
    assert "<h1" in html
    assert "brand.css" not in html


def test_pages_have_no_style_and_no_script_inside_them():
    html = page(
        "{% import 'rope/components.html' as c %}{{ c.figure(f, csv='/a.csv') }}", site=site(), f=figure()
    )
    scripts = re.findall(r"<script ([^>]*)>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == html.count("<script") == 1
    for attributes, inside in scripts:
        assert inside == ""
        assert 'src="/static/' in attributes
        assert "defer" in attributes
    assert "<style" not in html
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"\son\w+=", html)
    assert not re.search(r"(src|href)=\"(https?:)?//", html)


def test_page_is_well_formed():
    html = page("{% import 'rope/components.html' as c %}{{ c.figure(f) }}", site=site(), f=figure())
    tags = re.sub(r"<(meta|link|input|img|br)\b([^>]*?)/?>", r"<\1\2/>", html.replace("<!DOCTYPE html>", ""))
    tags = re.sub(r"\s(crossorigin)(?=[\s/>])", r' \1=""', tags)
    root = ElementTree.fromstring(tags)  # noqa: S314 - our own page; raises where a tag is left open
    assert root.tag == "html"


def test_header_marks_where_one_is():
    assert 'href="/aims/" aria-current="true"' in page(site=site())


def test_a_name_that_no_view_gave_is_an_error():
    with pytest.raises(UndefinedError):
        page("{{ nothing }}")


@pytest.mark.parametrize(
    "call",
    [
        "c.lead(t, t)",
        "c.verdict('direction', 'improving', t)",
        "c.card([(t, t)], t)",
        "c.notice(t, t)",
        "c.explain(t, t)",
        "c.search_box('/s', query=t, hint=t)",
        "c.breadcrumb_trail([{'text': t, 'href': '/'}, {'text': t, 'href': ''}])",
        "c.tiles([{'count': 1, 'label': t}])",
        "c.not_held([{'what': t, 'why_it_matters': t}])",
        "c.data_table(table, 'n')",
        "c.small(f, '/', t, sentence=t)",
        "c.figure(f, csv='/a.csv', source=t)",
    ],
)
def test_components_escape_what_they_are_given(call: str):
    table = Table(NASTY, (NASTY, "B"), ((NASTY, NASTY),), (1,))
    html = component(call, t=NASTY, table=table, f=figure(NASTY))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_verdict_is_a_shape_and_a_word():
    html = component("c.verdict('position', 'not distinguishable')")
    assert "No clear difference" in html
    assert "<svg" in html
    assert 'aria-hidden="true"' in html


def test_table_scrolls_by_keyboard_and_has_scoped_heads():
    html = component(
        "c.data_table(table, 'n')", table=Table("Figures", ("Year", "Value"), (("2023", "6"),), (1,))
    )
    assert 'role="region" aria-labelledby="n-caption" tabindex="0"' in html
    assert '<th scope="col">Year</th>' in html
    assert '<th scope="row">2023</th><td class="rw-n">6</td>' in html


def test_figure_has_its_table_and_a_download_that_says_of_what():
    html = component("c.figure(f, csv='/jobs.csv')", f=figure())
    assert "<details" in html
    assert "62.0%" in html
    assert 'href="/jobs.csv">Download CSV<span class="govuk-visually-hidden">: Work rose</span>' in html


def test_pagination_skips_the_middle_and_marks_the_page():
    html = component("c.pagination(5, 9, '?page=')")
    assert re.findall(r">(\d+|⋯)<", html) == ["1", "⋯", "4", "5", "6", "⋯", "9"]
    assert 'aria-label="Page 5" aria-current="page"' in html
    assert component("c.pagination(1, 1, '?page=')").strip() == ""


def test_dates_are_written_in_words_and_for_machines():
    html = JINJA.from_string("{{ d | time }}").render(d=date(2026, 4, 5))
    assert html == '<time datetime="2026-04-05">5 April 2026</time>'
    moment = datetime(2026, 4, 5, 9, 30, 1, 123456, tzinfo=UTC)
    assert JINJA.from_string("{{ d | time }}").render(d=moment) == html


def test_slug_keeps_letters_digits_and_single_hyphens():
    assert slug("Age: 16–24, all  sexes") == "age-16-24-all-sexes"
