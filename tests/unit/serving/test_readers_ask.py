"""Pages are made ahead under the name that readers ask by: made under another they would be of no use."""

import pytest

from ropewalk.config.address import readers_ask


@pytest.mark.parametrize(
    ("address", "hosts", "listens", "asked"),
    [
        ("https://account.example.gov.uk", ["other.example"], "0.0.0.0:8000", "account.example.gov.uk"),
        ("", ["account.example.gov.uk", "other.example"], "0.0.0.0:8000", "account.example.gov.uk"),
        ("", [], "127.0.0.1:8000", "127.0.0.1:8000"),
        ("", [], "0.0.0.0:8000", "localhost:8000"),
        ("", [], "[::]:8000", "localhost:8000"),
        ("", [], "127.0.0.1", "127.0.0.1"),
    ],
)
def test_the_public_name_comes_first_and_listening_everywhere_is_no_name(
    address: str, hosts: list[str], listens: str, asked: str
) -> None:
    assert readers_ask(address, hosts, listens) == asked
