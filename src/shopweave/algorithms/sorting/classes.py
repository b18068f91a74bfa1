"""Which class a text belongs to: naive Bayes over TF-IDF rows of length 1.

Rennie, Shih, Teevan, Karger: Tackling the Poor Assumptions of Naive Bayes Text Classifiers, 2003.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.sorting.words import counts, stems

MOST_TERMS = 20_000
SMOOTHING = 0.3
SHARPNESS = (0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0)
USUAL = 4.8
PRIOR = 0.2
ENOUGH, HELD_OUT = 60, 0.2
TOLD = 3


@dataclass(frozen=True, slots=True)
class Classes:
    """What was learned. weights: (terms, classes), higher speaks for the class.

    rarity: (terms,) log((1 + n) / df). prior: (classes,). sharpness: what a score is multiplied by
    before it becomes a probability.
    """

    labels: tuple[str, ...]
    terms: dict[str, int]
    rarity: NDArray[np.float64]
    weights: NDArray[np.float64]
    prior: NDArray[np.float64]
    sharpness: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeliest class of a text, how sure, and the words that told most.

    words: empty when no word of the text was ever seen; then the label means nothing.
    """

    label: str
    probability: float
    words: tuple[str, ...]


def learn(
    texts: Sequence[str], labels: Sequence[str], seed: int = 0, sharpness: float | None = None
) -> Classes:
    """Learn from texts and their classes.

    sharpness: how much a lead counts; None to find it on a held-out part of the texts.
    """
    if sharpness is not None or len(texts) < ENOUGH:
        return _fit(texts, labels, sharpness or USUAL)
    mixed = np.random.default_rng(seed).permutation(len(texts))
    cut = int(len(texts) * HELD_OUT)
    rest, held = mixed[cut:], mixed[:cut]
    trial = _fit([texts[n] for n in rest], [labels[n] for n in rest], 1.0)
    place = {label: n for n, label in enumerate(trial.labels)}
    known = [n for n in held if labels[n] in place]
    scores = _scores(trial, [texts[n] for n in known])
    truth = np.array([place[labels[n]] for n in known], np.int64)
    return _fit(texts, labels, _sharpest(scores, truth))


def judge(model: Classes, texts: Sequence[str]) -> list[Verdict]:
    """The likeliest class of each text."""
    names = [""] * len(model.terms)
    for term, column in model.terms.items():
        names[column] = term
    rows = _rows(model, texts)
    found = []
    for n, chances in enumerate(_chances(rows @ model.weights + model.prior, model.sharpness)):
        best = int(chances.argmax())
        columns = rows.indices[rows.indptr[n] : rows.indptr[n + 1]]
        values = rows.data[rows.indptr[n] : rows.indptr[n + 1]]
        lead = values * (model.weights[columns, best] - model.weights[columns].mean(axis=1))
        order = [at for at in np.argsort(-lead)[:TOLD] if lead[at] > 0]
        words = tuple(names[columns[at]] for at in order)
        found.append(Verdict(model.labels[best], float(chances[best]), words))
    return found


def _fit(texts: Sequence[str], labels: Sequence[str], sharpness: float) -> Classes:
    names = tuple(sorted(set(labels)))
    found = counts(texts)
    often: dict[str, int] = {}
    for each in found:
        for term in each:
            often[term] = often.get(term, 0) + 1
    kept = sorted(often, key=lambda term: (-often[term], term))[:MOST_TERMS]
    terms = {term: n for n, term in enumerate(kept)}
    rarity = np.log((1 + len(texts)) / np.array([often[term] for term in kept], np.float64))
    member = np.zeros((len(texts), len(names)))
    member[np.arange(len(texts)), np.searchsorted(names, labels)] = 1
    prior = PRIOR * np.log(member.mean(axis=0))
    empty = Classes(names, terms, rarity, np.zeros(0), prior, sharpness)
    # In how many texts of a class a term stands: once said is said, as Rennie et al. advise.
    held = (_rows(empty, texts) > 0).astype(float).T @ member + SMOOTHING
    return replace(empty, weights=np.log(held / held.sum(axis=0)))


def _scores(model: Classes, texts: Sequence[str]) -> NDArray[np.float64]:
    scores: NDArray[np.float64] = _rows(model, texts) @ model.weights + model.prior
    return scores


def _rows(model: Classes, texts: Sequence[str]) -> csr_array:
    """TF-IDF rows of length 1 over the terms that were learned."""
    starts, columns, values = [0], list[int](), list[float]()
    for text in texts:
        seen = [(model.terms[t], n) for t, n in stems(text).items() if t in model.terms]
        row = np.array([(1 + np.log(n)) * model.rarity[column] for column, n in seen])
        length = float(np.sqrt((row**2).sum())) or 1.0
        columns += [column for column, _ in seen]
        values += list(row / length)
        starts.append(len(columns))
    return csr_array((values, columns, starts), shape=(len(texts), len(model.terms)), dtype=float)


def _chances(scores: NDArray[np.float64], sharpness: float) -> NDArray[np.float64]:
    power = sharpness * scores
    power = np.exp(power - power.max(axis=1, keepdims=True))
    chances: NDArray[np.float64] = power / power.sum(axis=1, keepdims=True)
    return chances


def _sharpest(scores: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """The sharpness under which the true classes of the held-out part are likeliest."""
    if not len(truth):
        return USUAL
    rows = np.arange(len(truth))

    def surprise(sharpness: float) -> float:
        return -float(np.log(_chances(scores, sharpness)[rows, truth] + 1e-12).mean())

    return min(SHARPNESS, key=surprise)
