"""Shared by every test: the network is shut but for this machine's own loopback addresses."""

from pytest_socket import disable_socket, socket_allow_hosts


def pytest_runtest_setup() -> None:
    """Browser journeys talk to a server that the test started; nothing may leave the machine."""
    disable_socket(allow_unix_socket=True)
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
