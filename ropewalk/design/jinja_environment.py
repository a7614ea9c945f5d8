"""The Jinja2 environment of every page: strict, escaping, with the filters that components need."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from ropewalk.design.languages import at, content, english, marked, versions
from ropewalk.design.root import rooted
from ropewalk.design.table_rows import table_rows
from ropewalk.figures import numbers, verdicts
from ropewalk.figures.inputs import Style
from ropewalk.vocabulary import language
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.period import day_words, period_short, period_words


def environment(**options: Any) -> Environment:
    """For ``OPTIONS["environment"]`` of Django's Jinja2 backend. A name that no view gave is an error."""
    settings = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, **options}
    made = Environment(**{**settings, "autoescape": True})  # noqa: S701 - it is on  # nosec B701
    _translate(made)
    made.globals.update(
        static=static,
        asks=asks,
        url=url,
        icon=icon,
        look=verdicts.look,
        looks=verdicts.LOOKS.__getitem__,
        verdict_mark=verdict_mark,
        at=at,
        rooted=rooted,
        english=english,
        speaking=language.in_force,
        versions=versions,
    )
    made.filters.update(
        number=numbers.number,
        quantity=numbers.full,
        short_quantity=numbers.short,
        limits=limits,
        count_of=numbers.count_of,
        period=period_words,
        period_short=period_short,
        breakdown=breakdown_words,
        content=content,
        marked=marked,
        date=date_words,
        time=time_element,
        slug=slug,
        table_rows=table_rows,
    )
    return made


def _translate(made: Environment) -> None:
    """``{{ _("...") }}`` and ``{% trans %}``: words in the language that is in force when a page is made."""
    made.add_extension("jinja2.ext.i18n")
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext,
        language.ngettext,
        newstyle=True,
        pgettext=language.pgettext,
        npgettext=language.npgettext,
    )


def asks() -> bool:
    """Whether a server answers here: a copy of files has no forms."""
    return bool(settings.ASKS)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: ``url("indicator", id=...)``."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@lru_cache(maxsize=100)
def icon(name: str) -> Markup:
    """A shape of ``figures.verdicts`` as a small picture; words beside it carry the meaning."""
    return Markup(verdicts.icon_svg(name))  # noqa: S704 - our own drawing  # nosec B704


# Pages hold hundreds of these, and few that differ.
@language.kept_by_language(maxsize=1000)
def verdict_mark(question: str, word: str, note: str = "") -> Markup:
    """A verdict's shape, word and a few words beside it."""
    shown = verdicts.look(question, word)
    beside = Markup(' <span class="rw-verdict__note">{}</span>').format(marked(note)) if note else ""
    return Markup(
        '<span class="rw-verdict rw-verdict--{}">{}<span class="rw-verdict__word">{}</span>{}</span>'
    ).format(shown.css, icon(shown.icon), shown.label, beside)


def limits(pair: tuple[float | None, float | None], style: Style) -> str:
    """The 95% limits as words: ``(lower, upper)|limits(style)``; empty when not known."""
    return numbers.interval(pair[0], pair[1], style)


def date_words(day: date) -> str:
    """A date as people write it: 5 April 2026."""
    return day_words(day)


def time_element(day: date) -> Markup:
    """A date that machines can read too; of a moment, its day."""
    iso = date(day.year, day.month, day.day).isoformat()
    return Markup('<time datetime="{}">{}</time>').format(iso, date_words(day))


def slug(text: str) -> str:
    """Text made fit for an id on the page: lower case, digits and hyphens."""
    kept = "".join(c if c.isalnum() and c.isascii() else "-" for c in str(escape(text)).lower())
    return "-".join(part for part in kept.split("-") if part)
