"""What each role may do: a table that a councillor can read, and the only place where it is said.

``docs/rights.md`` is printed from it (``python tools/rights.py``).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ropewalk.vocabulary.language import later


class Role(StrEnum):
    """What a person is here to do."""

    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    VERIFIER = "verifier"
    PUBLISHER = "publisher"
    SCRUTINY = "scrutiny"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One thing that can be done in the office."""

    READ = "read"
    READ_EXEMPT = "read_exempt"
    EARLY_ACCESS = "early_access"
    EXPORT = "export"
    FILE_RETURN = "file_return"
    COMMENT = "comment"
    EDIT_DELIVERY = "edit_delivery"
    PROPOSE = "propose"
    RECOGNISE = "recognise"
    REPLY = "reply"
    QUERY = "query"
    VERIFY = "verify"
    ASK_RETURNS = "ask_returns"
    SIGN_OFF = "sign_off"
    EDIT_PLAN = "edit_plan"
    SET_TARGET = "set_target"
    OVERRIDE = "override"
    SHOW_DELIVERY = "show_delivery"
    IMPORT = "import"
    PREPARE_RELEASE = "prepare_release"
    PUBLISH = "publish"
    CORRECT = "correct"
    ELECTION = "election"
    ASK_SCRUTINY = "ask_scrutiny"
    ANSWER = "answer"
    MODERATE = "moderate"
    SHOW_ANSWER = "show_answer"
    SEE_PEOPLE = "see_people"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_ORGANISATIONS = "manage_organisations"
    READ_AUDIT = "read_audit"
    EXPORT_AUDIT = "export_audit"


ROLE_MEANING: Final[Mapping[Role, str]] = {
    Role.VIEWER: later("Reads the work before it is published."),
    Role.CONTRIBUTOR: later(
        "Sends in figures and comments, and runs actions. Partners do so for their own promises."
    ),
    Role.VERIFIER: later("Checks what others send in, and may ask about it."),
    Role.PUBLISHER: later("Runs the plan and its calendar, signs off, and publishes."),
    Role.SCRUTINY: later("Reads all that officers read, but for what is exempt, and asks questions."),
    Role.ADMINISTRATOR: later("Looks after people and organisations. Has no say over figures."),
}

MEANING: Final[Mapping[Right, str]] = {
    Right.READ: later("Read drafts, returns and comments before they are published"),
    Right.READ_EXEMPT: later("Read what is exempt from publication"),
    Right.EARLY_ACCESS: later("Read a release before its time, if on its list; each reading is logged"),
    Right.EXPORT: later("Take lists away as a spreadsheet"),
    Right.FILE_RETURN: later("Send in a figure or a comment that is asked for, with its evidence"),
    Right.COMMENT: later("Write a signed comment beside a figure"),
    Right.EDIT_DELIVERY: later("Write actions, milestones, risks and recovery plans"),
    Right.PROPOSE: later("Put forward an idea, and say what came of it"),
    Right.RECOGNISE: later("Recognise somebody for a tested improvement or a verified milestone"),
    Right.REPLY: later("Reply in public to a comment"),
    Right.QUERY: later("Send a return back with a question"),
    Right.VERIFY: later("Say that a return was checked against its evidence"),
    Right.ASK_RETURNS: later("Decide what is asked of whom, and by when"),
    Right.SIGN_OFF: later("Sign off a verified return, and publish a comment"),
    Right.EDIT_PLAN: later("Write the plan: aims, priorities, owners, measures, peer sets"),
    Right.SET_TARGET: later("Set a target, with its reason"),
    Right.OVERRIDE: later("Set a status by hand, with a reason and an end date; move or drop a promised day"),
    Right.SHOW_DELIVERY: later("Decide which risks, recovery plans and decisions readers see"),
    Right.IMPORT: later("Bring a changed spreadsheet back; each row needs the right that its page needs"),
    Right.PREPARE_RELEASE: later("Put a release together"),
    Right.PUBLISH: later("Publish a release"),
    Right.CORRECT: later("Publish a correction of a release"),
    Right.ELECTION: later("Switch pre-election mode on and off"),
    Right.ASK_SCRUTINY: later("Ask a scrutiny question, and follow it up"),
    Right.ANSWER: later("Answer a scrutiny question or a reader's challenge"),
    Right.MODERATE: later("Decide whether a reader's challenge is shown"),
    Right.SHOW_ANSWER: later("Publish an answer to scrutiny or to a reader"),
    Right.SEE_PEOPLE: later("See who has which role"),
    Right.MANAGE_PEOPLE: later("Invite people, give and end roles, end sessions"),
    Right.MANAGE_ORGANISATIONS: later("Add, rename and close organisations"),
    Right.READ_AUDIT: later("Read the audit log"),
    Right.EXPORT_AUDIT: later("Take the audit log away"),
}

_READS = {Right.READ, Right.EXPORT, Right.EARLY_ACCESS}
_OFFICER = _READS | {Right.READ_EXEMPT}

HOLDS: Final[Mapping[Role, frozenset[Right]]] = {
    Role.VIEWER: frozenset({Right.READ, Right.EARLY_ACCESS}),
    Role.CONTRIBUTOR: frozenset(
        _OFFICER
        | {Right.FILE_RETURN, Right.COMMENT, Right.EDIT_DELIVERY, Right.PROPOSE, Right.REPLY, Right.ANSWER}
        | {Right.IMPORT}
    ),
    Role.VERIFIER: frozenset(
        _OFFICER | {Right.QUERY, Right.VERIFY, Right.MODERATE, Right.SHOW_ANSWER, Right.IMPORT}
    ),
    Role.PUBLISHER: frozenset(
        _OFFICER
        | {Right.COMMENT, Right.EDIT_DELIVERY, Right.PROPOSE, Right.QUERY}
        | {Right.ASK_RETURNS, Right.SIGN_OFF, Right.EDIT_PLAN, Right.SET_TARGET, Right.OVERRIDE, Right.IMPORT}
        | {Right.SHOW_DELIVERY, Right.RECOGNISE}
        | {Right.PREPARE_RELEASE, Right.PUBLISH, Right.CORRECT, Right.ELECTION}
        | {Right.ANSWER, Right.MODERATE, Right.SHOW_ANSWER, Right.SEE_PEOPLE}
    ),
    Role.SCRUTINY: frozenset(_READS | {Right.ASK_SCRUTINY, Right.REPLY, Right.IMPORT}),
    Role.ADMINISTRATOR: frozenset(
        {Right.SEE_PEOPLE, Right.MANAGE_PEOPLE, Right.MANAGE_ORGANISATIONS}
        | {Right.READ_AUDIT, Right.EXPORT_AUDIT, Right.EXPORT, Right.IMPORT}
    ),
}

OVER_ALL: Final = frozenset(
    {Right.PUBLISH, Right.CORRECT, Right.ELECTION, Right.MANAGE_ORGANISATIONS}
    | {Right.READ_AUDIT, Right.EXPORT_AUDIT}
)
"""Rights that touch the whole account: only a role over everything brings them."""

APART: Final = frozenset({Right.VERIFY, Right.SIGN_OFF, Right.SHOW_ANSWER})
"""Rights that nobody has over what they sent in themselves: two pairs of eyes see every figure and answer."""
