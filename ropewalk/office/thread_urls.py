"""Addresses of the golden thread, and the door before each."""

from collections.abc import Callable

from django.urls import URLPattern, path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import View, door
from ropewalk.office.pages import threads
from ropewalk.office.pages.answers import with_plan


def behind(right: Right) -> Callable[[View], View]:
    """A door for a right, to a page that needs a plan."""
    guard = door(needs=right)
    return lambda view: guard(with_plan(view))


reads = behind(Right.READ)

THREAD: list[URLPattern] = [
    path("thread/", reads(threads.threads), name="threads"),
    path("loose-ends/", reads(threads.loose), name="loose-ends"),
    path("thread/<slug:code>/", reads(threads.thread), name="thread"),
]
