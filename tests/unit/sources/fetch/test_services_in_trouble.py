"""Whatever a service does, the folder is as it was, and a person is told what to do."""

import gzip
import zipfile
from io import BytesIO

import pytest
from fake_service import Answer, Service, cut, drips, drips_headers, endless, leads_to, packed, sends, status
from fetched_source import Toy

from ropewalk.sources.fetch.faults import FetchError
from ropewalk.vocabulary.errors import RopewalkError

PAGE = b"<!DOCTYPE html><html><head><title>Sorry, we are down for maintenance</title></head></html>"


def zeros(size: int) -> bytes:
    """A spreadsheet's worth of noughts, packed small."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return content.getvalue()


REFUSED: dict[str, tuple[Answer, str]] = {
    "a page of an error that is called fine": (sends(PAGE, Content_Type="text/html"), "a web page"),
    "a page that is called a table": (sends(PAGE, Content_Type="text/csv"), "down for maintenance"),
    "an error in JSON that is called fine": (sends(b'{"message": "No data"}'), "with an error"),
    "an error in XML": (sends(b'<?xml version="1.0"?><Error>No</Error>'), "with markup"),
    "an empty file": (sends(b""), "empty"),
    "a file of spaces": (sends(b" \n \n"), "empty"),
    "a file that is gone": (status(404), "status 404"),
    "a file that is not for us": (status(403), "status 403"),
    "a redirect without end": (leads_to("/work.csv"), "more than 5 times"),
    "a redirect into this machine's files": (leads_to("file:///etc/passwd"), "cannot be fetched"),
    "a redirect with a password": (leads_to("http://a:b@127.0.0.1/x.csv"), "cannot be fetched"),
    "a redirect into the network": (leads_to("http://10.0.0.1/x.csv"), "not a public address"),
    "a redirect to another name of this machine": (
        leads_to("http://localhost/x.csv"),
        "not a public address",
    ),
    "a redirect to the cloud's own store of keys": (
        leads_to("http://169.254.169.254/"),
        "not a public address",
    ),
    "a redirect to this machine, in new figures": (leads_to("http://[::1]/x.csv"), "not a public address"),
    "a redirect to this machine, in mixed figures": (
        leads_to("http://[::ffff:127.0.0.1]/x.csv"),
        "not a public address",
    ),
    "more bytes than allowed, and it says so": (sends(b"a,b\n" * 100_000), "larger than 200,000 bytes"),
    "more bytes than allowed, without end": (endless(), "larger than 200,000 bytes"),
    "a few bytes that unpack to many": (packed(b"a,b\n" * 1_000_000), "larger than 300,000 bytes unpacked"),
    "a compression that was not asked for": (sends(b"a", Content_Encoding="br"), "not asked for"),
    "not modified, though nobody asked that": (status(304), "not asked that"),
    "a wait that is too long": (status(429, Retry_After="3600"), "asks to wait 3600 seconds"),
    "trouble that stays": (status(503), "status 503, 3 times"),
    "a connection that always breaks": (cut(b"a,b\n" * 100, 40), "3 times"),
    "compression that is always cut short": (
        sends(gzip.compress(b"code,value\n" * 100)[:-9], Content_Encoding="gzip"),
        "cut short, 3 times",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_nothing_changes(toy: Toy, publisher: Service, case: str) -> None:
    answer, said = REFUSED[case]
    toy.declare_url(publisher.on("/work.csv", answer), limits="bytes = 200_000\nunpacked = 300_000")
    before = toy.state()

    with pytest.raises(FetchError, match=said) as raised:
        toy.fetch()

    assert toy.state() == before
    assert all(fault.remedy and fault.file for fault in raised.value.faults)


@pytest.mark.parametrize("answer", [drips(b"a" * 1000, 0.02), drips_headers(0.02)], ids=["body", "headers"])
def test_a_service_that_never_ends_is_left(toy: Toy, publisher: Service, answer: Answer) -> None:
    limits = "total = 0.4"
    toy.declare_url(publisher.on("/work.csv", answer))
    text = (toy.folder / "fetch.toml").read_text().replace("total = 10.0", limits)
    (toy.folder / "fetch.toml").write_text(text)
    before = toy.state()

    with pytest.raises(FetchError, match=r"did not come within 0\.4 seconds"):
        toy.fetch()

    assert toy.state() == before


@pytest.mark.parametrize(
    "trouble",
    [
        status(500),
        status(502),
        status(429, Retry_After="0"),
        status(503, Retry_After="Mon, 02 Nov 2020 09:30:00 GMT"),
        cut(b"a,b\n" * 100, 40),
        sends(gzip.compress(b"a,b\n" * 100)[:-9], Content_Encoding="gzip"),
    ],
    ids=["500", "502", "429", "503", "cut", "packed and cut"],
)
def test_trouble_that_passes_is_waited_for(
    toy: Toy, publisher: Service, newer: bytes, trouble: Answer
) -> None:
    toy.declare_url(publisher.on("/work.csv", trouble, trouble, sends(newer)))

    toy.fetch()

    assert len(publisher.asked) == 3
    assert toy.content() == newer


def test_a_service_that_is_not_there(toy: Toy, publisher: Service) -> None:
    toy.declare_url("http://127.0.0.1:9/work.csv")
    with pytest.raises(FetchError, match="connection broke"):
        toy.fetch()


def test_a_name_that_is_not_there(toy: Toy) -> None:
    toy.declare_url("http://nowhere.invalid/work.csv")
    with pytest.raises(RopewalkError, match=r"nowhere\.invalid cannot be found"):
        toy.fetch()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("book.xlsx", b"code,value\n", "is not an Excel workbook"),
        ("book.xlsx", zeros(2_000_000), "larger than 300,000 bytes unpacked"),
        ("book.xlsx", b"PK\x03\x04 and no more", "damaged"),
        ("old.xls", PAGE, "a web page"),
        ("table.parquet", b"code,value\n", "is not a Parquet file"),
        ("areas.json", b"code,value\n", "is not JSON"),
        ("areas.json", b'{"status": 500, "error": "Internal"}', "with an error"),
        ("areas.json", b"{}", "with an error"),
    ],
)
def test_a_file_is_what_its_name_says(
    toy: Toy, publisher: Service, name: str, content: bytes, said: str
) -> None:
    toy.declare_url(publisher.on("/file", sends(content)), limits="unpacked = 300_000")
    plan = toy.folder / "fetch.toml"
    plan.write_text(plan.read_text().replace("work.csv.gz", name))
    with pytest.raises(FetchError, match=said):
        toy.fetch()


def test_every_request_says_who_asks(toy: Toy, publisher: Service, newer: bytes) -> None:
    toy.declare_url(publisher.on("/work.csv", sends(newer)))
    toy.fetch()
    assert publisher.asked[0][1]["user-agent"].startswith("ropewalk/")
