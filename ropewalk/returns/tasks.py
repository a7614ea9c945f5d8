"""What returns leave to the worker (``ropewalk work``): see ``accounts.jobs``."""

from pathlib import Path

from django.conf import settings
from django_tasks import task

from ropewalk.accounts import jobs

LATER = -10


@task(priority=LATER)
def load_figures() -> list[str]:
    """Load what was signed off; doing it twice changes nothing more. Returns the measures loaded."""
    from ropewalk.returns.observe import observe  # late: it loads the engine

    return [one.indicator for one in observe(Path(settings.WORKSPACE)) if one.revision]


def ask_load() -> bool:
    """Have what was signed off loaded; call it in the transaction that signs it off."""
    return jobs.ask(load_figures)
