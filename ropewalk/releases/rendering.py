"""Who makes the documents of a release: a room above, which says so when the program starts.

So what is kept with a release is made at the moment it is prepared, by the code that also makes reports for
readers, and this room need not know how a document is written.
"""

from collections.abc import Callable, Mapping

from ropewalk.releases.frozen import Frozen
from ropewalk.vocabulary.errors import Fault, UserError

Renderer = Callable[[Frozen], Mapping[str, bytes]]
"""From what is frozen to the documents, by name: the same bytes for the same content, whatever the time."""

_RENDERERS: dict[str, Renderer] = {}


def rendered_by(name: str, renderer: Renderer) -> None:
    """Say who makes documents. Said again under the same name, it takes the earlier one's place."""
    _RENDERERS[name] = renderer


def documents_of(frozen: Frozen) -> dict[str, bytes]:
    """Every document of a release, by name, in order. Raises UserError when nobody makes any."""
    made: dict[str, bytes] = {}
    for name in sorted(_RENDERERS):
        made |= _RENDERERS[name](frozen)
    if not made:
        raise UserError(
            Fault("nobody makes documents of a release", "Add ropewalk.publish.reports to the apps")
        )
    return dict(sorted(made.items()))
