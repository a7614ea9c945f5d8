"""Which revision a reader means."""

from ropewalk.findings.library import Library
from ropewalk.publish.api.problems import Kind, ProblemError
from ropewalk.vocabulary.errors import StoreError


def revision_of(library: Library, as_of: str | None) -> int:
    """The revision meant by ``as_of``; the newest that findings are of, where it is None.

    Raises ProblemError for one that is not held.
    """
    if as_of is None:
        return library.revision
    try:
        return library.revision_of(as_of)
    except StoreError as error:
        fault = error.faults[0]
        detail = f"{fault.problem[0].upper()}{fault.problem[1:]}: {as_of}."
        raise ProblemError(Kind.NOT_HELD, detail, f"{fault.remedy}.") from error
