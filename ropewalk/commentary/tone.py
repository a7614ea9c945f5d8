"""Whether a comment claims what the findings do not support. Pure: words in, words of care out.

It warns and never blocks. A word that claims (improving, worse, rising, steady, on track) is set against the
verdict. Words that are denied (not improving) or wished for (to improve, will rise) claim nothing.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ropewalk.vocabulary.words import Direction, Polarity, Position, Prospect


class Claim(StrEnum):
    """What a word claims."""

    BETTER = "better"
    WORSE = "worse"
    UP = "up"
    DOWN = "down"
    STEADY = "steady"
    AHEAD = "ahead"
    BEHIND = "behind"
    ON_TRACK = "on track"
    OFF_TRACK = "off track"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the findings say: a direction (None: none), the positions, a prospect."""

    direction: Direction | None = None
    positions: frozenset[Position] = frozenset()
    prospect: Prospect | None = None
    polarity: Polarity = Polarity.NEUTRAL


@dataclass(frozen=True, slots=True)
class Care:
    """A word that the findings do not support: what it claims, and the verdict that it stands against."""

    word: str
    claim: Claim
    verdict: str


ITSELF: Final = r"(?!last|before|ever|in|a year|expected|this|the scenes|schedule|\d)"
"""What follows a comparison with oneself, which is no comparison with others."""

PHRASES: Final[tuple[tuple[Claim, str], ...]] = (
    (Claim.AHEAD, rf"(?:better|higher|lower|faster|healthier) than {ITSELF}"),
    (Claim.AHEAD, r"ahead of|outperform\w*|above average|best in|leads? the"),
    (Claim.BEHIND, rf"worse than {ITSELF}|behind {ITSELF}|below average|worst in|lags?|lagging"),
    (
        Claim.ON_TRACK,
        r"on (?:track|course|target)|(?:met|hit|hitting|reached) (?:the|our|its) target",
    ),
    (Claim.OFF_TRACK, r"off (?:track|course|target)|miss(?:ed|ing)? (?:the|our|its) target"),
    (Claim.STEADY, r"unchanged|steady|stable|no (?:real |clear )?change|flat|stayed the same|same as before"),
    (Claim.BETTER, r"improv(?:e|es|ed|ing|ement|ements)|better|gains?|progress|success\w*|turned around"),
    (Claim.WORSE, r"worse|worsen\w*|deteriorat\w*|slipp(?:ed|ing)|set ?backs?"),
    (Claim.UP, r"ris(?:e|es|en|ing)|rose|increas\w*|gr(?:ow|ows|ew|own|owing|owth)|climb\w*"),
    (Claim.DOWN, r"fall(?:s|en|ing)?|fell|decreas\w*|drop(?:s|ped|ping)?|declin\w*|reduc\w*"),
)
"""Words by what they claim; those that stand first are looked for first."""

WORD: Final = re.compile(
    "|".join(f"(?P<n{n}>\\b(?:{words})\\b)" for n, (_claim, words) in enumerate(PHRASES)), re.IGNORECASE
)
DENIED: Final = frozenset({"not", "no", "never", "nor", "without", "hardly", "cannot", "neither", "nothing"})
MODAL: Final = ("to", "will", "would", "should", "could", "may", "might", "can", "must")
WISHED: Final = frozenset({*MODAL, "hope", "aim", "plan", "if", "want"})
BEFORE: Final = 3
"""So many words before a claim may deny it; the last two of them may make it a wish."""

OPPOSITE: Final = {Claim.UP: Claim.DOWN, Claim.DOWN: Claim.UP}


def claims(text: str) -> Iterator[tuple[str, Claim]]:
    """Every word of a text that claims something, and what; those denied or wished for are passed over."""
    for sentence in re.split(r"[.!?;\n]+", text.replace("’", "'")):
        for match in WORD.finditer(sentence):
            claim = PHRASES[int((match.lastgroup or "n0")[1:])][0]
            before = re.findall(r"[a-z']+", sentence[: match.start()].lower())[-BEFORE:]
            denied = any(word in DENIED or word.endswith("n't") for word in before)
            if not denied and not WISHED & set(before[-2:]):
                yield match.group().lower().strip(), claim


def against(text: str, found: Verdicts) -> tuple[Care, ...]:
    """The words of a text that the findings do not support, each once, in the order of the text."""
    return tuple(dict.fromkeys(_against(text, found)))


def _against(text: str, found: Verdicts) -> Iterator[Care]:
    for word, claim in claims(text):
        meant = _meant(claim, found.polarity)
        verdict = _contradicts(meant, found)
        if verdict:
            yield Care(word, claim, verdict)


def _meant(claim: Claim, polarity: Polarity) -> Claim:
    """Up and down as better and worse, where the measure says which is which."""
    if claim not in OPPOSITE or polarity is Polarity.NEUTRAL:
        return claim
    higher = claim if polarity is Polarity.HIGHER else OPPOSITE[claim]
    return Claim.BETTER if higher is Claim.UP else Claim.WORSE


def _contradicts(claim: Claim, found: Verdicts) -> str:
    """The verdict that a claim stands against; empty where there is none."""
    if claim in (Claim.AHEAD, Claim.BEHIND):
        return _of_positions(Position.BETTER if claim is Claim.AHEAD else Position.WORSE, found.positions)
    if claim in (Claim.ON_TRACK, Claim.OFF_TRACK):
        fits = Prospect.LIKELY if claim is Claim.ON_TRACK else Prospect.UNLIKELY
        known = found.prospect not in (None, Prospect.NO_TARGET, fits)
        return str(found.prospect) if known else ""
    if found.direction is None or found.direction in FITS.get(claim, ()):
        return ""
    return str(found.direction)


def _of_positions(fits: Position, positions: Collection[Position]) -> str:
    if not positions or fits in positions:
        return ""
    return str(min(positions, key=lambda one: one is Position.CANNOT_SAY))


FITS: Final = {
    Claim.BETTER: frozenset({Direction.IMPROVING}),
    Claim.WORSE: frozenset({Direction.WORSENING}),
    Claim.STEADY: frozenset({Direction.NO_CLEAR_CHANGE, Direction.CANNOT_SAY}),
    # Of a measure for which neither way is better, only a change that is none is told apart.
    Claim.UP: frozenset({Direction.IMPROVING, Direction.WORSENING}),
    Claim.DOWN: frozenset({Direction.IMPROVING, Direction.WORSENING}),
}
"""The directions that a claim fits."""
