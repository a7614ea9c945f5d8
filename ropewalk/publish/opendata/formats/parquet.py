"""Parquet: the types as they are, with who gives it and what the columns mean in the file's own metadata."""

from pathlib import Path

from ropewalk.publish.opendata.formats.csvw import encoded, metadata
from ropewalk.publish.opendata.given import Given


def write_parquet(given: Given, to: Path) -> None:
    """Write the table. Raises OSError when the disk refuses."""
    said = {
        "title": given.title,
        "description": given.dataset.about,
        "publisher": given.terms.publisher,
        "revision": str(given.terms.revision),
        "modified": given.terms.at.isoformat(),
        "licence": "; ".join(given.terms.licences),
        "attribution": "\n".join(given.terms.attributions),
        "csvw": encoded(metadata(given)).decode(),
    }
    given.rows.write_parquet(to, compression="zstd", metadata=said)
