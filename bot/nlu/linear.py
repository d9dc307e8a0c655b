"""A linear model over character 1-3-grams and the lexicon's concepts, with chances that sum to one.

Characters alone beat words on few colloquial Chinese sentences; concepts carry what the letters do not (娃 and
闺女 are both a child). Trained with scikit-learn, kept as plain JSON and arrays, asked without scikit-learn.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.nlu.lexicon import lexicon

CONCEPT_WEIGHT = 0.3
LONGEST_GRAM = 3
#: How much an offset must earn to leave zero.
STILL = 0.002
_DIGITS = re.compile(r"\d+")
_PUNCTUATION = re.compile(r"[，。！？、；：~…“”\"'()（） ]+")


def features(text: str) -> tuple[Counter[str], Counter[str]]:
    """Return (character grams, concepts and pairs of concepts) of a cleaned text."""
    text = lexicon().correct(text)
    said = sorted(lexicon().said(text))
    concepts = Counter(f"<{concept}>" for concept in said)
    concepts.update(f"<{a}+{b}>" for i, a in enumerate(said) for b in said[i + 1 :])
    marked = _marked(text)
    grams = Counter(
        marked[start : start + length]
        for length in range(1, LONGEST_GRAM + 1)
        for start in range(len(marked) - length + 1)
    )
    for edge in ("^", "$", "|"):
        grams.pop(edge, None)
    return grams, concepts


def _marked(text: str) -> str:
    """Return the text with its edges marked, digits and signs made alike."""
    return f"^{_PUNCTUATION.sub('|', _DIGITS.sub('0', text)).strip('|')}$"


@dataclass(frozen=True)
class LinearModel:
    """`labels` in a fixed order; `scores` gives the chance of each."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: np.ndarray  # idf per feature
    coefficients: np.ndarray  # features x labels
    intercepts: np.ndarray
    sharpness: float  # from margins to chances: softmax(sharpness * margins + offsets)
    offsets: np.ndarray
    seen: dict[str, frozenset[str]]  # label -> character pairs and single-character texts of its training sentences

    def familiarity(self, text: str, label: str) -> float:
        """Return the share (0..1) of the text's characters that stand in a pair seen in training for `label`.

        A margin says which label is nearest; this says whether it is near at all: 停水通知 is no 停.
        """
        marked = _marked(text)
        known = self.seen[label]
        covered = [False] * len(marked)
        for start in range(len(marked) - 1):
            if marked[start : start + 2] in known:
                covered[start] = covered[start + 1] = True
        inner = [hit for hit, character in zip(covered, marked, strict=True) if character not in "^$|"]
        return sum(inner) / len(inner) if inner else 0.0

    def coverage(self, text: str) -> float:
        """Return the share of the text's character pairs that training has seen, 0 for none."""
        grams = [gram for gram in features(text)[0] if len(gram) == 2 and not set(gram) & set("^$|")]
        if not grams:
            return 1.0 if text and text in self.vocabulary else 0.0
        return sum(gram in self.vocabulary for gram in grams) / len(grams)

    def scores(self, text: str) -> dict[str, float]:
        """Return the calibrated chance of each label; they sum to one."""
        indices, values = _vector(features(text), self.vocabulary, self.weights)
        margins = values @ self.coefficients[indices] + self.intercepts
        curve = self.sharpness * margins + self.offsets
        powers = np.exp(curve - curve.max())
        chances = powers / powers.sum()
        return {label: float(chance) for label, chance in zip(self.labels, chances, strict=True)}

    def save(self, folder: Path) -> None:
        (folder / "model.json").write_text(
            json.dumps(
                {
                    "labels": self.labels,
                    "vocabulary": self.vocabulary,
                    "sharpness": self.sharpness,
                    "seen": {label: sorted(pairs) for label, pairs in self.seen.items()},
                }
            ),
            encoding="utf-8",
        )
        np.savez(
            folder / "model.npz",
            weights=self.weights.astype(np.float32),
            coefficients=self.coefficients.astype(np.float32),
            intercepts=self.intercepts,
            offsets=self.offsets,
        )

    @classmethod
    def load(cls, folder: Path) -> LinearModel:
        head = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with np.load(folder / "model.npz", allow_pickle=False) as arrays:
            parts = {name: arrays[name] for name in arrays.files}
        seen = {label: frozenset(pairs) for label, pairs in head["seen"].items()}
        return cls(tuple(head["labels"]), head["vocabulary"], sharpness=head["sharpness"], seen=seen, **parts)


def _vector(
    counted: tuple[Counter[str], Counter[str]], vocabulary: dict[str, int], weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return (indices, values): each of the two families has length one (concepts: `CONCEPT_WEIGHT`)."""
    indices: list[int] = []
    values: list[float] = []
    for family, length in zip(counted, (1.0, CONCEPT_WEIGHT), strict=True):
        known = [(vocabulary[name], count) for name, count in family.items() if name in vocabulary]
        raw = [float(weights[index]) * (1.0 + math.log(count)) for index, count in known]
        norm = math.sqrt(sum(value * value for value in raw)) or 1.0
        indices.extend(index for index, _ in known)
        values.extend(length * value / norm for value in raw)
    return np.asarray(indices, dtype=np.int64), np.asarray(values)


def fit(
    texts: Sequence[str], labels: Sequence[str], *, cost: float = 0.5, leaning: bool = False, seed: int = 7
) -> LinearModel:
    """Train on cleaned `texts` of three labels or more. Chances are calibrated out of fold, so that they do not flatter.

    `leaning`: a label may be likelier than its margin says, as far as the training sentences bear it out.
    """
    from scipy.sparse import csr_matrix
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.svm import LinearSVC

    counted = [features(text) for text in texts]
    documents: Counter[str] = Counter()
    for grams, concepts in counted:
        documents.update(set(grams) | set(concepts))
    vocabulary = {name: index for index, name in enumerate(sorted(documents))}
    weights = np.asarray(
        [math.log((1 + len(texts)) / (1 + documents[name])) + 1.0 for name in sorted(documents)], dtype=np.float32
    )
    rows, columns, values = [], [], []
    for row, families in enumerate(counted):
        indices, row_values = _vector(families, vocabulary, weights)
        rows.extend([row] * len(indices))
        columns.extend(indices)
        values.extend(row_values)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(texts), len(vocabulary)))
    names = tuple(sorted(set(labels)))
    machine = LinearSVC(C=cost, class_weight="balanced", random_state=seed, dual=True, max_iter=5000)
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    margins = cross_val_predict(machine, matrix, labels, cv=folds, method="decision_function")
    machine.fit(matrix, labels)
    sharpness, offsets = _calibrated(
        margins, np.asarray([names.index(label) for label in labels]), STILL if leaning else math.inf
    )
    seen: dict[str, set[str]] = {name: set() for name in names}
    for text, label in zip(texts, labels, strict=True):
        marked = _marked(lexicon().correct(text))
        seen[label].update(marked[start : start + 2] for start in range(len(marked) - 1))
    pairs = {name: frozenset(found) for name, found in seen.items()}
    return LinearModel(names, vocabulary, weights, machine.coef_.T, machine.intercept_, sharpness, offsets, pairs)


def _calibrated(margins: np.ndarray, truth: np.ndarray, still: float) -> tuple[float, np.ndarray]:
    """Return (sharpness, offsets) of the softmax over `margins` that makes `truth` likeliest; infinitely `still`: no offsets."""
    from scipy.optimize import minimize

    rows, hit = np.arange(len(truth)), np.zeros_like(margins)
    hit[rows, truth] = 1.0

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        curve = point[0] * margins + point[1:]
        curve = curve - curve.max(axis=1, keepdims=True)
        powers = np.exp(curve)
        chances = powers / powers.sum(axis=1, keepdims=True)
        error = (chances - hit) / len(truth)
        fall = -float(np.log(chances[rows, truth] + 1e-12).mean())
        if math.isinf(still):
            return fall, np.concatenate([[float((error * margins).sum())], np.zeros(margins.shape[1])])
        slope = np.concatenate([[float((error * margins).sum())], error.sum(axis=0) + 2 * still * point[1:]])
        return fall + still * float((point[1:] ** 2).sum()), slope

    best = minimize(loss, np.concatenate([[4.0], np.zeros(margins.shape[1])]), jac=True, method="L-BFGS-B")
    return float(best.x[0]), best.x[1:]
