"""Units in the language in force: those that many share; any other is said as its definition does."""

import re
from typing import Final

from ropewalk.vocabulary.language import _, kept_by_language, later

KNOWN: Final = (
    *(later("percentage points"), later("points"), later("people"), later("children"), later("older people")),
    *(later("homes"), later("nights"), later("businesses"), later("cases"), later("incidents")),
    *(later("years"), later("minutes"), later("a week"), later("a year"), later("a home")),
    *(later("a person"), later("a person a year"), later("an hour of work"), later("a job a year")),
    *(later("kWh a person"), later("kWh a meter a year"), later("kg a home"), later("kg a person")),
    *(later("tonnes a person"), later("times a year's pay"), later("of 10"), later("out of 10")),
    *(later("points out of 12"), later("per 100 pupils"), later("per 1,000 people")),
    *(later("per 1,000 homes"), later("per 1,000 live births"), later("per 10,000 people")),
    *(later("per 10,000 children"), later("per 10,000 children under 15"), later("per 100,000 people")),
    *(later("per 100,000 adults"), later("per 100,000 people under 75"), later("a year per 1,000 buildings")),
    *(later("per 100,000 children aged 10 to 17"), later("per 1,000 girls aged 15 to 17")),
    *(later("guest nights a month"), later("grants"), later("nearest neighbours"), later("million a year")),
    *(later("in {year} money"), later("million"), later("vehicles a day on each mile of road")),
    *(later("a year per 1,000 people who live or work there"), later("actions")),
)
"""Words of units; ``in {year} money`` stands behind one."""
OF_A_YEAR: Final = re.compile(r"(.*?)(,? \(?)in (\d{4}) money(\)?)")


@kept_by_language(maxsize=1_000)
def unit_words(unit: str) -> str:
    """A unit, the year of its money apart: ``a year (in 2024 money)``, ``a year, in 2024 money``."""
    found = OF_A_YEAR.fullmatch(unit)
    if found is None:
        return _(unit)
    bare, before, year, behind = found.groups()
    return f"{_(bare)}{before}{_('in {year} money').format(year=year)}{behind}"
