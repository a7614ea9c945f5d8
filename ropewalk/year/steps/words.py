"""Signed words beside figures, and replies to them."""

from ropewalk.year.steps.base import Base


class Comment(Base, frozen=True, kw_only=True, tag="comment"):
    """Begin a comment as a draft. ``key``: what other steps call it; ``role``: what the writer is, as readers
    see it; ``of``: an organisation's key."""

    key: str
    about: str
    period: str
    text: str
    role: str
    of: str


class Rewrite(Base, frozen=True, kw_only=True, tag="rewrite a comment"):
    """Change a draft of one's own."""

    key: str
    text: str


class Sign(Base, frozen=True, kw_only=True, tag="sign a comment"):
    """Put one's name to a draft; what the finding says then is kept with it. ``warned``: whether the office
    is to have warned that the words do not agree with the finding; playing stops where it is otherwise."""

    key: str
    warned: bool = False


class Publish(Base, frozen=True, kw_only=True, tag="publish a comment"):
    """Show a signed comment to readers."""

    key: str


class Withdraw(Base, frozen=True, kw_only=True, tag="withdraw a comment"):
    """Take a published comment back."""

    key: str
    why: str


class Reply(Base, frozen=True, kw_only=True, tag="reply"):
    """Answer a published comment."""

    key: str
    text: str
    role: str
    of: str
