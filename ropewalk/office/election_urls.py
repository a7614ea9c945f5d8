"""Addresses of the time before a poll, and the door before each."""

from django.urls import URLPattern, path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import door
from ropewalk.office.pages import election

reads = door(needs=Right.READ)
sets = door(needs=Right.ELECTION)

ELECTION: list[URLPattern] = [
    path("before-a-poll/", reads(election.polls), name="polls"),
    path("before-a-poll/set/", sets(election.set_one), name="poll-set"),
    path("before-a-poll/<int:pk>/end/", sets(election.end), name="poll-end"),
    path("before-a-poll/<int:pk>/let-through/", sets(election.let_through), name="poll-let-through"),
]
