"""Addresses of the public pages; ``addresses.py`` writes them."""

from django.urls import URLPattern, include, path, register_converter

from ropewalk.design.languages import NAMES
from ropewalk.publish.website.pages import (
    about,
    accessibility,
    aim,
    api,
    brand,
    challenge,
    challenges,
    changes,
    compare,
    data,
    downloads,
    editions,
    feed,
    figure,
    home,
    indicator,
    indicators,
    inside,
    mapped,
    neighbourhood,
    oembed,
    places,
    published,
    questions,
    releases,
    right,
    search,
    sources,
    values,
    words,
)


class Code:
    """A code or id as definitions spell it; anything else is no address of ours."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class FigureName(Code):
    """The same where an ending follows: the ending is not part of it."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}?"


register_converter(Code, "code")
register_converter(FigureName, "figure")

# What a reader reads, in every language: the same addresses under the language's code.
PAGES: list[URLPattern] = [
    path("", home.home, name="home"),
    path("aims/<code:code>/", aim.aim, name="aim"),
    path("priorities/<code:code>/", editions.promise, name="priority"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<code:code>/", indicator.indicator, name="indicator"),
    path("indicators/<code:code>/map/", mapped.authorities, name="map"),
    path("neighbourhood/", neighbourhood.find, name="neighbourhood"),
    path("neighbourhood/<slug:slug>/", neighbourhood.area, name="area"),
    path("places/", places.places, name="places"),
    path("places/<code:place>/", places.place, name="place"),
    path("places/<code:place>/<code:code>/", indicator.elsewhere, name="place-indicator"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<code:code>/", sources.source, name="source"),
    path("values/", values.values, name="values"),
    path("plan/", editions.editions, name="editions"),
    path("plan/<code:code>/", editions.edition, name="plan-edition"),
    path("about/", about.about, name="about"),
    path("api/", api.api, name="api"),
    path("how-often-right/", right.right, name="right"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("words/", words.words, name="words"),
    path("search/", search.search, name="search"),
    path("compare/", compare.compare, name="compare"),
    path("figures/<code:code>/<code:place>/<code:name>/", figure.figure, name="figure"),
    path("embed/<code:code>/<code:place>/<code:name>/", figure.embed, name="embed"),
    path("figures/<code:code>/<code:place>/<figure:name>.svg", figure.drawing, name="figure-drawing"),
    path("figures/<code:code>/<code:place>/<figure:name>.png", figure.card, name="figure-card"),
    path("cards/<slug:kind>.png", figure.page_card, name="card-home"),
    path("cards/<slug:kind>/<figure:code>.png", figure.page_card, name="card"),
    path("changes/", changes.changes, name="changes"),
    path("changes/page/<int:number>/", changes.changes, name="changes-page"),
    path("changes.atom", feed.feed, name="feed"),
    path("changes/<int:revision>/", changes.change, name="load"),
    path("priorities/<code:code>/changes.atom", feed.priority, name="priority-feed"),
    path("indicators/<code:code>/changes.atom", feed.indicator, name="indicator-feed"),
    path("places/<code:place>/changes.atom", feed.place, name="place-feed"),
    path("data/", data.data, name="data-page"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<int:revision>/", releases.release, name="release"),
    path("published/", published.calendar, name="published"),
    path("published/<int:number>/", published.release, name="published-release"),
    path("questions/", questions.questions, name="public-questions"),
    path("questions/<int:number>/", questions.question, name="public-question"),
    path("challenges/", challenges.challenges, name="public-challenges"),
    path("challenges/<int:number>/", challenges.challenge, name="public-challenge"),
    # The only pages that take what a reader writes; they exist where letters go out.
    path("challenge/sent/", challenge.sent, name="challenge-sent"),
    path("challenge/confirm/<str:link>/", challenge.confirm, name="challenge-confirm"),
    path("challenge/<slug:kind>/<code:code>/", challenge.form, name="challenge-form"),
]

# What is the same in every language, and so has one address.
FILES: list[URLPattern] = [
    path("indicators/<code:code>/observations.csv", downloads.observations, name="observations"),
    path("indicators/<code:code>/findings.csv", downloads.findings, name="findings"),
    path("indicators/<code:code>/inside/<slug:table>.csv", inside.table, name="inside"),
    path("places/<code:place>/<code:code>/inside/<slug:table>.csv", inside.table, name="place-inside"),
    path(
        "places/<code:place>/<code:code>/observations.csv", downloads.observations, name="place-observations"
    ),
    path("places/<code:place>/<code:code>/findings.csv", downloads.findings, name="place-findings"),
    path("figures/<code:code>/<code:place>/<figure:name>.csv", figure.data, name="figure-data"),
    path("oembed", oembed.oembed, name="oembed"),
    path("changes/<int:revision>/figures.csv", changes.figures, name="changed-figures"),
    path("compare/table.csv", compare.table, name="compare-table"),
    path("brand.css", brand.brand, name="brand"),
    path("published/<int:number>/<figure:name>.<slug:ending>", published.document, name="published-file"),
]

urlpatterns = [
    *PAGES,
    *FILES,
    *(path(f"{code}/", include((PAGES, code), namespace=code)) for code in NAMES),
]
