"""The rows of a table as HTML: a page may have thousands of cells, and a template takes far longer."""

from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup, escape

NUMERIC = ' class="rw-n"'


def table_rows(rows: Iterable[Sequence[object]], numeric: Collection[int]) -> Markup:
    """Each row as ``<tr>``, its first cell the head of the row; ``numeric``: columns set to the right."""
    shapes: dict[int, str] = {}
    out = []
    for row in rows:
        shape = shapes.get(len(row)) or shapes.setdefault(len(row), _shape(len(row), numeric))
        out.append(shape % tuple(map(escape, row)))
    return Markup("\n".join(out))  # noqa: S704 - every cell is escaped  # nosec B704


def _shape(columns: int, numeric: Collection[int]) -> str:
    """A row with a place for each cell."""
    cells = (f"<td{NUMERIC if column in numeric else ''}>%s</td>" for column in range(1, columns))
    return f'<tr><th scope="row">%s</th>{"".join(cells)}</tr>'
