"""Methods that statsmodels has too, against it: one group or series a call there, all at once here."""

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.stattools import durbin_watson

from ropewalk.stats.adjusted import Rule, adjust
from ropewalk.stats.interrupted import Errors, interrupted
from ropewalk.stats.intervals import proportion_limits
from ropewalk.stats.linear import line_ahead

RNG = np.random.default_rng(51)
SERIES = RNG.standard_normal((12, 26)).cumsum(axis=1) * 0.5 + RNG.standard_normal((12, 26)) + 40
TIMES = np.arange(2000.0, 2026)
COVARIANCES: dict[Errors, dict] = {
    "ols": {"cov_type": "nonrobust"},
    "hc3": {"cov_type": "HC3", "use_t": True},
    "newey-west": {"cov_type": "HAC", "use_t": True, "cov_kwds": {"maxlags": 2, "use_correction": True}},
}
RULES: dict[Rule, str] = {
    "benjamini-hochberg": "fdr_bh",
    "benjamini-yekutieli": "fdr_by",
    "holm": "holm",
    "hochberg": "simes-hochberg",
    "bonferroni": "bonferroni",
}


@pytest.mark.parametrize("errors", COVARIANCES)
@pytest.mark.parametrize("gaps", [False, True])
def test_segmented_regression(errors: Errors, gaps: bool) -> None:
    y = SERIES.copy()
    if gaps:
        y[:, [3, 17]] = np.nan
    found = interrupted(y, TIMES, 2011.5, errors=errors)
    for i in range(len(y)):
        there = ~np.isnan(y[i])
        t = TIMES[there]
        since = t - 2011.5
        design = np.column_stack([np.ones(len(t)), t, since > 0, np.maximum(since, 0)])
        theirs = sm.OLS(y[i][there], design).fit(**COVARIANCES[errors])
        # Years about 2000 make their matrix all but singular; ours counts time from the break.
        np.testing.assert_allclose(found.estimate[i], theirs.params, rtol=1e-5)
        np.testing.assert_allclose(found.error[i], theirs.bse, rtol=1e-5)
        np.testing.assert_allclose(found.p_value[i], theirs.pvalues, rtol=1e-4, atol=1e-12)
        np.testing.assert_allclose(found.durbin_watson[i], durbin_watson(theirs.resid), rtol=1e-6)


@pytest.mark.parametrize("rule", RULES)
def test_adjusted_p_values(rule: Rule) -> None:
    sets = [RNG.uniform(0, 1, size) ** 3 for size in (1, 2, 9, 60)]
    sets[3][10:20] = sets[3][10]
    family = np.repeat(np.arange(len(sets)), [len(p) for p in sets])
    found = adjust(np.concatenate(sets), family, rule=rule)
    theirs = [multipletests(p, method=RULES[rule])[1] for p in sets]
    np.testing.assert_allclose(found, np.concatenate(theirs), rtol=1e-12)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_limits_of_proportions(confidence: float) -> None:
    n = np.r_[RNG.integers(1, 30, 200), RNG.integers(100, 10**6, 200)]
    x = RNG.binomial(n, RNG.uniform(0, 1, 400) ** 2)
    x[:5], x[5:10] = 0, n[5:10]
    found = proportion_limits(x, n, confidence=confidence)
    low, high = proportion_confint(x, n, alpha=1 - confidence, method="wilson")
    np.testing.assert_allclose(found.lower, low, rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(found.upper, high, rtol=1e-11)


def test_the_line_carried_on() -> None:
    found = line_ahead(SERIES, np.broadcast_to(TIMES, SERIES.shape), 3.0)
    low, high = found.interval(0.8)
    for i, row in enumerate(SERIES):
        theirs = (
            sm.OLS(row, sm.add_constant(TIMES - 2013)).fit().get_prediction([[1.0, TIMES[-1] + 3 - 2013]])
        )
        np.testing.assert_allclose((low[i], high[i]), theirs.conf_int(obs=True, alpha=0.2)[0], rtol=1e-10)
