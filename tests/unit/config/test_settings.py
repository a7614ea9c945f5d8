"""What the settings promise: a key that stays private, hashed static files, headers on every answer."""

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory

from ropewalk.config import headers, office
from ropewalk.config.secret import FILE, secret_keys
from ropewalk.config.static import HashedStatic, _hash


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "ropewalk.toml").write_text('name = "Toy"\n')
    return tmp_path


def test_the_key_is_kept_and_only_its_owner_may_read_it(workspace: Path) -> None:
    [key] = secret_keys(workspace)
    assert len(key) >= 50
    assert secret_keys(workspace) == [key]
    assert stat.S_IMODE((workspace / FILE).stat().st_mode) == 0o600


def test_two_workspaces_have_two_keys(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "ropewalk.toml").touch()
    assert secret_keys(workspace) != secret_keys(other)


def test_an_empty_key_file_is_filled(workspace: Path) -> None:
    (workspace / FILE).touch(mode=0o644)
    [key] = secret_keys(workspace)
    assert len(key) >= 50
    assert secret_keys(workspace) == [key]
    assert stat.S_IMODE((workspace / FILE).stat().st_mode) == 0o600


def test_a_new_key_put_first_is_in_use_and_the_one_before_still_opens(workspace: Path) -> None:
    [old] = secret_keys(workspace)
    (workspace / FILE).write_text(f"another-key\n{old}\n")
    assert secret_keys(workspace) == ["another-key", old]


def test_a_folder_that_is_no_workspace_is_left_alone(tmp_path: Path) -> None:
    assert secret_keys(tmp_path) != secret_keys(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_into_a_page_and_nothing_comes_from_elsewhere() -> None:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    allowed = {word for words in policy.values() for word in words}
    assert allowed == {"'none'", "'self'", "data:"}
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]


def test_the_site_is_not_in_debug_and_knows_no_cookie() -> None:
    assert settings.DEBUG is False
    assert not [name for name in settings.MIDDLEWARE if "session" in name or "auth" in name or "csrf" in name]


def test_a_static_address_changes_with_the_bytes(tmp_path: Path, settings) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    file = tmp_path / "a.css"
    addresses = []
    for text in ("body{}", "p{}", "p{}"):
        file.write_text(text)
        _hash.cache_clear()
        addresses.append(HashedStatic().url("a.css"))
    assert addresses[0].startswith("/static/a.css?v=")
    assert addresses[0] != addresses[1] == addresses[2]


def test_a_font_has_the_address_that_the_style_sheet_names(tmp_path: Path, settings) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "a.woff2").write_bytes(b"font")
    assert HashedStatic().url("a.woff2") == "/static/a.woff2"


def test_a_static_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"missing\.css"):
        HashedStatic().url("missing.css")


def test_a_page_asks_the_browser_for_nothing() -> None:
    answer = headers.permissions_policy(lambda _: HttpResponse("ok"))(RequestFactory().get("/"))
    assert "geolocation=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(
    ("https", "base", "name", "path"),
    [
        (False, "", "office", "/office/"),
        (False, "/account", "office", "/account/office/"),
        (True, "", "__Host-office", "/"),
        (True, "/account", "__Secure-office", "/account/office/"),
    ],
)
def test_a_cookie_is_for_this_host_alone_or_below_our_own_path(
    https: bool, base: str, name: str, path: str
) -> None:
    told = office.from_environment({}, https=https, base=base)
    assert (told["SESSION_COOKIE_NAME"], told["CSRF_COOKIE_NAME"]) == (name, f"{name}-form")
    for kind in ("SESSION", "CSRF"):
        assert told[f"{kind}_COOKIE_PATH"] == path
        assert told[f"{kind}_COOKIE_SECURE"] is https
        assert told[f"{kind}_COOKIE_HTTPONLY"] is True


def test_a_list_of_stolen_passwords_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="no such file"):
        office.from_environment({"ROPEWALK_BREACHED": str(tmp_path / "none")}, https=True)


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    # It exits where a model has changed without its migration.
    assert call_command("makemigrations", "--check", "--dry-run", verbosity=0) is None
