"""The document of the API: OpenAPI 3.1, made from the parameters and the shapes that are in force."""

from functools import lru_cache
from typing import Any, Final

import msgspec

from ropewalk.design.root import rooted
from ropewalk.publish.api.answers import Known
from ropewalk.publish.api.problems import MEDIA_TYPE, Kind, ProblemDetails
from ropewalk.publish.api.service import ANSWERS, ROOT, api

DESCRIPTION: Final = (
    "A council's public account as data: its plan, the indicators that serve each priority, every figure "
    "with its interval and state, and what the figures can and cannot say. It is only read, needs no key and "
    "sets no cookie. docs/api.md is the manual."
)
REFERENCE: Final = "#/components/schemas/{name}"
# What can go wrong with any question, with one that names a thing, and with one that asks for a list.
ALWAYS: Final = (Kind.BAD_PARAMETER, Kind.ONLY_READ, Kind.NOT_READY)
FOLLOWS: Final = {
    "indicators": ("indicator", "code", "$response.body#/items/0/id"),
    "priorities": ("priority", "code", "$response.body#/items/0/priority/code"),
    "places": ("place", "code", "$response.body#/items/0/code"),
    "peer_sets": ("peer_set", "code", "$response.body#/items/0/id"),
    "sources": ("source", "code", "$response.body#/items/0/origin/id"),
    "revisions": ("revision", "number", "$response.body#/items/0/revision"),
}


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The whole document. Nothing in it depends on the city or on who asks."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    _, schemas = msgspec.json.schema_components([*ANSWERS.values(), ProblemDetails], ref_template=REFERENCE)
    made["info"] = {"title": "Ropewalk", "version": api.version, "description": DESCRIPTION}
    made["servers"] = [{"url": rooted(ROOT)}]
    made["components"] = {"schemas": schemas}
    for path, methods in made["paths"].items():
        for operation in methods.values():
            _finish(operation, path)
    return made


@lru_cache(maxsize=64)
def known_parameters(view: str) -> Known:
    """The parameters that a view takes in the query: name -> whether it may stand several times."""
    for methods in document()["paths"].values():
        if methods["get"]["operationId"] == view:
            asked = (each for each in methods["get"]["parameters"] if each["in"] == "query")
            return {each["name"]: each["schema"].get("type") == "array" for each in asked}
    return {}


def _finish(operation: dict[str, Any], path: str) -> None:
    name = operation["operationId"]
    for parameter in operation["parameters"]:
        parameter["schema"] = _asked(parameter["schema"])
    paged = any(parameter["name"] == "cursor" for parameter in operation["parameters"])
    operation["responses"] = {
        "200": _found(name, paged),
        "304": {"description": "Nothing has changed since the ETag that was given"},
        **{str(status): _gone_wrong(kinds) for status, kinds in _kinds(path, paged).items()},
    }


def _asked(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is left out is not null: there is no null in an address."""
    kept = {name: value for name, value in schema.items() if name != "title" and value is not None}
    choices = [each for each in kept.pop("anyOf", ()) if each != {"type": "null"}]
    return (
        {**kept, **choices[0]} if len(choices) == 1 else {**kept, **({"anyOf": choices} if choices else {})}
    )


def _found(name: str, paged: bool) -> dict[str, Any]:
    headers = {
        "ETag": {"description": "Names this answer", "schema": {"type": "string"}},
        "Link": {"description": "The next page; the API's document", "schema": {"type": "string"}},
    }  # fmt: skip
    schema = {"$ref": REFERENCE.format(name=ANSWERS[name].__name__)}
    found = {"description": "Found", "headers": headers, "content": {"application/json": {"schema": schema}}}
    links: dict[str, Any] = {}
    if paged:
        links["next"] = _link(name, "cursor", "$response.body#/next_cursor")
    if name in FOLLOWS:
        links["first"] = _link(*FOLLOWS[name])
    return {**found, "links": links} if links else found


def _link(operation: str, parameter: str, expression: str) -> dict[str, Any]:
    return {"operationId": operation, "parameters": {parameter: expression}}


def _kinds(path: str, paged: bool) -> dict[int, list[Kind]]:
    kinds = [*ALWAYS, Kind.UNKNOWN_PARAMETER]
    if "{" in path or paged:
        kinds += [Kind.UNKNOWN_CODE, Kind.NOT_HELD, Kind.UNKNOWN_ADDRESS]
    if paged:
        kinds += [Kind.MOVED_ON, Kind.TOO_WIDE, Kind.CANNOT_BE]
    by_status: dict[int, list[Kind]] = {}
    for kind in sorted(kinds, key=lambda kind: kind.status):
        by_status.setdefault(kind.status, []).append(kind)
    return by_status


def _gone_wrong(kinds: list[Kind]) -> dict[str, Any]:
    told = "; ".join(f"{kind.code}: {kind.title.lower()}" for kind in kinds)
    schema = {"$ref": REFERENCE.format(name=ProblemDetails.__name__)}
    return {"description": told, "content": {MEDIA_TYPE: {"schema": schema}}}
