"""What a year is played on: the workspace, who its people are, and what steps call the things they made."""

from dataclasses import dataclass, field
from pathlib import Path

from ropewalk.accounts.by import By, by_person
from ropewalk.accounts.models import Organisation, Person
from ropewalk.findings.library import Library
from ropewalk.plan import subjects
from ropewalk.plan.models import Milestone
from ropewalk.plan.subjects import subject_of
from ropewalk.releases.models import Release
from ropewalk.returns.models import Ask
from ropewalk.scrutiny.actions.readers import READER
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import Folder
from ropewalk.year.hands import Hands
from ropewalk.year.script import A_READER, Script

REMEDY = "Look at the steps before"


@dataclass
class Stage:
    """Where a year is played. ``city``: the folder that the workspace was made from."""

    folder: Folder
    city: Path
    script: Script
    hands: Hands
    made: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def email(self, key: str) -> str:
        """A person's address."""
        return f"{key}@{self.script.domain}"

    def person(self, key: str) -> Person:
        """A person by their key. Raises UserError for nobody."""
        row = Person.objects.filter(email=self.email(key)).first()
        if row is None:
            raise UserError(Fault("there is no such person", REMEDY, value=key))
        return row

    def by(self, key: str) -> By:
        """A person at work, with the roles that are in force at the moment; or a reader."""
        return READER if key == A_READER else by_person(self.person(key), "the example year")

    def code(self, key: str) -> str:
        """An organisation's code by its key; empty for none. Raises UserError for an unknown one."""
        if key and key not in self.codes:
            raise UserError(Fault("there is no such organisation", REMEDY, value=key))
        return self.codes[key] if key else ""

    def organisation(self, key: str) -> Organisation:
        """An organisation by its key."""
        return Organisation.objects.get(code=self.code(key))

    def asked(self, about: str, period: str) -> Ask:
        """The return about a subject for a period. Raises UserError where none was asked for."""
        one = subject_of(about)
        rows = Ask.objects.filter(subject_kind=one.kind, subject=one.code, period=period)
        row = rows.order_by("-id").first()
        if row is None:
            raise UserError(Fault("no such return was asked for", REMEDY, value=f"{about} {period}"))
        return row

    def milestone(self, action: str, code: str) -> Milestone:
        """A milestone by its action and its code."""
        row = Milestone.objects.filter(action__code=action, code=code).select_related("action").first()
        if row is None:
            raise UserError(Fault("there is no such milestone", REMEDY, value=f"{action} {code}"))
        return row

    def release(self, number: int) -> Release:
        """A release by its number."""
        row = Release.objects.filter(number=number).first()
        if row is None:
            raise UserError(Fault("there is no such release", REMEDY, value=str(number)))
        return row

    def number(self, key: str) -> int:
        """The number of a comment, a question, an idea and the like, by what steps call it."""
        if key not in self.made:
            raise UserError(Fault("nothing is called that", REMEDY, value=key))
        return self.made[key]

    def library(self) -> Library:
        """What is found, as it is now."""
        return Library(self.folder.store)

    def home(self) -> str:
        """The plan's own place."""
        return subjects.home()
