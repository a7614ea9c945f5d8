"""The account as files: the bytes that the server sends, links that lead somewhere, and only news written."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import commands
import pytest
from toy_city import CITY

from ropewalk.publish.files import manifest, notes
from ropewalk.publish.files.lay import file_of

HOME = "https://toys.example"
LINKS = re.compile(r'(?:href|src|action)="([^"]+)"')
ASK = """
import json, sys
from ropewalk.publish.files import work
work.start({})
site = work.the_site()
from ropewalk.publish.files.chosen import addresses_of
from ropewalk.publish.website.within import places_of
from ropewalk.publish.account import open_account
account = open_account()
places = places_of(account, ["all"])
import hashlib
found = {a: hashlib.sha256(work.answer(site, a)).hexdigest() for a in addresses_of(account, places)}
print(json.dumps(found))
"""


def environment(workspace: Path) -> dict[str, str]:
    return os.environ | {
        "ROPEWALK_WORKSPACE": str(workspace),
        "DJANGO_SETTINGS_MODULE": "ropewalk.config.settings",
        "ROPEWALK_ADDRESS": HOME,
        "ROPEWALK_ASKS": "0",
    }


def publish(workspace: Path, out: Path, *, places: str = "all") -> dict[str, int]:
    command = [sys.executable, "-m", "ropewalk.cli", "publish", "--workspace", str(workspace)]
    command += ["--out", str(out), "--address", HOME, "--places", places, "--json"]
    done = commands.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


MARKED = {"ropewalk.publish.website.english:_titles_of_sources"}
"""What Welsh pages alone look at: English titles, to mark them."""


@pytest.fixture(scope="module")
def copy(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy city's account as files."""
    out = tmp_path_factory.mktemp("published") / "copy"
    publish(built_toy, out)
    return out


def test_every_file_has_the_bytes_that_the_server_sends(built_toy: Path, copy: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK], check=True, capture_output=True, text=True, env=environment(built_toy)
    )
    sent = json.loads(asked.stdout)
    assert len(sent) > 50
    for address, digest in sent.items():
        assert hashlib.sha256((copy / file_of(address)).read_bytes()).hexdigest() == digest, address


def lost_links(copy: Path) -> dict[str, str]:
    """Where links of our own lead that no file stands for, each with a page that has it."""
    lost: dict[str, str] = {}
    pages = list(copy.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        at = f"{HOME}/{page.relative_to(copy).as_posix().removesuffix('index.html')}"
        for link in LINKS.findall(page.read_text(encoding="utf-8")):
            parts = urlsplit(urljoin(at, unescape(link)))
            ours = f"{parts.scheme}://{parts.netloc}" == HOME
            if ours and not (copy / file_of(parts.path)).is_file():
                lost[parts.path] = at
    return lost


def test_every_link_leads_to_a_file(copy: Path) -> None:
    assert lost_links(copy) == {}


def test_a_link_to_a_place_that_is_left_out_is_none(built_toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    publish(built_toy, out, places=CITY)
    places = {name.split("/")[1] for name in manifest.read(out).files if name.startswith("places/")}
    assert CITY in places
    assert lost_links(out) == {}
    listed = (out / "places" / "index.html").read_text(encoding="utf-8")
    assert "<a>" in listed


def test_nothing_asks_a_server(copy: Path) -> None:
    assert [page for page in copy.rglob("*.html") if "<form" in page.read_text(encoding="utf-8")] == []


def test_robots_find_every_page(copy: Path) -> None:
    assert f"Sitemap: {HOME}/sitemap.xml" in (copy / "robots.txt").read_text()
    listed = re.findall("<loc>(.*?)</loc>", (copy / "sitemap.xml").read_text())
    assert f"{HOME}/" in listed
    assert all((copy / file_of(urlsplit(address).path)).is_file() for address in listed)
    assert {"404.html", "cy/404.html", "brand.css"} <= set(manifest.read(copy).files)


def test_a_second_run_writes_nothing_and_a_lost_file_comes_back(built_toy: Path, copy: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in copy.rglob("*") if file.is_file()}
    assert (publish(built_toy, copy)["written"], publish(built_toy, copy)["removed"]) == (0, 0)
    (copy / "index.html").unlink()
    (copy / "values" / "index.html").write_text("spoilt, and of another length")
    assert publish(built_toy, copy)["written"] == 2
    after = {file: file.stat().st_mtime_ns for file in before}
    moved = {file.relative_to(copy).as_posix() for file in before if before[file] != after[file]}
    assert moved == {"index.html", "values/index.html", manifest.NAME, notes.NAME}


def test_fewer_places_take_their_files_away(built_toy: Path, copy: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(copy, tmp_path / "copy"))
    done = publish(built_toy, mine, places=CITY)
    assert done["removed"] > 0
    held = {file.relative_to(mine).as_posix() for file in mine.rglob("*") if file.is_file()}
    assert held == {*manifest.read(mine).files, manifest.NAME, notes.NAME}


def test_an_unknown_place_stops_and_nothing_is_written(built_toy: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ropewalk.cli", "publish", "--workspace", str(built_toy)]
    command += ["--out", str(tmp_path / "out"), "--places", "NOWHERE"]
    done = commands.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "NOWHERE" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_page_in_welsh_is_made_again_no_more_often_than_in_english(copy: Path) -> None:
    frame = (copy / notes.NAME).read_bytes().partition(b"\n")[0].decode()
    looks = {name: one.looks for name, one in notes.read(copy, frame).items()}
    pages = [name for name in looks if f"cy/{name}" in looks and name.endswith(".html")]
    assert len(pages) > 20
    for name in pages:
        wider = {look.name for look in looks[f"cy/{name}"] if look.arguments == "[]"}
        assert wider <= {look.name for look in looks[name] if look.arguments == "[]"} | MARKED, name
