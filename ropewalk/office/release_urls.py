"""Addresses of releases, and the door before each."""

from django.urls import URLPattern, path

from ropewalk.accounts.roles import Right
from ropewalk.office.doors import door
from ropewalk.office.pages import releases

early = door(needs=Right.EARLY_ACCESS)
prepares = door(needs=Right.PREPARE_RELEASE)
publishes = door(needs=Right.PUBLISH)
corrects = door(needs=Right.CORRECT)

RELEASES: list[URLPattern] = [
    path("releases/", early(releases.releases), name="release-list"),
    path("releases/plan/", prepares(releases.plan), name="release-plan"),
    path("releases/<int:pk>/", early(releases.one), name="release-one"),
    path("releases/<int:pk>/change/", prepares(releases.change), name="release-change"),
    path("releases/<int:pk>/move/", prepares(releases.move), name="release-move"),
    path("releases/<int:pk>/prepare/", prepares(releases.prepare), name="release-prepare"),
    path("releases/<int:pk>/clear/", publishes(releases.clear), name="release-clear"),
    path("releases/<int:pk>/hold/", publishes(releases.hold), name="release-hold"),
    path("releases/<int:pk>/cancel/", publishes(releases.cancel), name="release-cancel"),
    path("releases/<int:pk>/correct/", corrects(releases.correct), name="release-correct"),
    path("releases/<int:pk>/early/", publishes(releases.add_early), name="release-early"),
    path("releases/early/<int:pk>/end/", publishes(releases.end_early), name="release-early-end"),
    path("releases/<int:pk>/files/<str:code>", early(releases.document), name="release-file"),
]
