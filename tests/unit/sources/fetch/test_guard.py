"""Nobody is sent where only we can go."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.sources.fetch.faults import FetchError
from ropewalk.sources.fetch.guard import Clock, Door, OutOfTimeError, check_public

INSIDE = [
    *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("0.1.2.3", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
    *("::ffff:10.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "fe80::1%eth0"),
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        check_public(address, "example.org")


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.133", "2606:50c0:8000::154", "64:ff9b::808:808"])
def test_a_public_address_is_not(address: str) -> None:
    check_public(address, "example.org")


@given(st.ip_addresses(v=4))
def test_an_address_of_four_is_the_same_in_new_figures(address: ipaddress.IPv4Address) -> None:
    def is_refused(text: str) -> bool:
        try:
            check_public(text, "example.org")
        except FetchError:
            return True
        return False

    assert is_refused(str(address)) == is_refused(f"64:ff9b::{address}")
    assert is_refused(str(address)) <= is_refused(f"::ffff:{address}")


def test_a_host_that_the_source_names_may_be_inside() -> None:
    door = Door(["localhost"], Clock(1))
    assert door._addresses("LOCALHOST", 80)
    with pytest.raises(FetchError):
        door._addresses("127.0.0.1", 80)


def test_time_runs_out() -> None:
    with pytest.raises(OutOfTimeError):
        Clock(0).left()
    assert Clock(10).left(3) == 3
