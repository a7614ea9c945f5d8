"""The target of an indicator on its page: the pace it asks for, and every target before."""

import re
from collections.abc import Callable
from datetime import date

import msgspec
from django.http import HttpResponse

from ropewalk.plan import actions
from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.indicator import Target

Get = Callable[..., HttpResponse]


def aim_at(account: Account, value: float) -> None:
    goal = Target(value=value, date=date(2029, 1, 1), reason="To catch up.", approved_by="The cabinet")
    changed = tuple(
        msgspec.structs.replace(one, target=goal) if one.id == "work" else one
        for one in account.definitions.indicators
    )
    actions.load_definitions(
        msgspec.structs.replace(account.definitions, indicators=changed), by="A. Officer"
    )


def section(get: Get, address: str = "/indicators/work/") -> str:
    text = get(address).content.decode().split('id="target"')[1].split('<h2 class="rw-heading"')[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_without_a_target_there_is_no_section(get: Get) -> None:
    assert 'id="target"' not in get("/indicators/work/").content.decode()


def test_a_target_shows_the_pace_it_asks_for_beside_the_pace_of_late(get: Get, account: Account) -> None:
    aim_at(account, 79.1)
    words = section(get)
    assert "79.1% by 1 January 2029." in words
    assert "To catch up. Approved by The cabinet." in words
    # From 69.1% (68.1 to 70.1) at the end of 2023: ten points in five years.
    assert re.search(r"Needed each year from now 2\.0 percentage points \(likely range 1\.8 to 2\.2\)", words)
    assert re.search(r"Change a year of late [\d.]+ percentage points \(likely range ", words)
    assert "The pace of late is slower than the pace that is needed." in words


def test_a_target_that_changed_leaves_the_old_one_in_view(get: Get, account: Account) -> None:
    aim_at(account, 79.1)
    aim_at(account, 72.0)
    words = section(get)
    assert "How the target changed" in words
    assert words.index("79.1% by 1 January 2029.") < words.rindex("72.0% by 1 January 2029.")


def test_another_place_has_no_target_of_ours(get: Get, account: Account) -> None:
    aim_at(account, 79.1)
    assert 'id="target"' not in get("/places/E08900002/work/").content.decode()
