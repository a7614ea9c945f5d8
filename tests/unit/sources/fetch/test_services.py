"""Each service is asked in its own way, and its answers become one file."""

import csv
import io
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest
from fake_service import Answer, Service, sends
from fetched_source import Toy

from ropewalk.sources.fetch.asking import asks, page
from ropewalk.sources.fetch.declared import Explore, Fingertips, Nomis
from ropewalk.sources.fetch.faults import FetchError

RECORDS = [("E08900001", str(year), str(60 + year % 7)) for year in range(2014, 2024)]
NOMIS = 'kind = "nomis"\ndataset = "NM_17_5"\ndimensions = { geography = "TYPE464", variable = "45" }\n'
COLUMNS = ["GEOGRAPHY_CODE", "DATE_NAME", "OBS_VALUE", "RECORD_OFFSET", "RECORD_COUNT"]
# The columns of a file of the public health service, in its order.
FINGERTIPS = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,"
    "Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,"
    "Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,Compared to England value or percentiles,"
    "Compared to percentiles,Time period Sortable,New data,Compared to goal,Time period range\r\n"
)


def nomis(total: int = len(RECORDS), most: int = 4) -> Answer:
    """Pages as the service gives them: at most ``most`` records each, whatever was asked."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked = {key.lower(): values[0] for key, values in parse_qs(urlsplit(handler.path).query).items()}
        first, size = int(asked["recordoffset"]), min(int(asked["recordlimit"]), most)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for n, record in enumerate(RECORDS[first : first + size], start=first):
            writer.writerow([*record, n, total])
        sends(text.getvalue().encode(), Content_Type="text/csv")(handler)

    return answer


def lines(toy: Toy) -> list[list[str]]:
    return list(csv.reader(io.StringIO(toy.content().decode())))


def test_pages_are_asked_for_until_all_records_are_there(toy: Toy, publisher: Service) -> None:
    publisher.on("/dataset/NM_17_5.data.csv", nomis())
    toy.declare(f'{NOMIS}service = "{publisher.base}"\npage = 5')

    toy.fetch(check=False)

    header, *rows = lines(toy)
    assert header == COLUMNS
    assert [tuple(row[:3]) for row in rows] == RECORDS
    offsets = [parse_qs(urlsplit(path).query)["RecordOffset"][0] for path in publisher.paths()]
    assert offsets == ["0", "4", "8"]


def test_pages_that_end_too_soon_are_no_file(toy: Toy, publisher: Service) -> None:
    publisher.on("/dataset/NM_17_5.data.csv", nomis(total=11))
    toy.declare(f'{NOMIS}service = "{publisher.base}"')
    before = toy.state()

    with pytest.raises(FetchError, match="end at record 10 of 11"):
        toy.fetch(check=False)

    assert toy.state() == before


def test_pages_of_data_that_change_are_asked_for_again_from_the_start(toy: Toy, publisher: Service) -> None:
    publisher.on("/dataset/NM_17_5.data.csv", nomis(total=12), nomis())
    toy.declare(f'{NOMIS}service = "{publisher.base}"')

    toy.fetch(check=False)

    assert [tuple(row[:3]) for row in lines(toy)[1:]] == RECORDS
    assert len(publisher.asked) == 2 + 3


def test_a_query_without_records_is_told(toy: Toy, publisher: Service) -> None:
    publisher.on("/dataset/NM_17_5.data.csv", sends(",".join(COLUMNS).encode()))
    toy.declare(f'{NOMIS}service = "{publisher.base}"')
    with pytest.raises(FetchError, match="finds no records"):
        toy.fetch(check=False)


def test_a_page_that_does_not_say_which_it_is(toy: Toy, publisher: Service) -> None:
    publisher.on("/dataset/NM_17_5.data.csv", sends(b"GEOGRAPHY_CODE,OBS_VALUE\nE1,2\n"))
    toy.declare(f'{NOMIS}service = "{publisher.base}"')
    with pytest.raises(FetchError, match="does not say which page"):
        toy.fetch(check=False)


def test_a_selection_of_columns_keeps_those_that_count_pages() -> None:
    file = Nomis(name="a.csv", dataset="NM_1_1", dimensions={"geography": "TYPE464"}, select=("obs_value",))
    assert "&select=obs_value,record_offset,record_count&" in page(file, 0).address


def test_ranges_and_lists_are_asked_as_they_are_written() -> None:
    file = Nomis(name="a.csv", dataset="NM_17_5", dimensions={"geography": "1...9,12", "date": "latest"})
    address = page(file, 25_000).address
    assert address == (
        "https://www.nomisweb.co.uk/api/v01/dataset/NM_17_5.data.csv"
        "?geography=1...9,12&date=latest&RecordOffset=25000&RecordLimit=25000"
    )


def test_a_key_is_sent_and_never_told(toy: Toy, publisher: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROPEWALK_NOMIS_UID", "0xabc123")
    publisher.on("/dataset/NM_17_5.data.csv", nomis())
    toy.declare(f'{NOMIS}service = "{publisher.base}"')

    toy.fetch(check=False)

    assert all("uid=0xabc123" in path for path in publisher.paths())
    assert b"0xabc123" not in b"".join(toy.state().values())
    publisher.on("/dataset/NM_17_5.data.csv", sends(b"", 403))
    with pytest.raises(FetchError) as raised:
        toy.fetch(check=False)
    assert "0xabc123" not in str(raised.value)


def fingertips(*rows: str, header: str = FINGERTIPS) -> Answer:
    return sends((header + "".join(f"{row}\r\n" for row in rows)).encode(), Content_Type="text/csv")


def test_each_area_type_is_asked_for_and_put_below_the_last(toy: Toy, publisher: Service) -> None:
    path = "/all_data/csv/by_indicator_id"
    publisher.on(path, fingertips("92443,Smoking,,,E92000001"), fingertips("92443,Smoking,,,E08900001"))
    declared = 'kind = "fingertips"\nindicators = [92443, 93014]\narea_types = [502, 6]'
    toy.declare(f'{declared}\nservice = "{publisher.base}"')

    toy.fetch(check=False)

    assert toy.content().count(b"Indicator ID") == 1
    assert [row[4] for row in lines(toy)[1:]] == ["E92000001", "E08900001"]
    assert publisher.paths() == [
        f"{path}?indicator_ids=92443,93014&child_area_type_id={kind}&parent_area_type_id=15"
        for kind in (502, 6)
    ]


def test_area_types_with_other_columns_are_not_one_file(toy: Toy, publisher: Service) -> None:
    other = FINGERTIPS.replace("percentiles,Time", "Regions,Time")
    publisher.on("/all_data/csv/by_indicator_id", fingertips("1"), fingertips("2", header=other))
    declared = 'kind = "fingertips"\nindicators = [92443]\narea_types = [502, 6]'
    toy.declare(f'{declared}\nservice = "{publisher.base}"')
    with pytest.raises(FetchError, match="other columns"):
        toy.fetch(check=False)


def test_where_the_services_are() -> None:
    tips = Fingertips(name="a.csv", indicators=(90366,), area_types=(502,))
    assert asks(tips)[0].address == (
        "https://fingertips.phe.org.uk/api/all_data/csv/by_indicator_id"
        "?indicator_ids=90366&child_area_type_id=502&parent_area_type_id=15"
    )
    explore = {part: asks(Explore(name="a", slug="claimant-count", part=part))[0].address
               for part in ("data", "metadata", "api")}  # fmt: skip
    files = "https://raw.githubusercontent.com/ONSdigital/explore-local-statistics-data/main/claimant-count"
    assert explore == {
        "data": f"{files}/claimant-count.csv",
        "metadata": f"{files}/claimant-count.json",
        "api": "https://www.ons.gov.uk/explore-local-statistics/api/v1/data.csv"
        "?indicator=claimant-count&time=all",
    }
