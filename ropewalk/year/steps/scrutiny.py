"""Questions of scrutiny, and challenges of readers."""

from datetime import date
from typing import Literal

from ropewalk.year.steps.base import Base


class AskQuestion(Base, frozen=True, kw_only=True, tag="ask a question"):
    """Put a question of scrutiny to an organisation. ``key``: what other steps call it; ``of``: the
    organisation's key."""

    key: str
    about: str
    text: str
    role: str
    of: str
    due: date


class AnswerQuestion(Base, frozen=True, kw_only=True, tag="answer a question"):
    """Answer it; readers do not see the answer yet."""

    key: str
    text: str
    role: str


class PublishAnswer(Base, frozen=True, kw_only=True, tag="publish an answer"):
    """Show its newest answer to readers."""

    key: str


class FollowUp(Base, frozen=True, kw_only=True, tag="ask on"):
    """Ask on after an answer."""

    key: str
    text: str
    role: str
    due: date


class CloseQuestion(Base, frozen=True, kw_only=True, tag="close a question"):
    """End it, with a word on what came of it."""

    key: str
    text: str


class Challenge(Base, frozen=True, kw_only=True, tag="challenge"):
    """Say that something is wrong, as a reader, and confirm the address by the letter's link."""

    key: str
    about: str
    wrong: Literal["number", "words", "missing", "seen", "other"]
    words: str


class AcceptChallenge(Base, frozen=True, kw_only=True, tag="accept a challenge"):
    """Show it to readers, and put it to an organisation."""

    key: str
    of: str


class AnswerChallenge(Base, frozen=True, kw_only=True, tag="answer a challenge"):
    """Answer it; readers do not see the answer yet."""

    key: str
    outcome: Literal["upheld", "partly upheld", "not upheld"]
    text: str
    role: str
    changed: str = ""


class PublishChallenge(Base, frozen=True, kw_only=True, tag="publish the answer to a challenge"):
    """Show its answer to readers, and send it to who asked."""

    key: str
