"""Addresses of delivery, and the door before each."""

from collections.abc import Callable

from django.urls import path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import View, door
from ropewalk.office.pages import changes, delivery, milestones, records
from ropewalk.office.pages.answers import with_plan


def behind(right: Right) -> Callable[[View], View]:
    """A door for a right, to a page that needs a plan."""
    guard = door(needs=right)
    return lambda view: guard(with_plan(view))


reads, edits, steers = behind(Right.READ), behind(Right.EDIT_DELIVERY), behind(Right.OVERRIDE)
verifies, shows = behind(Right.VERIFY), behind(Right.SHOW_DELIVERY)
ONE = "delivery/actions/<str:action>/"
OF = f"{ONE}milestones/<str:milestone>/"
KIND = "delivery/records/<str:kind>/"
CHANGE = "delivery/changes/<str:change>/"

DELIVERY = [
    path("delivery/", reads(delivery.delivery), name="delivery"),
    path("delivery/timeline/", reads(delivery.time_line), name="timeline"),
    path("delivery/add/", edits(delivery.add), name="action-add"),
    path(ONE, reads(delivery.action), name="action"),
    path(f"{ONE}change/", edits(delivery.change), name="action-change"),
    path(f"{ONE}stop/", steers(delivery.stop), name="action-stop"),
    path(f"{ONE}override/", steers(delivery.override), name="override"),
    path(f"{ONE}override/end/", steers(delivery.end_override), name="override-end"),
    path(f"{ONE}milestones/add/", edits(milestones.add), name="milestone-add"),
    path(OF, reads(milestones.milestone), name="milestone"),
    path(f"{OF}change/", edits(milestones.change), name="milestone-change"),
    path(f"{OF}done/", edits(milestones.finish), name="milestone-done"),
    path(f"{OF}reopen/", edits(milestones.reopen), name="milestone-reopen"),
    path(f"{OF}move/", steers(milestones.move), name="milestone-move"),
    path(f"{OF}drop/", steers(milestones.drop), name="milestone-drop"),
    path(f"{OF}verify/", verifies(milestones.verify), name="milestone-verify"),
    path("delivery/records/", reads(records.records), name="records"),
    path(f"{KIND}add/", edits(records.add), name="record-add"),
    path(f"{KIND}<str:record>/", reads(records.change), name="record"),
    path(f"{KIND}<str:record>/show/", shows(records.show), name="record-show"),
    path("delivery/recovery/<str:record>/review/", edits(records.review), name="recovery-review"),
    path("delivery/changes/", reads(changes.changes), name="changes-asked"),
    path("delivery/changes/ask/", edits(changes.ask), name="change-ask"),
    path(CHANGE, reads(changes.change), name="change"),
    path(f"{CHANGE}agree/", steers(changes.agree), name="change-agree"),
    path(f"{CHANGE}refuse/", steers(changes.refuse), name="change-refuse"),
    path(f"{CHANGE}take-back/", edits(changes.take_back), name="change-take-back"),
    path(f"{CHANGE}show/", shows(changes.show), name="change-show"),
]
