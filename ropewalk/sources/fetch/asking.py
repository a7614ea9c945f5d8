"""From what is declared to the addresses that are asked for it."""

import os
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ropewalk.sources.fetch.declared import Explore, Fingertips, Nomis, Url

KEY = "ROPEWALK_NOMIS_UID"
COUNTERS = ("record_offset", "record_count")


@dataclass(frozen=True)
class Ask:
    """``address`` is told and kept; ``key`` is added when asking, and neither told nor kept."""

    address: str
    key: str = ""

    @property
    def whole(self) -> str:
        """The address as it is asked."""
        return self.address + self.key


def asks(file: Url | Fingertips | Explore) -> tuple[Ask, ...]:
    """The requests whose answers, one below the other, are the file."""
    if isinstance(file, Fingertips):
        return tuple(Ask(_fingertips(file, area_type)) for area_type in file.area_types)
    return (Ask(_explore(file) if isinstance(file, Explore) else file.address),)


def page(file: Nomis, offset: int) -> Ask:
    """The request for one page of a Nomis query, counted in records from nought.

    The columns that say which page it is are added to a selection that lacks them. Without a key
    (in ROPEWALK_NOMIS_UID) the service gives at most 25,000 records a page.
    """
    query = dict(file.dimensions)
    if file.select:
        known = [column.lower() for column in file.select]
        query["select"] = ",".join([*file.select, *(c for c in COUNTERS if c not in known)])
    query |= {"RecordOffset": str(offset), "RecordLimit": str(file.page)}
    address = f"{file.service}/dataset/{quote(file.dataset)}.data.csv?{_query(query)}"
    key = os.environ.get(KEY, "").strip()
    return Ask(address, f"&uid={quote(key)}" if key else "")


def _fingertips(file: Fingertips, area_type: int) -> str:
    query = {
        "indicator_ids": ",".join(map(str, file.indicators)),
        "child_area_type_id": str(area_type),
        "parent_area_type_id": str(file.parent_area_type),
    }
    if file.profile is not None:
        query["profile_id"] = str(file.profile)
    return f"{file.service}/all_data/csv/by_indicator_id?{_query(query)}"


def _explore(file: Explore) -> str:
    slug = quote(file.slug, safe="")
    if file.part == "api":
        return f"{file.api}/data.csv?{_query({'indicator': file.slug, 'time': 'all'})}"
    return f"{file.service}/{slug}/{slug}.{'csv' if file.part == 'data' else 'json'}"


def _query(query: dict[str, str]) -> str:
    # Commas and dots are the services' own lists and ranges: 1...9,12.
    return urlencode(query, safe=",.", quote_via=quote)
