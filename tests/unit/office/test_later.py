"""Pages of the office say that figures are being worked out again, and that it failed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from office_people import a_person

from ropewalk.accounts.jobs import State
from ropewalk.accounts.roles import Role

pytestmark = pytest.mark.django_db
AGAIN, COULD_NOT = "Figures are being worked out again", "Figures could not be worked out again"


def test_everybody_reads_on_every_page_that_figures_are_being_worked_out(
    entered: Callable[..., Client],
) -> None:
    publisher = entered(a_person("ann@example.org", Role.PUBLISHER))
    reader = entered(a_person("bob@example.org", Role.VIEWER))
    assert AGAIN not in reader.get("/office/").content.decode()
    done = publisher.post("/office/later/", follow=True).content.decode()
    assert "The figures will be worked out again." in done
    assert "Waiting" in done
    assert AGAIN in reader.get("/office/").content.decode()
    DBTaskResult.objects.update(status=State.FAILED)
    page = reader.get("/office/").content.decode()
    assert AGAIN not in page
    assert COULD_NOT in page
    assert "Failed" in publisher.get("/office/later/").content.decode()
