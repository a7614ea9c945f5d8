"""Every write to scrutiny: checks the right, writes, tells the audit, and says when readers see more."""

from ropewalk.scrutiny.actions.challenges import (
    Verdict,
    accept,
    answer_challenge,
    decline,
    publish_challenge,
    put_challenge_to,
)
from ropewalk.scrutiny.actions.forgetting import forget
from ropewalk.scrutiny.actions.questions import (
    answer,
    ask,
    close,
    follow_up,
    make_exempt,
    publish,
    put_to,
    withdraw,
)
from ropewalk.scrutiny.actions.readers import Sent, challenge, confirm
from ropewalk.scrutiny.actions.told import StaleError

__all__ = [
    "Sent",
    "StaleError",
    "Verdict",
    "accept",
    "answer",
    "answer_challenge",
    "ask",
    "challenge",
    "close",
    "confirm",
    "decline",
    "follow_up",
    "forget",
    "make_exempt",
    "publish",
    "publish_challenge",
    "put_challenge_to",
    "put_to",
    "withdraw",
]
