"""What a source's ``fetch.toml`` declares: which file comes from where, and how far a fetch may go."""

from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from ropewalk.sources.documents import read_document
from ropewalk.sources.origin import OWN_FILES
from ropewalk.vocabulary.errors import DefinitionError, Fault

FILE = "fetch.toml"
MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a fetch goes before it gives up. Times in seconds, sizes in bytes.

    ``bytes`` as they travel; ``unpacked`` after decompression; ``total`` for one file with all its pages
    and tries; ``pause`` between two requests; ``first_wait`` doubles with each try up to ``longest_wait``.
    """

    connect: float = 10.0
    read: float = 60.0
    total: float = 900.0
    bytes: int = 500 * MEGABYTE
    unpacked: int = 2_000 * MEGABYTE
    redirects: int = 5
    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    pause: float = 1.0


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """One file of the source; a name that ends in ``.gz`` is kept compressed."""

    name: str


class Url(Wanted, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="url"):
    """Any file with a plain address."""

    address: str


class Fingertips(Wanted, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="fingertips"):
    """Indicators of the public health service, one request an area type, as one CSV file."""

    indicators: tuple[int, ...]
    area_types: tuple[int, ...]
    parent_area_type: int = 15
    profile: int | None = None
    service: str = "https://fingertips.phe.org.uk/api"


class Nomis(Wanted, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="nomis"):
    """A query of a Nomis data set, page by page, as one CSV file; ``dimensions`` as it names them."""

    dataset: str
    dimensions: dict[str, str]
    select: tuple[str, ...] = ()
    page: int = 25_000
    service: str = "https://www.nomisweb.co.uk/api/v01"


class Explore(Wanted, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="explore-local-statistics"):
    """An indicator of the statistics office's Explore local statistics, by its slug.

    ``part`` is the data or the metadata beside them, both from the office's public repository of the
    service's files; "api" is the data as the service's own interface gives them, in other columns.
    """

    slug: str
    part: str = "data"
    service: str = "https://raw.githubusercontent.com/ONSdigital/explore-local-statistics-data/main"
    api: str = "https://www.ons.gov.uk/explore-local-statistics/api/v1"


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole ``fetch.toml``. ``published``: where an edition's day comes from; "" leaves it unrecorded."""

    file: tuple[Url | Fingertips | Nomis | Explore, ...]
    limits: Limits = Limits()
    published: str = ""
    notes: str = ""


def read_plan(folder: Path) -> Plan:
    """Read ``fetch.toml``. Raises DefinitionError naming the file, the field and the remedy."""
    where = f"{folder.name}/{FILE}"
    plan = read_document(folder / FILE, Plan, where)
    found = [*_names(plan), *_limits(plan), *(p for file in plan.file for p in _problems(file))]
    if plan.published not in ("", "last-modified"):
        found.append(("`published` is not known", 'Write "last-modified", or leave it out', plan.published))
    if found:
        raise DefinitionError(
            *(Fault(problem, remedy, where, None, value) for problem, remedy, value in found)
        )
    return plan


Problem = tuple[str, str, str]


def _names(plan: Plan) -> list[Problem]:
    names = [file.name for file in plan.file]
    plain = "Name it as it lies in the source's folder"
    found = [("this is not a file's name", plain, n) for n in names if Path(n).name != n or n.startswith(".")]
    found += [("this name is the source's own", plain, n) for n in names if n in OWN_FILES]
    found += [
        ("the file is named twice", "Take one of them out", n) for n in set(names) if names.count(n) > 1
    ]
    return found if names else [("there is no [[file]]", "Add one for each file to fetch", "")]


def _limits(plan: Plan) -> list[Problem]:
    values = msgspec.structs.asdict(plan.limits)
    return [
        (f"limits.{name} is too small", "Give a number above nought", str(value))
        for name, value in values.items()
        if value < 0 or (value == 0 and name not in ("pause", "redirects", "first_wait"))
    ]


def _problems(file: Url | Fingertips | Nomis | Explore) -> list[Problem]:
    if isinstance(file, Url):
        return _address(file.address, "address")
    found = _address(file.service, "service")
    if isinstance(file, Fingertips) and not (file.indicators and file.area_types):
        found.append(("`indicators` and `area_types` are needed", "Give the service's numbers", file.name))
    if isinstance(file, Nomis) and not (file.dataset and file.dimensions and file.page > 0):
        found.append(
            ("`dataset`, `dimensions` and `page` are needed", "As the service names them", file.name)
        )
    if isinstance(file, Nomis) and (secret := {"uid", "signature"} & {d.lower() for d in file.dimensions}):
        remedy = "Put it in the variable ROPEWALK_NOMIS_UID: a key does not belong in a file"
        found.append(("a key stands in the file", remedy, ", ".join(sorted(secret))))
    if isinstance(file, Explore):
        found += _address(file.api, "api")
        if not file.slug or file.part not in ("data", "metadata", "api"):
            found.append(
                ("`slug` or `part` is wrong", "part is data, metadata or api", file.slug or file.part)
            )
    return found


def _address(address: str, field: str) -> list[Problem]:
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
        _ = parts.port
    except ValueError:
        fits = False
    remedy = "Write http:// or https://, a host and a path, without a name or a password"
    return [] if fits else [(f"`{field}` is not an address that can be fetched", remedy, address)]
