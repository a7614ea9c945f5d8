"""``origin.toml`` of a file that a person hands over: what is known of it, and what they must say."""

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date

from ropewalk.vocabulary.errors import DefinitionError, Fault

OPEN_LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. Source: {producer}."
)


@dataclass(frozen=True)
class Told:
    """What a person says of a file. What they do not say stays empty, and an empty field is refused."""

    title: str = ""
    producer: str = ""
    licence: str = ""
    attribution: str = ""
    address: str = ""
    published: date | None = None


def origin_text(
    source: str, told: Told, title: str, name: str, content: tuple[str, int], retrieved: date
) -> str:
    """``origin.toml``, with a word beside each field that is still to be filled in.

    ``content``: the file's sha256 and its length, before any packing.
    """
    attribution = told.attribution or _attribution(told)
    fields = {
        "title": (title, "what its producer calls it"),
        "producer": (told.producer, "who made the figures"),
        "licence": (told.licence, "the terms, such as OGL-UK-3.0"),
        "attribution": (attribution, "the words that must stand beside the numbers"),
        "address": (told.address, "where to get it: a web address, or who holds it"),
    }
    lines = [f"id = {_text(source)}"]
    for field, (value, asked) in fields.items():
        lines.append(f"{field} = {_text(value)}" + ("" if value else f" # fill in: {asked}"))
    if told.published:
        lines.append(f"published = {told.published.isoformat()}")
    lines.append(f"retrieved = {retrieved.isoformat()}")
    sha256, size = content
    lines += ["", "[[files]]", f"name = {_text(name)}", f'sha256 = "{sha256}"', f"bytes = {size}"]
    return "\n".join(lines) + "\n"


def with_file(text: str, was: str, name: str, content: tuple[str, int], retrieved: date) -> str:
    """The origin with another file in the place of its only one; every other line stays.

    Raises DefinitionError when the text cannot be changed line by line.
    """
    sha256, size = content
    new = re.sub(r"(?m)^name\s*=.*$", lambda _: f"name = {_text(name)}", text)
    new = re.sub(r"(?m)^sha256\s*=.*$", f'sha256 = "{sha256}"', new)
    new = re.sub(r"(?m)^bytes\s*=.*$", f"bytes = {size}", new)
    new = re.sub(r"(?m)^retrieved\s*=.*$", f"retrieved = {retrieved.isoformat()}", new)
    wanted = tomllib.loads(text) | {"retrieved": retrieved}
    wanted["files"] = [{"name": name, "sha256": sha256, "bytes": size}]
    if tomllib.loads(new) != wanted:
        remedy = f"Put {name}, its sha256 and its bytes in the place of {was} by hand"
        raise DefinitionError(Fault("origin.toml cannot be changed line by line", remedy, file="origin.toml"))
    return new


def _attribution(told: Told) -> str:
    if not told.producer:
        return ""
    open_licence = told.licence.upper().startswith("OGL")
    return OPEN_LICENCE.format(producer=told.producer) if open_licence else f"Source: {told.producer}."


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
