"""The answers that somebody owes, as days of a calendar."""

from collections.abc import Callable, Iterator

from ropewalk.accounts.by import By
from ropewalk.accounts.due_days import Due
from ropewalk.plan import subjects
from ropewalk.scrutiny.models import Challenge, Question
from ropewalk.scrutiny.reads import waiting
from ropewalk.vocabulary.language import _


def dues(by: By, address: Callable[[Question | Challenge], str]) -> Iterator[Due]:
    """Questions and challenges to answer. What is exempt says only that there is something: a calendar is
    read on phones and by others."""
    held, titles = waiting(by), subjects.every()
    for row in held.answer:
        title = titles.get(row.about, row.subject)
        said = _("An answer is due") if row.exempt else _("Question to answer: {title}").format(title=title)
        yield Due(f"question-{row.pk}", row.asked_at, row.version, row.due, said, address(row))
    for doubt in held.answer_challenges:
        if doubt.due is not None:
            said = _("Challenge to answer: {title}").format(title=titles.get(doubt.about, doubt.subject))
            yield Due(f"challenge-{doubt.pk}", doubt.sent_at, doubt.version, doubt.due, said, address(doubt))
