"""Comments that people of the council and its partners signed beside the figures, and replies to them."""

from ninja import Query

from ropewalk.publish.api.answers import Asked
from ropewalk.publish.api.paging import page_of
from ropewalk.publish.api.parameters import CommentsQuery
from ropewalk.publish.api.service import paged, resource, stated
from ropewalk.publish.api.shapes import Comments
from ropewalk.publish.api.things import Comment
from ropewalk.publish.commented import rows_of

TAG = "Comments"


@resource("/comments", Comments, tag=TAG)
def comments(request: Asked, query: Query[CommentsQuery]) -> Comments:
    """Comments and replies: what was published, signed by role and organisation.

    Of several subjects named, those about any of them. What is about nothing that is known is no fault: the
    plan moves on, and comments stay.
    """
    asked = {("indicator", code) for code in query.indicator}
    asked |= {("priority", code) for code in query.priority}
    asked |= {("action", code) for code in query.action}
    rows = [
        row for row in rows_of(request.account) if not asked or (row["subject_kind"], row["subject"]) in asked
    ]
    page = page_of(request, query, rows, of=request.account.key)
    told = {**paged(page, request), "items": tuple(Comment(**row) for row in page.items)}
    return Comments(**told, **stated(request))
