"""The rights as a page for people: ``docs/rights.md``, held to the table by a test."""

from collections.abc import Iterator

from ropewalk.accounts.roles import APART, HOLDS, MEANING, OVER_ALL, ROLE_MEANING, Role

HEAD = """# Who may do what

Printed from `ropewalk/accounts/roles.py` by `python tools/rights.py`; a test holds the two together.

A role is given over **everything**, over one **priority**, or over an **organisation** with all those below
it; from a day, and until another where one is set. A person may have several. A partner has a role over its
own organisation, so it sees and answers for its own promises and no others.
"""


def rights_page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([HEAD, *_roles(), "", *_table(), "", *_notes(), ""])


def _roles() -> Iterator[str]:
    yield "| role | what it is for |"
    yield "| --- | --- |"
    for role, meaning in ROLE_MEANING.items():
        yield f"| {role} | {meaning} |"


def _table() -> Iterator[str]:
    yield f"| | {' | '.join(Role)} |"
    yield "| --- |" + " :-: |" * len(Role)
    for right, meaning in MEANING.items():
        mark = " *" if right in OVER_ALL else " †" if right in APART else ""
        cells = " | ".join("yes" if right in HOLDS[role] else "" for role in Role)
        yield f"| {meaning}{mark} | {cells} |"


def _notes() -> Iterator[str]:
    yield "\\* Only with a role over everything, because it touches the whole account."
    yield ""
    yield "† Never over what the same person sent in: two pairs of eyes see every figure."
    yield ""
    yield "What is exempt from publication is touched in no way by anybody who may not read it."
