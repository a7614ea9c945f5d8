"""What happened that bears on a series: actions that began, targets that were set, new boundaries."""

from collections.abc import Iterable
from datetime import date
from string import ascii_uppercase

from ropewalk.figures.inputs import Event
from ropewalk.figures.numbers import full
from ropewalk.plan.public import TargetChange
from ropewalk.publish.website.subject import Subject
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words


def actions_of(subject: Subject) -> tuple[Action, ...]:
    """The actions that were meant to move the indicator in the place, the oldest first."""
    own = subject.account.city.place
    found = [
        action
        for action in subject.account.definitions.actions
        if subject.indicator.id in action.indicators and subject.place in (action.places or (own,))
    ]
    return tuple(sorted(found, key=lambda action: (action.began, action.id)))


def events(subject: Subject, changes: Iterable[TargetChange]) -> tuple[Event, ...]:
    """What happened, oldest first, each with a letter. A break in the series has a rule of its own."""
    told = sorted([*_actions(subject), *_targets(subject, changes), *_boundary(subject)])
    return tuple(
        Event(day, letter, words) for (day, words), letter in zip(told, ascii_uppercase, strict=False)
    )


def _actions(subject: Subject) -> list[tuple[date, str]]:
    return [
        (action.began, _("“{action}” began").format(action=action.title)) for action in actions_of(subject)
    ]


def _targets(subject: Subject, changes: Iterable[TargetChange]) -> list[tuple[date, str]]:
    """Targets are the city's own: another place's series has none."""
    if subject.place != subject.account.city.place:
        return []
    out = []
    for change in changes:
        words = _("the target was withdrawn")
        if change.target is not None:
            value = full(change.target.value, subject.style)
            words = _("a target was set: {value} by {day}").format(
                value=value, day=day_words(change.target.date)
            )
        out.append((change.day, words))
    return out


def _boundary(subject: Subject) -> list[tuple[date, str]]:
    place = subject.account.places.get(subject.place)
    if place is None or place.valid_from is None:
        return []
    return [(place.valid_from, _("{name} got its present boundary or code").format(name=place.name))]
