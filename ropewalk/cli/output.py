"""Tables and words on their way out."""

import json
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from ropewalk.cli.options import Format
from ropewalk.observations.whole import whole
from ropewalk.vocabulary.errors import Fault, UserError


def write_table(table: pl.DataFrame, form: Format | None, out: Path | None) -> None:
    """Write a table to a file (whole or not at all) or to standard output.

    ``form`` None: what the file's ending says, else CSV. Raises UserError when the file cannot be written.
    """
    write_bytes(_bytes(table, form or (_by_ending(out) if out else Format.CSV)), out)


def write_text(text: str, out: Path | None) -> None:
    """Write text to a file (whole or not at all) or to standard output; errors as ``write_bytes``."""
    write_bytes(text.encode(), out)


def write_bytes(content: bytes, out: Path | None) -> None:
    """Write bytes to a file (whole or not at all) or to standard output. Raises UserError when the file
    cannot be written."""
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        with whole(out) as part:
            part.write_bytes(content)
    except OSError as error:
        remedy = "Name a file in a folder that is there and that you may write to"
        problem = f"the file cannot be written: {error.strerror}"
        raise UserError(Fault(problem, remedy, file=str(out))) from error


def _by_ending(out: Path) -> Format:
    ending = out.suffix.lower().removeprefix(".")
    return Format(ending) if ending in set(Format) else Format.CSV


def _bytes(table: pl.DataFrame, form: Format) -> bytes:
    if form is Format.CSV:
        return table.write_csv().encode()
    if form is Format.JSON:
        return table.write_json().encode()
    return _parquet(table)


def _parquet(table: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    table.write_parquet(buffer)
    return buffer.getvalue()


def say(words: str) -> None:
    """A line for a person; on standard error, so that standard output stays a machine's."""
    typer.echo(words, err=True)


def print_lines(lines: Iterable[str]) -> None:
    """Lines of text on standard output."""
    for line in lines:
        typer.echo(line)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(json_text(value), nl=False)


def json_text(value: Any) -> str:
    """A value as a JSON document that ends with a line's end."""
    return json.dumps(value, indent=2, default=str) + "\n"


class Bar:
    """A progress bar on standard error; silent when asked, or when nobody is looking."""

    def __init__(self, *, quiet: bool) -> None:
        columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet)
        self.task = self.progress.add_task("", total=1)

    def __enter__(self) -> "Bar":
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def step(self, what: str, done: int, total: int) -> None:
        """Say what is being done, and how far along."""
        self.progress.update(self.task, description=what, completed=done, total=total)
