"""Addresses of the plan editor, and the door before each."""

from django.urls import path

from ropewalk.accounts.roles import Right
from ropewalk.office.delivery_urls import behind
from ropewalk.office.pages import draft_parts, plan, targets

reads, edits, sets = behind(Right.READ), behind(Right.EDIT_PLAN), behind(Right.SET_TARGET)
ONE = "plan/editions/<str:edition_code>/"

PLAN = [
    path("plan/", reads(plan.plan), name="plan"),
    path("plan/compare/", reads(plan.compare), name="plan-compare"),
    path(ONE, reads(plan.one), name="edition"),
    path(f"{ONE}change/", edits(draft_parts.itself), name="plan-itself"),
    path(f"{ONE}aims/add/", edits(draft_parts.aim), name="plan-aim-add"),
    path(f"{ONE}aims/<str:code>/", edits(draft_parts.aim), name="plan-aim"),
    path(f"{ONE}promises/add/", edits(draft_parts.priority), name="plan-priority-add"),
    path(f"{ONE}promises/<str:code>/", edits(draft_parts.priority), name="plan-priority"),
    path(f"{ONE}values/add/", edits(draft_parts.value), name="plan-value-add"),
    path(f"{ONE}values/<str:code>/", edits(draft_parts.value), name="plan-value"),
    path(f"{ONE}remove/<str:kind>/<str:code>/", edits(draft_parts.remove), name="plan-remove"),
    path(f"{ONE}adopt/", edits(plan.adopt), name="plan-adopt"),
    path(f"{ONE}drop/", edits(plan.drop), name="plan-drop"),
    path("plan/targets/<str:indicator>/", reads(targets.targets), name="targets"),
    path("plan/targets/<str:indicator>/set/", sets(targets.set_target), name="target-set"),
    path("plan/targets/<str:indicator>/withdraw/", sets(targets.withdraw), name="target-withdraw"),
    path("plan/peers/add/", edits(targets.peer_set), name="peer-set-add"),
    path("plan/peers/<str:peers>/", edits(targets.peer_set), name="peer-set"),
]
