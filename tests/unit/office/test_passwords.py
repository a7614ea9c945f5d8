"""Which passwords are too easy: of this place, of everybody, or stolen; and that nothing else is asked."""

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from office_people import PASSWORD, a_council

from ropewalk.office.signin import passwords
from ropewalk.office.signin.breached import is_breached
from ropewalk.office.signin.passwords import MadeOfCommon, OfThisPlace, made_of


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password", ["Council2026!!", "housing-Housing-1", "R0pewalk-2026", "The Council Office"]
)
def test_words_of_the_place_make_no_password(password: str) -> None:
    a_council()
    with pytest.raises(ValidationError, match="words of this place"):
        OfThisPlace().validate(password)


@pytest.mark.parametrize(
    "password",
    [
        "Passw0rd12345!",
        "monkeydragon99",
        "iloveyou iloveyou",
        "abcabcabcabcabc",
        "aaaaaaaaaaaa",
        "111111111111",
    ],
)
def test_common_passwords_with_signs_or_two_of_them_make_none(password: str) -> None:
    with pytest.raises(ValidationError, match="too common"):
        MadeOfCommon().validate(password)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "ALLINCAPITALSOFTHREEWORDS",
        "840273651948",
        "ein langer Weg \N{OX}",
        "council tax never sleeps",
        "x" + "long walk " * 20,
    ],
)
def test_any_other_password_of_any_signs_and_length_may_be_chosen(password: str) -> None:
    validate_password(password)


@given(st.text(max_size=80))
def test_no_password_breaks_the_checks(password: str) -> None:
    made_of(password, passwords.OURS)
    passwords.made_of_common(password)


@given(st.sets(st.text(min_size=1, max_size=5), max_size=40), st.text(min_size=1, max_size=5))
def test_a_stolen_password_is_found_wherever_it_stands(stolen: set[str], other: str) -> None:
    import tempfile

    hashes = sorted(hashlib.sha1(one.encode(), usedforsecurity=False).hexdigest().upper() for one in stolen)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "stolen.txt"
        file.write_text("".join(f"{one}:{n + 1}\r\n" for n, one in enumerate(hashes)), newline="")
        assert all(is_breached(file, one) for one in stolen)
        assert is_breached(file, other) == (other in stolen)


def test_a_stolen_password_is_refused_where_there_is_a_list(tmp_path: Path) -> None:
    file = tmp_path / "stolen.txt"
    file.write_text(hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).hexdigest().upper() + ":7\n")
    with pytest.raises(ValidationError, match="too common"):
        passwords.Breached(str(file)).validate(PASSWORD)
    passwords.Breached(str(file)).validate(PASSWORD + "!")
    passwords.Breached().validate(PASSWORD)
