"""Every list that can be taken away. A list that is not here has no sheet."""

from typing import Final

from django.http import Http404

from ropewalk.accounts.by import By
from ropewalk.office.lists.actions import ACTIONS
from ropewalk.office.lists.asked import ASKED
from ropewalk.office.lists.changes import CHANGES
from ropewalk.office.lists.comments import COMMENTS
from ropewalk.office.lists.listed import Listed
from ropewalk.office.lists.measures import MEASURES
from ropewalk.office.lists.milestones import MILESTONES
from ropewalk.office.lists.people import PEOPLE
from ropewalk.office.lists.plan_parts import PARTS
from ropewalk.office.lists.records import RECORDS
from ropewalk.office.lists.releases import RELEASES
from ropewalk.office.lists.returns import RETURNS

LISTS: Final = {
    one.name: one
    for one in (
        *(*PARTS, *MEASURES, ACTIONS, MILESTONES, *RECORDS, CHANGES),
        *(*RETURNS, COMMENTS, *ASKED, RELEASES, *PEOPLE),
    )
}


def named(name: str, by: By) -> tuple[Listed, str]:
    """A list by its name in addresses, and which of several. Raises Http404 for one that there is not, or
    that somebody does not see."""
    code, _colon, of = name.partition(":")
    listed = LISTS.get(code)
    if listed is None or listed.of != bool(of) or not by.may_somewhere(listed.reads):
        raise Http404
    return listed, of
