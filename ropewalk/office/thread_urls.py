"""Addresses of the golden thread, of ideas and of recognition, and the door before each."""

from collections.abc import Callable

from django.urls import URLPattern, path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import View, door
from ropewalk.office.pages import ideas, recognition, threads
from ropewalk.office.pages.answers import with_plan


def behind(right: Right) -> Callable[[View], View]:
    """A door for a right, to a page that needs a plan."""
    guard = door(needs=right)
    return lambda view: guard(with_plan(view))


reads, proposes, recognises = behind(Right.READ), behind(Right.PROPOSE), behind(Right.RECOGNISE)

THREAD: list[URLPattern] = [
    path("thread/", reads(threads.threads), name="threads"),
    path("loose-ends/", reads(threads.loose), name="loose-ends"),
    path("thread/<slug:code>/", reads(threads.thread), name="thread"),
    path("ideas/", reads(ideas.ideas), name="ideas"),
    path("ideas/propose/", proposes(ideas.propose), name="idea-propose"),
    path("ideas/<int:pk>/", reads(ideas.one), name="idea"),
    path("ideas/<int:pk>/step/", proposes(ideas.take), name="idea-step"),
    path("recognition/", reads(recognition.recognitions), name="recognitions"),
    path("recognition/give/", recognises(recognition.give), name="recognise"),
    path("recognition/<int:pk>/", reads(recognition.one), name="recognition"),
    path("recognition/<int:pk>/answer/", reads(recognition.answer), name="recognition-answer"),
    path("recognition/<int:pk>/withdraw/", reads(recognition.withdraw), name="recognition-withdraw"),
]
