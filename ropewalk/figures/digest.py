"""A digest of what changed, ready for e-mail: plain text and HTML in one message. Nothing is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from html import escape

from ropewalk.figures.numbers import count_of
from ropewalk.figures.stories import Story

MOST = 30


@dataclass(frozen=True)
class Letter:
    """Who the digest is from and to, and where the account is served (each may be empty; then no links)."""

    account: str
    sender: str = ""
    to: str = ""
    address: str = ""

    def link(self, story: Story) -> str:
        """The permanent address of a change; empty when the account's is not known."""
        return f"{self.address.rstrip('/')}/changes/{story.revision}/" if self.address else ""


def subject(told: Sequence[Story], account: str) -> str:
    """What the message is about, in a line."""
    return f"{account}: {count_of(len(told), 'change')}" if told else f"{account}: nothing changed"


def digest(told: Sequence[Story], letter: Letter, since: str) -> EmailMessage:
    """The message; the same changes give the same bytes. ``since``: from when on, in words."""
    message = EmailMessage()
    message["Subject"] = subject(told, letter.account)
    for name, value in (("From", letter.sender), ("To", letter.to)):
        if value:
            message[name] = value
    if told:
        message["Date"] = format_datetime(told[0].at)
    message["X-Unsent"] = "1"  # mail programs open it as a draft
    plain = text(told, letter, since)
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(html(told, letter, since), subtype="html", cte="quoted-printable")
    message.set_boundary(f"ropewalk-{sha256(plain.encode()).hexdigest()[:24]}")
    return message


def opening(told: Sequence[Story], since: str) -> str:
    """The first sentence: how much changed, and since when."""
    if not told:
        return f"Nothing that we had published has changed since {since}."
    return f"{count_of(len(told), 'change')} to what we had published, since {since}. The newest comes first."


def text(told: Sequence[Story], letter: Letter, since: str) -> str:
    """The plain part."""
    lines = [letter.account, "", opening(told, since)]
    for story in told[:MOST]:
        lines += ["", f"{_day(story)}: {story.message}", *([_source(story)] if story.source else [])]
        lines += [f"- {line}" for line in story.lines]
        lines += [link] if (link := letter.link(story)) else []
    return "\n".join([*lines, *_more(told), ""])


def html(told: Sequence[Story], letter: Letter, since: str) -> str:
    """The HTML part: plain elements that every mail program shows, and no picture or script."""
    parts = [f"<h1>{escape(letter.account)}</h1>", f"<p>{escape(opening(told, since))}</p>"]
    for story in told[:MOST]:
        heading, link = escape(f"{_day(story)}: {story.message}"), escape(letter.link(story), quote=True)
        parts.append(f'<h2><a href="{link}">{heading}</a></h2>' if link else f"<h2>{heading}</h2>")
        parts += [f"<p>{escape(_source(story))}</p>"] if story.source else []
        items = "".join(f"<li>{escape(line)}</li>" for line in story.lines)
        parts += [f"<ul>{items}</ul>"] if items else []
    parts += [f"<p>{escape(line)}</p>" for line in _more(told) if line]
    title = escape(subject(told, letter.account))
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f'<!DOCTYPE html>\n<html lang="en-GB">{head}<body>\n' + "\n".join(parts) + "\n</body></html>\n"


def _day(story: Story) -> str:
    return f"{story.at.day} {story.at:%B %Y}"


def _source(story: Story) -> str:
    day = story.published
    published = f", published {day.day} {day:%B %Y}" if day else ""
    return f"{story.title}{published}."


def _more(told: Sequence[Story]) -> list[str]:
    left = len(told) - MOST
    return ["", f"And {count_of(left, 'change')} before these."] if left > 0 else []
