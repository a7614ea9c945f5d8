"""Published comments and replies as a table: what pages show, but for the names of who signed."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from ropewalk.commentary.public import Said, Signed
from ropewalk.findings.exchange.datasets import COMMENTS
from ropewalk.findings.exchange.tables import schema_of
from ropewalk.publish.account import Account, open_account
from ropewalk.publish.digests import digest


def comments_table() -> pl.DataFrame:
    """Every comment and reply that readers see now, by what it is about, the newest first; a reply follows
    its comment. Raises NotReadyError before the first load."""
    return pl.DataFrame(list(rows_of(open_account())), schema=schema_of(COMMENTS))


def comments_key(account: Account) -> str:
    """Names all of them: what is made of them is made anew when it moves on."""
    return digest(account.comments)


def rows_of(account: Account) -> Iterator[dict[str, Any]]:
    """The rows of the table, one at a time."""
    for _about, each in sorted(account.comments.items()):
        for said in each:
            own = f"comment-{said.words.number}"
            yield _row(account, said, said.words, own, "")
            for reply in said.replies:
                yield _row(account, said, reply, f"reply-{reply.number}", own)


def _row(account: Account, said: Said, words: Signed, name: str, to: str) -> dict[str, Any]:
    kind, _colon, subject = said.subject.partition(":")
    return {
        "comment": name,
        "reply_to": to,
        "subject_kind": kind,
        "subject": subject,
        "place": said.place or account.city.place,
        "period": said.period,
        "text": words.text,
        "role": words.role,
        "organisation": words.organisation,
        "published": words.day,
        "withdrawn": words.withdrawn,
        "withdrawn_because": words.why,
    }
