"""Which test module compares each column of each reference file.

A file that is not here, or a column in neither list of its file, fails ``test_every_column.py``. To see that
each column is compared in earnest, from the root (half an hour):

    .venv/bin/python tests/reference/columns.py

Each compared column is spoilt in turn in a copy of the files, and its module must then fail.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LIMITS = "value lower95_0cl upper95_0cl lower99_8cl upper99_8cl"


@dataclass(frozen=True)
class File:
    """``module`` compares the columns ``compared``; ``keys`` say which row or case it is, or are given."""

    module: str
    compared: str
    keys: str = ""


SIDES = ("lower", "upper")
ENDS = [f"{name}_{side}{level}" for name in ("sii", "rii") for level in ("95_0", "99_8") for side in SIDES]
BANDS = [
    f"{side}_{width}_{what}"
    for what in ("limit", "population_1_year", "exp_events")
    for width in ("2s", "3s")
    for side in SIDES
]

FILES = {
    "rate_rows.csv": File("limits", f"{LIMITS} method", "case x n multiplier"),
    "proportion_rows.csv": File("limits", f"{LIMITS} method", "case x n multiplier"),
    "rate_proportion_other_confidence.csv": File(
        "limits", "value lowercl uppercl method", "fn case x n multiplier conf_arg"
    ),
    "rate_proportion_groups_expected.csv": File("aggregates", f"grp x n {LIMITS} method", "fn multiplier"),
    "quirk_single_group_not_aggregated.csv": File("aggregates", f"{LIMITS} method", "fn grp x n multiplier"),
    "mean_expected.csv": File("aggregates", f"value_sum value_count stdev {LIMITS}", "grp"),
    "dsr_expected.csv": File("standardised", f"total_count total_pop {LIMITS} statistic", "area"),
    "dsr_nonindependent_expected.csv": File(
        "standardised", f"total_count total_pop {LIMITS} statistic method", "area"
    ),
    "isr_expected.csv": File(
        "standardised", f"observed expected ref_rate_or_refvalue {LIMITS} method", "fn area"
    ),
    "life_expectancy_expected.csv": File("life_expectancy", f"{LIMITS} pops_used dths_used", "area startage"),
    "quantile_expected.csv": File("inequality", "quantile", "nquantiles invert grp area v"),
    "sii_expected.csv": File(
        "inequality",
        " ".join(["sii rii intercept", *ENDS]),
        " ".join(["id value_type transform multiplier", *(f"mcsd_{end}" for end in ENDS)]),
    ),
    "concentration_index_expected.csv": File(
        "inequality", "concentration_index variance_direct ci_linreg_delta variance_linreg_delta", "case type"
    ),
    "funnel_significance_expected.csv": File("funnels", "area significance", "kind"),
    "funnel_limits_expected.csv": File(
        "funnels",
        " ".join(["Population Events Observed_events baseline statistic method", *BANDS]),
        "kind",
    ),
    "trend_proportion_expected.csv": File(
        "recent_trends", "n chi2 beta_logit chi2_prop_trend_test trend reason r_error", "series"
    ),
    "trend_other_expected.csv": File("recent_trends", "n chi2 beta trend reason r_error", "series"),
    "spc_points_expected.csv": File(
        "chart_rules",
        "y rebase_group mean lpl upl outside_limits relative_to_mean close_to_limits special_cause_type "
        "special_cause_flag point_type",
        "series date",
    ),
    "spc_summary_expected.csv": File(
        "chart_rules",
        "n last_date last_point_type last_special_cause assurance_type n_flagged short_group_warning r_error",
        "series",
    ),
    "qic_expected.csv": File(
        "process_charts",
        "y cl lcl lcl_95 ucl_95 ucl part n_obs n_useful longest_run longest_run_max n_crossings "
        "n_crossings_min runs_signal sigma_signal",
        "case chart x",
    ),
    "p_adjust.csv": File("adjusted", "BH BY holm hochberg bonferroni", "set i p"),
    "kendall_expected.csv": File(
        "monotone_trends", "n tau_b p_default p_asymptotic z_asymptotic ols_slope theil_sen_slope", "series"
    ),
    "two_group_comparison.csv": File(
        "two_groups",
        "prop_chi2 prop_p diff_lo diff_hi fisher_p fisher_or poisson_rr poisson_p poisson_lo poisson_hi",
        "x1 n1 x2 n2",
    ),
    "forecast_expected.csv": File("smoothed_forecasts", "mean lo80 hi80 lo95 hi95", "series method h"),
    "eb_shrinkage.csv": File("shrinkage", "raw eb_poisson eb_binomial b_overall a_between", "set area x n"),
    "its_expected.csv": File(
        "interrupted_series", "estimate se_ols p_ols se_nw_lag2_adj p_nw se_hc3 durbin_watson", "series term"
    ),
    "sdc_tables_example.csv": File(
        "suppression", "freq primary_1_to_4 suppressed_gauss", "table row col small_count_rounded_base5"
    ),
}
GIVEN = ("*_input.csv", "meta_*.json", "spc_params.json")
"""Input, parameters and seeds: nothing to compare."""
WORDS = {"phem_errors.json": "rejected_inputs"}
"""Files that are not tables, and the module that reads them."""


def spoilt(rows: list[dict[str, str]], column: str) -> None:
    """Other numbers, words and flags in every cell that is not empty; of errors, whether there is one."""
    for row in rows:
        cell = row[column]
        if column == "r_error":  # the program's own words are nobody else's; that it stops is
            row[column] = "" if cell else "stopped"
            continue
        flags = {"true": "false", "false": "true"}
        try:
            row[column] = repr(float(cell) * 1.37 + 1.0) if "." in cell or "e" in cell else str(int(cell) + 1)
        except ValueError:
            row[column] = flags.get(cell.lower(), f"{cell} or not" if cell else cell)
    if not any(row[column] for row in rows):
        raise SystemExit(f"{column} is empty")


def passes(folder: Path, module: str) -> bool:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", HERE / f"test_{module}.py"],
        env=os.environ | {"ROPEWALK_REFERENCE": str(folder)},
        capture_output=True,
        check=False,
    )
    return run.returncode == 0


def main(wanted: list[str]) -> None:
    for name, file in FILES.items():
        if wanted and file.module not in wanted:
            continue
        with (HERE / name).open(encoding="utf-8") as source:
            rows = list(csv.DictReader(source))
        for column in file.compared.split():
            with tempfile.TemporaryDirectory() as folder:
                kept = shutil.ignore_patterns("*.py", "__*")
                shutil.copytree(HERE, folder, dirs_exist_ok=True, ignore=kept)
                other = [dict(row) for row in rows]
                spoilt(other, column)
                with (Path(folder) / name).open("w", encoding="utf-8", newline="") as target:
                    writer = csv.DictWriter(target, fieldnames=rows[0].keys())
                    writer.writeheader()
                    writer.writerows(other)
                noticed = not passes(Path(folder), file.module)
                sys.stdout.write(json.dumps({"file": name, "column": column, "noticed": noticed}) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
