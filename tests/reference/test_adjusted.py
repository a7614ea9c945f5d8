"""Adjusted p-values against R's p.adjust; see PROVENANCE.md."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ropewalk.stats.adjusted import Rule, adjust

RULES: dict[Rule, str] = {
    "benjamini-hochberg": "BH",
    "benjamini-yekutieli": "BY",
    "holm": "holm",
    "hochberg": "hochberg",
    "bonferroni": "bonferroni",
}


@pytest.mark.parametrize("rule", RULES)
def test_every_set_at_once(folder: Path, rule: Rule) -> None:
    rows = pl.read_csv(folder / "p_adjust.csv", infer_schema_length=None)
    found = adjust(rows["p"].cast(pl.Float64).to_numpy(), rows["set"].rle_id(), rule=rule)
    wanted = rows[RULES[rule]].cast(pl.Float64).to_numpy()
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12, equal_nan=True)
