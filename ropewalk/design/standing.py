"""The look of a drawing that stands alone: the style sheet's rules for it, with every colour worked out.

A picture taken elsewhere has no page around it, so it carries its own rules, light and dark. They are read
from the one style sheet that pages use; variables and mixtures of colours are put in plain numbers, which
every program that shows SVG can read.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from coloraide import Color

SHEET: Final = Path(__file__).parent / "static/ropewalk/rope.css"
DARK: Final = "@media screen and (prefers-color-scheme: dark)"
_PART: Final = r"(\.[\w-]+|text|path|circle|rect|g|svg|pattern)"
_PLAIN: Final = re.compile(rf"{_PART}( (> )?{_PART})*")
_DRAWN: Final = re.compile(r"(fill|stroke|font|paint-order|opacity|text-anchor|vector-effect)[\w-]*")
_VARIABLE: Final = re.compile(r"var\((--[\w-]+)\)")
_COLOUR: Final = r"(#[0-9a-fA-F]{3,8}|transparent)"
_MIXED: Final = re.compile(rf"color-mix\(in (srgb|oklab), {_COLOUR} (\d+)%, {_COLOUR}\)")
_CLASS: Final = re.compile(r"\.([\w-]+)")
Rules = list[tuple[str, dict[str, str]]]


def style_for(svg: str, brand: Mapping[str, str], *, dark: bool = True) -> str:
    """The rules that the classes in ``svg`` need, as CSS. ``brand``: the city's own colours (``--brand``,
    ``--accent``). ``dark``: with the colours for dark paper, where the reader asks for it."""
    light, night, rules = _sheet()
    used = {name for found in re.findall(r'class="([^"]+)"', svg) for name in found.split()}
    mine = [(at, told) for at, told in rules if set(_CLASS.findall(at)) <= used]
    day = _written(mine, {**light, **brand})
    if not dark:
        return day
    coloured = [(at, {name: value for name, value in told.items() if "--" in value}) for at, told in mine]
    by_night = _written([rule for rule in coloured if rule[1]], {**light, **brand, **night})
    return f"{day}@media (prefers-color-scheme: dark){{{by_night}}}"


def colours(brand: Mapping[str, str]) -> dict[str, str]:
    """The colours of light paper, worked out, by the end of their names: ``ink``, ``brand``, ``worse``."""
    light = {**_sheet()[0], **brand}
    ours = {name: value for name, value in light.items() if not name.startswith("--govuk-")}
    return {
        name.removeprefix("--").removeprefix("rw-"): _worked_out(value, light) for name, value in ours.items()
    }


def _written(rules: Rules, tokens: Mapping[str, str]) -> str:
    return "".join(
        f"{at}{{{';'.join(f'{name}:{_worked_out(value, tokens)}' for name, value in told.items())}}}"
        for at, told in rules
    )


def _worked_out(value: str, tokens: Mapping[str, str]) -> str:
    """A value without variables and mixtures."""
    for _ in range(4):  # a token may name another, and a mixture that
        value = _VARIABLE.sub(lambda found: tokens.get(found[1], "currentcolor"), value)
    return _MIXED.sub(lambda found: _mix(found[1], found[2], int(found[3]), found[4]), value)


@lru_cache(maxsize=256)
def _mix(space: str, first: str, share: int, second: str) -> str:
    """``color-mix`` of CSS Color 5: ``share`` per cent of the first colour in the second."""
    mixed = Color(second).mix(first, share / 100, space=space)
    return mixed.convert("srgb").clip().to_string(hex=True)


@lru_cache(maxsize=1)
def _sheet() -> tuple[dict[str, str], dict[str, str], Rules]:
    """The colours of light and of dark paper, and the rules for drawings."""
    light: dict[str, str] = {}
    night: dict[str, str] = {}
    rules: Rules = []
    for at, body in _blocks(SHEET.read_text(encoding="utf-8-sig")):
        if at == DARK:
            for inner, told in _blocks(body):
                if inner == ":root":
                    night |= {name: value for name, value in _told(told).items() if name.startswith("--rw-")}
        elif at == ":root":
            light |= _told(body)
        elif not at.startswith("@"):
            drawn = {
                name: value
                for name, value in _told(body).items()
                if _DRAWN.fullmatch(name) and "clamp(" not in value
            }
            rules += [(part, drawn) for part in at.split(",") if drawn and _ours(part)]
    return light, night, rules


def _ours(selector: str) -> bool:
    return selector.startswith(".rw-") and _PLAIN.fullmatch(selector) is not None


def _told(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.split(";") if ":" in part)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Each block of a style sheet: what stands before its braces, and what stands in them."""
    depth, start, head = 0, 0, ""
    for place, letter in enumerate(css):
        if letter == ";" and not depth:
            start = place + 1
        elif letter == "{":
            if not depth:
                head, start = css[start:place].strip(), place + 1
            depth += 1
        elif letter == "}":
            depth -= 1
            if not depth:
                yield head, css[start:place]
                start = place + 1
