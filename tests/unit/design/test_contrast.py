"""Every pair of colours that must be told apart is, in light and dark, whatever brand a council has."""

import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "ropewalk" / "design" / "scss" / "_tokens.scss"
BRANDS = ["#1d4f4a", "#c8102e", "#00703c", "#4b1e8c", "#003078", "#7a3b00", "#333333"]

TEXT = [
    *((name, "paper") for name in ("ink", "muted", "link", "main", "cmp1", "cmp2", "cmp3")),
    *(
        (name, "paper")
        for name in ("improving", "worsening", "unclear", "better", "worse", "ontime", "atrisk", "late")
    ),
    *((name, "surface") for name in ("ink", "muted", "link", "improving", "worsening", "unclear")),
    *((name, "surface") for name in ("ontime", "atrisk", "late")),
    *(("on-fill", name) for name in ("improving", "worsening", "unclear")),
    ("header-text", "header"),
]
GRAPHICS = [
    *((name, "paper") for name in ("strong-rule", "other", "band-edge")),
    *((name, "band") for name in ("main", "cmp1", "cmp2", "cmp3")),
]

Colour = tuple[float, float, float]


def blocks() -> dict[str, dict[str, str]]:
    """The tokens by mode: ``light``, ``dark``, and ``dark lively`` where a browser has relative colours."""
    text = re.sub(r"//.*", "", TOKENS.read_text())
    light, rest = text.split("@media screen and (prefers-color-scheme: dark)", 1)
    dark, rest = rest.split("@supports", 1)
    found = {"light": declarations(light)}
    found["dark"] = found["light"] | declarations(dark)
    found["dark lively"] = found["dark"] | declarations(rest.split("--govuk-brand-colour")[0])
    return found


def declarations(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))


def resolve(value: str, tokens: dict[str, str]) -> Colour:
    """The colour of a token's value: a hex colour, a variable, a mix in sRGB, or a relative oklch()."""
    value = value.strip()
    if value.startswith("#"):
        return tuple(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]
    if match := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return resolve(tokens[match[1]], tokens)
    if match := re.fullmatch(r"color-mix\(in srgb, (\S+) (\d+)%, (\S+)\)", value):
        a, b, share = resolve(match[1], tokens), resolve(match[3], tokens), int(match[2]) / 100
        return tuple(x * share + y * (1 - share) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]
    match = re.fullmatch(r"oklch\(from (\S+) ([\d.]+) calc\(c \* ([\d.]+)\) h\)", value)
    assert match, value
    _, a, b = to_oklab(resolve(match[1], tokens))
    return from_oklab(float(match[2]), a * float(match[3]), b * float(match[3]))


def to_oklab(colour: Colour) -> Colour:
    """Ottosson's OKLab (2020), the matrices of CSS Color 4."""
    r, g, b = (linear(c) for c in colour)
    l_ = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    m_ = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    s_ = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_,
        1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_,
        0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_,
    )


def from_oklab(light: float, a: float, b: float) -> Colour:
    """Back to sRGB; a colour outside it is clipped, as browsers do."""
    l3 = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m3 = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s3 = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    mixed = (
        4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
        -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
        -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3,
    )
    return tuple(encoded(min(max(c, 0.0), 1.0)) for c in mixed)  # type: ignore[return-value]


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of WCAG 2.2."""
    a, b = (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (map(linear, one), map(linear, other)))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def measured(mode: str, brand: str, pair: tuple[str, str]) -> float:
    tokens = blocks()[mode] | {"brand": brand}
    one, other = (resolve(tokens[f"rw-{name}"], tokens) for name in pair)
    return contrast(one, other)


def test_black_on_white_is_twenty_one():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)


def test_oklab_and_back_gives_the_same_colour():
    assert from_oklab(*to_oklab((0.2, 0.5, 0.7))) == pytest.approx((0.2, 0.5, 0.7), abs=1e-4)


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("mode", ["light", "dark", "dark lively"])
def test_words_stand_out_from_what_is_behind_them(mode: str, brand: str):
    weak = {pair: round(measured(mode, brand, pair), 2) for pair in TEXT if measured(mode, brand, pair) < 4.5}
    assert not weak


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("mode", ["light", "dark", "dark lively"])
def test_lines_and_shapes_stand_out_from_what_is_behind_them(mode: str, brand: str):
    weak = {
        pair: round(measured(mode, brand, pair), 2) for pair in GRAPHICS if measured(mode, brand, pair) < 3
    }
    assert not weak
