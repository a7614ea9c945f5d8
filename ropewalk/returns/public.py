"""What a release asks of returns: whether any is still under way. Readers see none of it."""

from ropewalk.returns import reads
from ropewalk.vocabulary.language import ngettext


def lacking() -> tuple[str, ...]:
    """A sentence where returns are not signed off. One query."""
    count = reads.open_asks().count()
    words = ngettext("{n} return is not signed off", "{n} returns are not signed off", count)
    return (words.format(n=count),) if count else ()
