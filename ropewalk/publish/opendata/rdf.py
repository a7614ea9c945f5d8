"""Things and what is said of them, as JSON-LD nodes, and the same as Turtle."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

Node = dict[str, Any]
PREFIXES: Final[Mapping[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_UNSAFE: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def link(address: str) -> Node:
    """A thing by its address; characters that no address may hold are written as percent codes."""
    return {"@id": _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", address)}


def text(words: str, language: str = "en") -> Node:
    """Words, in a language unless it is empty."""
    return {"@value": words, **({"@language": language} if language else {})}


def day(when: date) -> Node:
    """A day."""
    return {"@value": when.isoformat(), "@type": "xsd:date"}


def moment(when: datetime) -> Node:
    """A moment."""
    return {"@value": when.isoformat(), "@type": "xsd:dateTime"}


def turtle(nodes: Iterable[Node]) -> str:
    """The same as Turtle, one thing after the other."""
    heads = "".join(f"@prefix {name}: <{uri}> .\n" for name, uri in PREFIXES.items())
    return heads + "".join(f"\n<{node['@id']}>{_said(node)} .\n" for node in nodes)


def _said(node: Node) -> str:
    return " ;".join(_statements(node))


def _statements(node: Node) -> Iterator[str]:
    for name, found in node.items():
        values = found if isinstance(found, list) else [found]
        if name == "@type":
            yield f"\n  a {', '.join(values)}"
        elif name != "@id" and values:
            yield f"\n  {name} {', '.join(map(_value, values))}"


def _value(value: Node) -> str:
    if "@value" in value:
        words = json.dumps(value["@value"], ensure_ascii=False)  # Turtle escapes as JSON does
        if "@language" in value:
            return f"{words}@{value['@language']}"
        return f"{words}^^{value['@type']}" if "@type" in value else words
    if set(value) == {"@id"}:
        return f"<{value['@id']}>"
    return f"[{_said(value)} ]"
