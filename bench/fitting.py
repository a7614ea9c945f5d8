"""Weights of a mixture likelihood ratio that no stable class is called changed by more than it may.

Least squares of nothing: the share of changed series called is raised, by gradient, while every stable
class's share is held down by a growing penalty. Shares are made smooth by a logistic curve of width WIDTH.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logsumexp

WIDTH = 0.2
MARGIN = 1.9
"""Least log likelihood ratio that any node alone must see: without it a very quiet series would be called."""
PENALTIES = (300.0, 5_000.0, 40_000.0)
P_VALUES = (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0003)
ROOM = 0.97
"""A p-value is tabled as this much less likely than it was found to be."""


@dataclass(frozen=True)
class Sample:
    """Log likelihoods of some series: ``stable``, (series, nodes); ``changed``, (series, changes, nodes).
    ``weight``: how much finding them counts."""

    stable: np.ndarray
    changed: np.ndarray
    weight: float = 1.0


@dataclass(frozen=True)
class Weights:
    """Logarithms: ``stable``, (nodes,); ``changed``, (changes, nodes)."""

    stable: np.ndarray
    changed: np.ndarray

    def ratio(self, sample: Sample) -> np.ndarray:
        """Log likelihood ratio of each series."""
        top = logsumexp(sample.changed + self.changed, axis=(1, 2))
        return top - logsumexp(sample.stable + self.stable, axis=1)


def weights_of(p: np.ndarray, changes: int, nodes: int) -> Weights:
    """From free numbers: one for each node beyond MARGIN, one for each change and node."""
    extra, changed = p[:nodes], p[nodes:].reshape(changes, nodes)
    return Weights(logsumexp(changed, axis=0) + MARGIN + np.logaddexp(0, extra), changed)


def fit(stable: list[Sample], changed: list[Sample], target: float = 0.045, rounds: int = 45) -> Weights:
    """The weights that find most, with at most ``target`` of each stable sample called."""
    _, changes, nodes = changed[0].changed.shape
    p = np.concatenate([np.full(nodes, 1.5), np.zeros(changes * nodes)])
    for penalty in PENALTIES:
        options = {"maxiter": rounds}
        bounds = [(-6, 15)] * nodes + [(-12, 12)] * (changes * nodes)
        arguments = (stable, changed, target, penalty)
        found = minimize(_loss, p, arguments, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
        p = found.x
    return weights_of(p, changes, nodes)


def _loss(
    p: np.ndarray, stable: list[Sample], changed: list[Sample], target: float, penalty: float
) -> tuple[float, np.ndarray]:
    _, changes, nodes = changed[0].changed.shape
    weights = weights_of(p, changes, nodes)
    down, up, loss = np.zeros(nodes), np.zeros((changes, nodes)), 0.0
    for sample in changed:
        share, less, more = _share(weights, sample)
        scale = sample.weight / len(changed)
        loss, down, up = loss - scale * share, down - scale * less, up - scale * more
    for sample in stable:
        share, less, more = _share(weights, sample)
        over = max(share - target, 0.0)
        loss, scale = loss + penalty * over**2, 2 * penalty * over
        down, up = down + scale * less, up + scale * more
    # A little pull towards equal weights, and one to fix the scale that the ratio does not have.
    centred = weights.changed - weights.changed.mean()
    loss += 1e-4 * (centred**2).sum() + 1e-3 * weights.changed.mean() ** 2
    up += 2e-4 * centred + 2e-3 * weights.changed.mean() / weights.changed.size
    up += down * np.exp(weights.changed - logsumexp(weights.changed, axis=0))
    return loss, np.concatenate([down * expit(p[:nodes]), up.ravel()])


def _share(weights: Weights, sample: Sample) -> tuple[float, np.ndarray, np.ndarray]:
    """Smooth share called, and how it moves with the weights of stable and of changed."""
    top, bottom = sample.changed + weights.changed, sample.stable + weights.stable
    called = expit((weights.ratio(sample)) / WIDTH)
    pull = called * (1 - called) / WIDTH / len(called)
    mine = np.exp(top - logsumexp(top, axis=(1, 2), keepdims=True))
    theirs = np.exp(bottom - logsumexp(bottom, axis=1, keepdims=True))
    return float(called.mean()), -pull @ theirs, np.tensordot(pull, mine, 1)


def calibrated(weights: Weights, stable: list[Sample], most: float) -> tuple[Weights, np.ndarray]:
    """Weights shifted so that the worst sample's share is ``most``, and the evidence of each of P_VALUES."""
    ratios = [weights.ratio(sample) for sample in stable]
    shift = max(float(np.quantile(ratio, 1 - most)) for ratio in ratios)
    evidence = [max(np.quantile(r - shift, 1 - ROOM * p) for r in ratios) for p in P_VALUES]
    return Weights(weights.stable + shift, weights.changed), np.array(evidence)
