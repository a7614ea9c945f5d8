"""What is typed to find a neighbourhood: a postcode is known for one, and addresses of areas are plain."""

import pytest

from ropewalk.publish.website.asked import is_postcode
from ropewalk.publish.website.homes import slug_of


@pytest.mark.parametrize("typed", ["L4 0TH", "l40th", "L17", " sw1a 1aa ", "M1"])
def test_a_postcode_or_its_first_half_is_known_for_one(typed: str) -> None:
    assert is_postcode(typed)


@pytest.mark.parametrize("typed", ["Anfield", "E01006512", "Liverpool 030A", "", "L", "17"])
def test_names_and_codes_are_no_postcodes(typed: str) -> None:
    assert not is_postcode(typed)


@pytest.mark.parametrize(
    ("code", "slug"), [("Liverpool 030", "liverpool-030"), ("St. Helens 001", "st-helens-001")]
)
def test_an_areas_address_is_its_official_name(code: str, slug: str) -> None:
    assert slug_of(code) == slug
