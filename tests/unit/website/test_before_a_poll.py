"""In the time before a poll each public page says what is held back and until when; it costs no query."""

from deliveries import soon
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ropewalk.accounts.actions import end_pre_election, set_pre_election
from ropewalk.accounts.by import By
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role
from ropewalk.publish.website import site
from ropewalk.publish.website.account import open_account

PUBLISHER = By("p@example.org", (Held(Role.PUBLISHER),))
AT = ("/", "/indicators/work/", "/priorities/1.1/")
SAID = "we hold back new comments"


def page(get, at: str) -> str:
    return get(at).content.decode()


def queries(get, at: str) -> int:
    get(at)
    with CaptureQueriesContext(connection) as asked:
        get(at)
    return len(asked)


def test_a_page_says_so_on_its_days_alone_and_asks_no_more_of_the_database(get) -> None:
    before, key = queries(get, AT[1]), open_account().key
    assert SAID not in page(get, "/")
    row = set_pre_election(PUBLISHER, "Toy <b>elections</b>", soon(0), soon(9))
    assert open_account().key != key
    for at in AT:
        assert SAID in page(get, at)
    assert "Toy &lt;b&gt;elections&lt;/b&gt;. Until the end of" in page(get, "/")
    welsh = page(get, "/cy/")
    assert "Cyn pleidlais" in welsh
    assert '<span lang="en">Toy &lt;b&gt;elections&lt;/b&gt;</span>' in welsh
    assert queries(get, AT[1]) == before
    end_pre_election(PUBLISHER, row, "Called off.")
    assert SAID not in page(get, "/")


def test_it_begins_and_ends_with_the_day_though_nothing_is_written(get, monkeypatch) -> None:
    set_pre_election(PUBLISHER, "Toy elections", soon(1), soon(2))
    end_pre_election(PUBLISHER, set_pre_election(PUBLISHER, "Others", soon(5), soon(6)), "None.")
    days = [soon(more) for more in range(7)]
    said = []
    for day in days:
        monkeypatch.setattr(site.clock, "today", lambda day=day: day)
        said.append(SAID in page(get, "/"))
    assert said == [False, True, True, False, False, False, False]
