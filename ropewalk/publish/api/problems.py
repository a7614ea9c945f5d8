"""What went wrong, said so that a person can mend it: problem details for HTTP APIs (RFC 9457)."""

from enum import Enum
from typing import Final

import msgspec

from ropewalk.design.root import rooted

MEDIA_TYPE: Final = "application/problem+json"
ABOUT: Final = "/api/"


class Kind(Enum):
    """Every sort of problem: its code, its status and its title. The code is a heading of docs/api.md."""

    BAD_PARAMETER = ("bad-parameter", 400, "A parameter cannot be read")
    UNKNOWN_PARAMETER = ("unknown-parameter", 400, "There is no such parameter")
    UNKNOWN_ADDRESS = ("unknown-address", 404, "There is nothing at this address")
    UNKNOWN_CODE = ("unknown-code", 404, "There is nothing with this code")
    NOT_HELD = ("not-held", 404, "This is not held")
    ONLY_READ = ("only-read", 405, "This API is only read")
    MOVED_ON = ("moved-on", 410, "The account has moved on")
    TOO_WIDE = ("too-wide", 422, "The question is too wide")
    CANNOT_BE = ("cannot-be", 422, "The parameters do not go together")
    NOT_READY = ("not-ready", 503, "The account is not ready")

    def __init__(self, code: str, status: int, title: str) -> None:
        self.code, self.status, self.title = code, status, title


class Wrong(msgspec.Struct, frozen=True):
    """One parameter that is wrong, and how."""

    name: str
    problem: str


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``type`` names the sort of problem and is the address of its explanation; ``detail`` says what is wrong
    with this question; ``remedy`` what to do. ``parameters``: those that are wrong; ``known``: what there is
    to choose from."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    parameters: tuple[Wrong, ...] = ()
    known: tuple[str, ...] = ()


class ProblemError(Exception):
    """Raised anywhere in this room; answered as problem details."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        remedy: str,
        *,
        parameters: tuple[Wrong, ...] = (),
        known: tuple[str, ...] = (),
    ) -> None:
        super().__init__(detail)
        self.details = ProblemDetails(
            type=rooted(f"{ABOUT}#{kind.code}"),
            title=kind.title,
            status=kind.status,
            detail=detail,
            remedy=remedy,
            parameters=parameters,
            known=known,
        )


def unknown_code(what: str, code: str, address: str) -> ProblemError:
    """Nothing of this sort has this code; ``address`` lists those that there are."""
    return ProblemError(Kind.UNKNOWN_CODE, f"There is no {what} {code!r}.", f"Choose one of {address}.")
