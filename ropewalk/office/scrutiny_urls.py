"""Addresses of questions and challenges, and the door before each."""

from django.urls import URLPattern, path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import door
from ropewalk.office.pages import challenges, questions

reads = door(needs=Right.READ)
asks = door(needs=Right.ASK_SCRUTINY)

SCRUTINY: list[URLPattern] = [
    path("questions/", reads(questions.questions), name="questions"),
    path("questions/ask/", asks(questions.ask), name="question-ask"),
    path("questions/<int:pk>/", reads(questions.one), name="question"),
    path("questions/<int:pk>/step/", reads(questions.step), name="question-step"),
    path("challenges/", reads(challenges.challenges), name="challenges"),
    path("challenges/<int:pk>/", reads(challenges.one), name="challenge"),
    path("challenges/<int:pk>/step/", reads(challenges.step), name="challenge-step"),
]
