"""What councils call things: headings of each role, words for no number, totals, sexes."""

import re
from typing import Final

from ropewalk.vocabulary.words import State

Words = re.Pattern[str]


def _any(*words: str) -> Words:
    return re.compile(r"(?<![a-z])(?:" + "|".join(words) + r")(?![a-z])", re.IGNORECASE)


PLACE: Final = _any(
    r"area ?(?:code|name)?s?", "areacd", "areanm", "geograph(?:y|ic)", "wards?", "lsoa[0-9]*", "msoa[0-9]*",
    "local authorit(?:y|ies)", "authority", "council", "borough", "district", "region", "place", "locality",
    "ons ?code", "gss ?code", "la ?code", "la ?name", "ltla[0-9]*", "utla[0-9]*", "e-?code", "lad[0-9]*cd",
    "area_code", "area_name", "neighbourhood", "city", "country", "la", "lad[0-9]*(?:cd|nm)?",
)  # fmt: skip
PERIOD: Final = _any(
    "year", "years", "period", "date", "month", "quarter", "time ?period", "fy", "financial year",
    "academic year", "reporting period", "as at", "week", "time", "qtr",
)  # fmt: skip
LOWER: Final = _any(
    r"lower",
    r"lci[_0-9]*",
    r"low",
    r"lcl",
    r"95% ?ci ?(?:low|lower|l)",
    r"ci ?lower",
    "lower ?ci",
    "ll",
    "from",
)
UPPER: Final = _any(
    r"upper", r"uci[_0-9]*", r"high", r"ucl", r"95% ?ci ?(?:high|upper|u)", r"ci ?upper", "upper ?ci", "ul"
)
LIMIT: Final = _any(
    r"ci", r"cl", "limits?", "confidence", "interval", r"lci[_0-9]*", r"uci[_0-9]*", "lcl", "ucl", "95"
)
NUMERATOR: Final = _any("numerator", "count", "number", "no", "cases", "num", "n", "numbers", "counts", "met")
DENOMINATOR: Final = _any(
    "denominator", "population", "base", "cohort", "eligible", "denom", "out of", "households",
    "total (?:pupils|people|cases)", "sample",
)  # fmt: skip
VALUE: Final = _any(
    "rate", "percent", "percentage", "value", "observation", "score", "index", "average", "mean",
    "proportion", "result", "actual", "share", "per", "ratio", "outturn", "figure", "median", "pct",
    "prevalence",
)  # fmt: skip
ASIDE: Final = _any(
    "target", "rank", "rank_order", "change", "difference", "previous", "variance", "rag", "quartile",
    "median", "mads?[_a-z]*", "z-?score", "sequence", "sort", "id", "row", "ref", "order", "line", "easting",
    "northing", "latitude", "longitude", "decile", "compared", "trend", "sort order", "sortable",
)  # fmt: skip
MEASURE: Final = _any(
    "indicator", "measure", "metric", "kpi", "pi", "description", "performance indicator", "short name"
)
STATE: Final = _any("status", "flag", "marker", "state", "notes?", "data ?status", "value note")
FINANCIAL: Final = _any("financial", "fiscal", "fy", "outturn", "budget", "fye")
ACADEMIC: Final = _any(
    "academic", "schools?", "pupils?", "education", "attainment", "gcses?", "ks[1-5]", "term"
)
YEAR_ENDING: Final = _any(
    "year ending", "year ended", "year to", "12 months", "twelve months", "rolling", "y/e"
)
MONTHLY: Final = _any("months?", "monthly")

SEXES: Final = {
    **dict.fromkeys(("male", "males", "m", "men", "boys"), "male"),
    **dict.fromkeys(("female", "females", "f", "women", "girls"), "female"),
    **dict.fromkeys(("persons", "person", "all", "both", "both sexes", "all persons", "total", "people"), ""),
}
WHOLE: Final = frozenset(
    ("", "all", "total", "persons", "person", "all persons", "all people", "people", "both", "both sexes",
     "all ages", "all age", "overall", "any", "everyone", "all groups", "headline")
)  # fmt: skip
TOTALS: Final = re.compile(
    r"\W*(?:grand |sub-?|overall |city |borough |council |ward |area )?(?:total|average|mean)s?(?: .*)?"
    r"|all (?:wards|areas|places)|.* total",
    re.IGNORECASE,
)

# A word in place of a number, and the state that it usually means. "-" and "n/a" mean several things in
# practice, so that they are put to the person; the others are those of official statistics.
MARKERS: Final = {
    **dict.fromkeys(("*", "c", "[c]", "(c)", "suppressed", "suppr", "supp", "s", "[s]", "<5",
                     "< 5", "<10", "disclosive", "confidential", "u", "[u]", "‡", "**"), State.SUPPRESSED),
    **dict.fromkeys(("x", "[x]", "..", "...", ":", "na", "n/a", "#n/a", "-", "–", "—", "[..]",
                     "not available", "not known", "no data", "nk", "missing", "unavailable", "null", "none",
                     "?"), State.NOT_AVAILABLE),
    **dict.fromkeys(("z", "[z]", "not applicable", "n.a."), State.NOT_APPLICABLE),
    **dict.fromkeys(("tbc", "tba", "not yet published", "pending", "awaited", "awaiting", "due",
                     "not yet available", "to follow"), State.NOT_YET_PUBLISHED),
}  # fmt: skip
UNSURE_MARKERS: Final = frozenset(("-", "–", "—", "n/a", "na", "s", "u", "none", "?", "null", "n.a.", "x"))

FLAGS: Final = {
    **dict.fromkeys(("p", "[p]", "(p)", "prov", "provisional"), State.PROVISIONAL),
    **dict.fromkeys(("r", "[r]", "(r)", "rev", "revised", "e", "[e]", "(e)"), State.MEASURED),
}
STATES: Final = {
    **{
        word: state
        for word, state in MARKERS.items()
        if word.isalpha() or word.startswith("[") or " " in word
    },
    **FLAGS,
    **dict.fromkeys(("a", "final", "actual", "measured", "ok", "published"), State.MEASURED),
    **{state.value: state for state in State},
}
