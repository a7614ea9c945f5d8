"""Forms of what is there already, for two people at once: nobody writes over what they have not seen.

Such a form takes along what its fields said when it was shown (``accounts.seen``). Where they say something
else when it is sent, nothing is written: the form comes back with what its reader typed, with what somebody
else wrote beside it, and in the fields that its reader had left alone with what those say now.
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, TypeVar

from django import forms
from django.http import HttpRequest, QueryDict

from ropewalk.accounts import reads
from ropewalk.accounts.seen import StaleError, Texts, as_seen, mark_of, marked, marks_in
from ropewalk.office import words
from ropewalk.office.pages.answers import by_of
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _

SEEN: Final = "seen"
"""The name of the field that takes along what was looked at."""
STALE: Final = 409
Typed = QueryDict | Mapping[str, Any] | None
F = TypeVar("F", bound=forms.Form)


@dataclass(frozen=True, slots=True)
class Differs:
    """A field that somebody else has changed. ``typed`` is empty where the reader had left it alone."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Other:
    """What somebody else did meanwhile: who and when, where the audit tells it, and the fields."""

    name: str
    at: datetime | None
    fields: tuple[Differs, ...]


@dataclass(frozen=True, slots=True)
class Edited(Generic[F]):
    """How it went. ``form``: to be shown where it was not ``done``, with what was ``seen``; ``other``: where
    somebody was faster."""

    form: F
    seen: str = ""
    done: bool = False
    other: Other | None = None

    @property
    def status(self) -> int:
        """The status of the page that shows the form."""
        return STALE if self.other else 400 if self.form.is_bound and self.form.errors else 200


def edited(
    request: HttpRequest,
    made: Callable[[Typed], F],
    write: Callable[[F], object],
    *,
    thing: tuple[str, str] | None,
) -> Edited[F]:
    """Show a form of a thing, or write what it says.

    ``made``: the form with what was typed, or None; with what the thing says now at first, read each time;
    ``write``: called with the turn to write, so what it reads is as it stands; ``thing``: as events name it,
    None for one that is still to be added.
    """
    if request.method != "POST":
        return shown(made(None)) if thing else Edited(made(None))
    form, seen = made(request.POST), request.POST.get(SEEN, "")
    if form.is_valid():
        try:
            with as_seen(by_of(request), seen, lambda: said(made(None))) if thing else nullcontext():
                write(form)
            return Edited(form, seen, done=True)
        except StaleError as error:
            return _beside(request.POST, made, error.now, thing or ("", ""))
        except UserError as error:
            for fault in error.faults:
                form.add_error(None, str(fault))
    return Edited(form, seen[:10_000])


def shown(form: F) -> Edited[F]:
    """A form that nobody has sent yet, with what its reader looks at."""
    return Edited(form, marked(said(form)))


def said(form: forms.Form) -> Texts:
    """What each field says: typed, where it was sent, else at first. Fields that cannot be typed in say
    nothing."""
    return {name: _texts(form, name) for name, field in form.fields.items() if not field.disabled}


def _texts(form: forms.Form, name: str) -> tuple[str, ...]:
    bound = form[name]
    value = bound.data if form.is_bound else bound.field.prepare_value(bound.initial)
    if isinstance(bound.field, forms.BooleanField):
        return ("on",) if value else ()
    value = value if form.is_bound else bound.field.widget.format_value(value)
    parts = value if isinstance(value, list | tuple) else [value]
    texts = (str(part).replace("\r\n", "\n").strip() for part in parts if part is not None)
    return tuple(sorted(text for text in texts if text))


def _beside(typed: QueryDict, made: Callable[[Typed], F], now: Texts, thing: tuple[str, str]) -> Edited[F]:
    """The form once more: what its reader changed as typed, all else as it says now."""
    form, marks, told = made(typed), marks_in(typed.get(SEEN, "")), typed.copy()
    mine, differ = said(form), []
    for name, texts in now.items():
        left_alone = name in marks and mark_of(mine[name]) == marks[name]
        if left_alone:
            told.setlist(form.add_prefix(name), list(texts))
        if mine[name] != texts and mark_of(texts) != marks.get(name):
            words_ = "" if left_alone else _read(form, name, mine[name])
            differ.append(Differs(words.label(form[name]), _read(form, name, texts), words_))
    name, at = reads.last_writer(*thing) or ("", None)
    return Edited(made(told), marked(now), other=Other(name, at, tuple(differ)))


def _read(form: forms.Form, name: str, texts: tuple[str, ...] | Any) -> str:
    """What a field says, in words: choices by their names."""
    field = form.fields[name]
    if isinstance(field, forms.BooleanField):
        return _("Yes") if texts else _("No")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        names = {str(value): str(text) for value, text in choices}
        texts = [names.get(text, text) for text in texts]
    return ", ".join(texts) or _("Nothing")
