"""What releases leave to the worker (``ropewalk work``): see ``accounts.jobs``."""

from django_tasks import task

from ropewalk.accounts import jobs
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By, by_person
from ropewalk.accounts.models import Person
from ropewalk.accounts.roles import Right
from ropewalk.releases.actions import prepare
from ropewalk.releases.actions.planning import locked
from ropewalk.releases.actions.preparing import must_wait
from ropewalk.releases.models import Release
from ropewalk.vocabulary.errors import RopewalkError


@task()
def prepare_release(pk: int, who: str) -> str:
    """Prepare a release for whoever asked, with the roles that they have by now; doing it twice comes to the
    same. Returns why it could not be done, and nothing where it was."""
    person = Person.objects.filter(email=who).first()
    try:
        prepare(by_person(person) if person else By(who), Release.objects.get(pk=pk))
    except RopewalkError as error:
        return "; ".join(str(fault) for fault in error.faults)
    return ""


def ask_prepare(by: By, row: Release) -> bool:
    """Have a release prepared; whether it was not asked for already. Raises UserError when it cannot be."""
    with writing(by) as say:
        by.must(Right.PREPARE_RELEASE)
        row = locked(row)
        must_wait(row)
        asked = jobs.ask(prepare_release, row.pk, by.name)
        if asked:
            say("release to be prepared", "release", str(row.number))
    return asked
