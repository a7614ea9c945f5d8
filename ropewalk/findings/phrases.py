"""Pieces that sentences are put together from, as Polars expressions over one row a finding."""

import polars as pl

Text = pl.Expr


def say(*parts: str | Text) -> Text:
    """Texts one after another; ``{name}`` in a text stands for that column."""
    pieces: list[Text] = []
    for part in parts:
        if isinstance(part, str):
            for at, piece in enumerate(part.replace("}", "{").split("{")):
                if piece:
                    pieces.append(pl.col(piece).cast(pl.String).fill_null("?") if at % 2 else pl.lit(piece))
        else:
            pieces.append(part)
    return pl.concat_str(pieces)


def either(flag: str, yes: str, no: str) -> Text:
    """One text where the column holds, else the other."""
    return pl.when(flag).then(pl.lit(yes)).otherwise(pl.lit(no))


def plural(count: str, one: str, many: str) -> Text:
    """The word that goes with the number in a column."""
    return pl.when(pl.col(count) == 1).then(pl.lit(one)).otherwise(pl.lit(many))


def odds() -> Text:
    """How rare chance makes the column ``p_value``: `` less than 1 time in 20.``"""
    p = pl.col("p_value")
    return (
        pl.when(p < 0.001)
        .then(pl.lit(" less than 1 time in 1,000."))
        .when(p < 0.01)
        .then(pl.lit(" less than 1 time in 100."))
        .otherwise(pl.lit(" less than 1 time in 20."))
    )
