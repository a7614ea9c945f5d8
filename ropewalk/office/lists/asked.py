"""Ideas, questions and challenges."""

from collections.abc import Sequence
from typing import Any

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.roles import Right
from ropewalk.office import idea_words, scrutiny_words
from ropewalk.office.lists.listed import LONG, Listed, Rows, found, has_plan, organisations, refuse, row
from ropewalk.plan import subjects
from ropewalk.plan.board import board
from ropewalk.scrutiny import actions as scrutiny
from ropewalk.scrutiny import reads as scrutiny_reads
from ropewalk.sheets.columns import Column, Kind, When, named
from ropewalk.sheets.found import Change
from ropewalk.thread import actions as thread
from ropewalk.thread import reads as thread_reads
from ropewalk.thread.about import about_of, choices
from ropewalk.thread.actions.ideas import Proposal
from ropewalk.thread.models import Idea
from ropewalk.thread.states import Idea as State
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import later


def _ideas(by: By, of: str) -> Rows:
    names = ("title", "what", "expected", "by", "test")
    rows = (
        row(
            one.pk,
            one.title,
            **{name: getattr(one, name) for name in names},
            about=one.about.text,
            organisation=one.organisation.code,
            proposer=one.proposer_name,
            state=idea_words.state(one.state),
            becomes="",
            why="",
            result="",
            evidence="",
        )
        for one in thread_reads.ideas()
    )
    about = choices(board(clock.today(), records=False)) if has_plan() else {}
    steps = [state for state in State if state is not State.PROPOSED]
    return rows, {
        "about": named(about.items()),
        "organisation": organisations(),
        "becomes": {state.value: idea_words.state(state) for state in steps},
    }


def _write_ideas(by: By, of: str, changes: Sequence[Change]) -> None:
    held = {str(one.pk): one for one in Idea.objects.filter(pk__in=[one.id for one in changes if one.id])}
    teams = {one.code: one for one in Organisation.objects.filter(closed_on=None)}
    for one in changes:
        if one.id:
            target = found(held, one.id)
            if not one.text("becomes"):
                refuse("it is not said what becomes of it", "Choose the next step")
            told = [one.text(name) for name in ("why", "result", "evidence")]
            thread.take(by, target.pk, target.version, State(one.text("becomes")), *told)
            continue
        day: Any = one["by"]
        if not one.text("about") or not one.text("organisation") or day is None:
            refuse(
                "it is not said what it is about, which team would try it, or by when", "Fill in all three"
            )
        texts = {name: one.text(name) for name in ("title", "what", "expected", "test")}
        team = found(teams, one.text("organisation"))
        thread.propose(by, Proposal(about=about_of(one.text("about")), by=day, organisation=team, **texts))


def _questions(by: By, of: str) -> Rows:
    titles = subjects.every()
    held = scrutiny_reads.questions(by)
    said = scrutiny_reads.first_words([one.pk for one in held])
    rows = (
        row(
            one.pk,
            f"{one.pk} {titles.get(one.about, one.subject)}",
            about=titles.get(one.about, one.subject),
            question=said.get(one.pk, ""),
            state=scrutiny_words.state_name(one.state),
            asked=one.asked_at.astimezone().date(),
            organisation=one.organisation.code,
            due=one.due,
        )
        for one in held
    )
    return rows, {"organisation": organisations()}


def _write_questions(by: By, of: str, changes: Sequence[Change]) -> None:
    teams = {one.code: one for one in Organisation.objects.all()}
    for one in changes:
        due: Any = one["due"]
        if due is None:
            refuse("it is not said by when", "Write the day")
        scrutiny.put_to(by, int(one.id), found(teams, one.text("organisation")), due)


def _challenges(by: By, of: str) -> Rows:
    titles = subjects.every()
    rows = (
        row(
            one.pk,
            f"{one.pk} {titles.get(one.about, one.subject)}",
            about=titles.get(one.about, one.subject),
            wrong=scrutiny_words.wrong_name(one.wrong),
            words=one.words,
            state=scrutiny_words.stand_name(one.state),
            due=one.due,
            organisation=one.organisation.code if one.organisation else "",
        )
        for one in scrutiny_reads.challenges(by)
    )
    return rows, {"organisation": organisations()}


def _write_challenges(by: By, of: str, changes: Sequence[Change]) -> None:
    teams = {one.code: one for one in Organisation.objects.all()}
    for one in changes:
        scrutiny.put_challenge_to(by, int(one.id), found(teams, one.text("organisation")))


def _new(name: str, title: str, kind: Kind = Kind.TEXT, most: int = 200) -> Column:
    return Column(name, title, kind, When.NEW, most)


def _told(name: str, title: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(name, title, kind, When.NEVER)


MUST = Column("organisation", later("Who must answer"), Kind.CHOICE)
ASKED = (
    Listed(
        "ideas",
        later("Ideas"),
        "ideas",
        Right.READ,
        (
            _new("title", later("The idea in a line")),
            _new("what", later("What would be done"), most=LONG),
            _new("about", later("Which measure or milestone it is about"), Kind.CHOICE),
            _new("expected", later("What effect it should have"), most=LONG),
            _new("by", later("By when"), Kind.DAY),
            _new("test", later("How it will be tested"), most=LONG),
            _new("organisation", later("Which team would try it"), Kind.CHOICE),
            _told("proposer", later("Put forward by")),
            _told("state", later("Where it stands")),
            Column("becomes", later("Next step"), Kind.CHOICE),
            Column("why", later("Reason for the step"), most=LONG),
            Column("result", later("What happened"), most=LONG),
            Column("evidence", later("What shows it"), most=LONG),
        ),
        _ideas,
        _write_ideas,
        note=later("What an idea says stays as it was put forward; it is taken on by its next step."),
    ),
    Listed(
        "questions",
        later("Questions"),
        "questions",
        Right.READ,
        (
            _told("about", later("About what")),
            _told("question", later("Question")),
            _told("state", later("Where it stands")),
            _told("asked", later("Asked on"), Kind.DAY),
            MUST,
            Column("due", later("Answer due"), Kind.DAY),
        ),
        _questions,
        _write_questions,
        adds=False,
        note=later("Scrutiny says who must answer and by when. Questions and answers have their pages."),
    ),
    Listed(
        "challenges",
        later("Challenges"),
        "challenges",
        Right.READ,
        (
            _told("about", later("About what")),
            _told("wrong", later("What is said to be wrong")),
            _told("words", later("In the reader's words")),
            _told("state", later("Where it stands")),
            _told("due", later("Answer due"), Kind.DAY),
            MUST,
        ),
        _challenges,
        _write_challenges,
        adds=False,
        note=later("The day was promised to the reader and stays. Deciding and answering have their pages."),
    ),
)
