"""An account below a path of its host: links stay below it, and files and answers are the same bytes."""

import hashlib
import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import commands
import pytest
from toy_city import CITY

from ropewalk.config.address import below, path_below
from ropewalk.design.root import bare
from ropewalk.publish.files.lay import file_of

HOST, BASE = "https://toys.example", "/our/account"
LINKS = re.compile(r'(?:href|src|action|content)="((?:https://toys\.example)?/[^"]*)"')
ASK = """
import hashlib, json
from ropewalk.publish.files import work
work.start({})
from django.conf import settings
from ropewalk.config.address import below
from ropewalk.publish.account import open_account
from ropewalk.publish.files.chosen import addresses_of
from ropewalk.publish.website.within import places_of
site, account = below(settings.BASE, work.the_site()), open_account()
def whole(environ, start):  # as a proxy passes it on that takes nothing away
    return site({**environ, "PATH_INFO": settings.BASE + environ["PATH_INFO"]}, start)
addresses = list(addresses_of(account, places_of(account, settings.PLACES)))
told = [[hashlib.sha256(work.answer(one, a)).hexdigest() for one in (site, whole)] for a in addresses]
print(json.dumps(dict(zip(addresses, told))))
"""


@pytest.fixture(scope="module")
def copy(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy city's account as files, for a path of a host."""
    out = tmp_path_factory.mktemp("below") / "copy"
    command = [sys.executable, "-m", "ropewalk.cli", "publish", "--workspace", str(built_toy), "--quiet"]
    command += ["--out", str(out), "--address", f"{HOST}{BASE}/", "--places", CITY, "--processes", "1"]
    commands.run(command, check=True, capture_output=True)
    return out


def test_every_link_stays_below_the_path_and_leads_to_a_file(copy: Path) -> None:
    pages = list(copy.rglob("*.html"))
    assert len(pages) > 20
    astray: dict[str, str] = {}
    for page in pages:
        at = f"{HOST}{BASE}/{page.relative_to(copy).as_posix().removesuffix('index.html')}"
        for link in LINKS.findall(page.read_text(encoding="utf-8")):
            path = urlsplit(urljoin(at, unescape(link))).path
            if not path.startswith(f"{BASE}/") or not (copy / file_of(path.removeprefix(BASE))).is_file():
                astray[path] = at
    assert astray == {}


def test_other_files_name_addresses_below_the_path(copy: Path) -> None:
    for name in ("changes.atom", "sitemap.xml", "data/catalogue.jsonld", "releases/2/release.json"):
        text = (copy / name).read_text(encoding="utf-8")
        named = re.findall(r'(?:href=|: ?)"(/[^"]*)"|https://toys\.example(/[^"<\s]*)', text)
        paths = [path for pair in named for path in pair if path]
        assert paths, name
        assert [path for path in paths if not path.startswith(f"{BASE}/")] == [], name


def test_the_bytes_are_those_of_a_server_below_the_path(built_toy: Path, copy: Path) -> None:
    told = {"ROPEWALK_WORKSPACE": str(built_toy), "ROPEWALK_ADDRESS": f"{HOST}{BASE}", "ROPEWALK_ASKS": "0"}
    environment = os.environ | told | {"ROPEWALK_PLACES": CITY, "ROPEWALK_HTTPS": "0"}
    environment |= {"DJANGO_SETTINGS_MODULE": "ropewalk.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ASK], check=True, capture_output=True, text=True, env=environment
    )
    sent = json.loads(done.stdout)
    assert len(sent) > 50
    for address, digests in sent.items():
        assert address.startswith(f"{BASE}/")
        file = copy / file_of(address.removeprefix(BASE))
        assert digests == [hashlib.sha256(file.read_bytes()).hexdigest()] * 2, address


@pytest.mark.parametrize(
    ("asked", "given"),
    [("/a/b", "/b"), ("/a", "/"), ("/a/", "/"), ("/ab", "/ab"), ("/b", "/b"), ("", "")],
)
def test_the_path_is_taken_away_once_where_it_is_there(asked: str, given: str) -> None:
    def told(environ: dict[str, str], _: object) -> list[bytes]:
        return [environ["PATH_INFO"].encode()]

    assert below("/a", told)({"PATH_INFO": asked}, print) == [given.encode()]


def test_an_address_may_lead_below_a_path() -> None:
    assert path_below("https://example.gov.uk/our/account/") == "/our/account"
    assert path_below("https://example.gov.uk") == path_below("") == ""
    assert bare("/aims/1/") == "/aims/1/"
