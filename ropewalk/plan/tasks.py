"""What the plan leaves to the worker (``ropewalk work``): see ``accounts.jobs``."""

from pathlib import Path

from django.conf import settings
from django_tasks import task

from ropewalk.accounts import jobs
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.plan import reads
from ropewalk.vocabulary import clock
from ropewalk.workspace.folder import Folder

LATER = -10
"""Letters and reminders go first: they take a moment, and this may take minutes."""


@task(priority=LATER)
def refresh_figures() -> list[str]:
    """Work out again what the definitions that the database now holds could have changed; doing it twice
    changes nothing more. Returns the indicators that were worked out again."""
    from ropewalk.workspace.refresh import refresh  # late: it loads the compiled engine

    folder = Folder(Path(settings.WORKSPACE))
    done = refresh(folder, reads.definitions(), today=clock.today(), by="the office")
    return sorted(done.indicators)


def work_out_again(by: By) -> bool:
    """Somebody has the figures worked out again by hand. Returns whether it was not asked for already."""
    with writing(by) as say:
        by.must(Right.EDIT_PLAN)
        asked = ask_refresh()
        if asked:
            say("figures asked again", "account")
    return asked


def ask_refresh() -> bool:
    """Have the figures worked out again; call it in the transaction that changes a definition. Returns
    whether it was not asked for already."""
    return jobs.ask(refresh_figures)
