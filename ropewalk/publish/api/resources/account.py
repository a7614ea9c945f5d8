"""The account, the plan's priorities, and the list of all that can be asked for."""

from ninja import Path, Query

from ropewalk.design.root import rooted
from ropewalk.publish.api.answers import DOCUMENT, Asked
from ropewalk.publish.api.paging import page_of
from ropewalk.publish.api.parameters import Code, Paged
from ropewalk.publish.api.problems import unknown_code
from ropewalk.publish.api.service import ROOT, api, paged, resource, stated
from ropewalk.publish.api.shapes import AccountAnswer, Links, Priorities, PriorityAnswer
from ropewalk.publish.api.things import Account, PriorityOf

TAG = "Account"
PARTS = ("account", "priorities", "indicators", "places", "peer-sets", "observations", "findings", "sources",
         "revisions", "comments")  # fmt: skip


@resource("/", Links, tag=TAG)
def start(request: Asked) -> Links:
    """What there is to ask for."""
    links = {part: rooted(f"{ROOT}/{part}") for part in PARTS}
    return Links(api=api.version, links={**links, "document": rooted(DOCUMENT)}, **stated(request))


@resource("/account", AccountAnswer, tag=TAG)
def account(request: Asked) -> AccountAnswer:
    """The account: city, plan, aims, priorities and values."""
    city, plan = request.account.city, request.account.plan
    item = Account(
        title=city.account_title,
        city=city.name,
        council=city.council,
        contact=city.contact,
        place=city.place,
        plan=plan.id,
        plan_title=plan.title,
        adopted=plan.adopted,
        vision=plan.vision,
        vision_parts=plan.vision_parts,
        aims=plan.aims,
        values=plan.values,
    )
    return AccountAnswer(item=item, **stated(request))


@resource("/priorities", Priorities, tag=TAG)
def priorities(request: Asked, query: Query[Paged]) -> Priorities:
    """The priorities of the plan, with the indicators that serve each."""
    rows = [_priority(request, code) for code in request.account.priorities]
    page = page_of(request, query, rows, of=request.account.key)
    return Priorities(**paged(page, request), **stated(request))


@resource("/priorities/{code}", PriorityAnswer, tag=TAG)
def priority(request: Asked, code: Path[Code]) -> PriorityAnswer:
    """One priority."""
    if code not in request.account.priorities:
        raise unknown_code("priority", code, f"{ROOT}/priorities")
    return PriorityAnswer(item=_priority(request, code), **stated(request))


def _priority(request: Asked, code: str) -> PriorityOf:
    known = request.account
    indicators = tuple(found.id for found in known.indicators_of(code))
    return PriorityOf(aim=known.aim_of[code].code, priority=known.priorities[code], indicators=indicators)
