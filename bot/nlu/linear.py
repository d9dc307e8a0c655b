"""A linear model over character 1-3-grams and the lexicon's concepts, with scores that mean something.

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

CONCEPT_WEIGHT = 0.9
LONGEST_GRAM = 3
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
    """`labels` in a fixed order; `scores` gives one number in 0..1 per label."""

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: np.ndarray  # idf per feature
    coefficients: np.ndarray  # features x labels
    intercepts: np.ndarray
    slopes: np.ndarray  # per label, of the logistic curve from margin to probability
    offsets: np.ndarray
    exclusive: bool
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
        """Return a calibrated score per label; they sum to one only if the labels exclude each other."""
        indices, values = _vector(features(text), self.vocabulary, self.weights)
        margins = values @ self.coefficients[indices] + self.intercepts
        curve = self.slopes * margins + self.offsets
        if self.exclusive:
            powers = np.exp(curve - curve.max())
            chances = powers / powers.sum()
        else:
            chances = 1.0 / (1.0 + np.exp(-curve))
        return {label: float(chance) for label, chance in zip(self.labels, chances, strict=True)}

    def save(self, folder: Path) -> None:
        (folder / "model.json").write_text(
            json.dumps(
                {
                    "labels": self.labels,
                    "vocabulary": self.vocabulary,
                    "exclusive": self.exclusive,
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
            slopes=self.slopes,
            offsets=self.offsets,
        )

    @classmethod
    def load(cls, folder: Path) -> LinearModel:
        head = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with np.load(folder / "model.npz", allow_pickle=False) as arrays:
            parts = {name: arrays[name] for name in arrays.files}
        seen = {label: frozenset(pairs) for label, pairs in head["seen"].items()}
        return cls(tuple(head["labels"]), head["vocabulary"], exclusive=head["exclusive"], seen=seen, **parts)


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
    texts: Sequence[str], labels: Sequence[str], *, exclusive: bool, cost: float = 0.5, seed: int = 7
) -> LinearModel:
    """Train on cleaned `texts`. Scores are calibrated on margins out of fold, so that they do not flatter."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
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
    coefficients, intercepts = machine.coef_.T, machine.intercept_
    if len(names) == 2:
        margins = np.column_stack([-margins, margins])
        coefficients, intercepts = (
            np.column_stack([-coefficients, coefficients]),
            np.array([-intercepts[0], intercepts[0]]),
        )
    if exclusive:
        slopes = np.full(len(names), _sharpness(margins, [names.index(label) for label in labels]))
        offsets = np.zeros(len(names))
    else:
        curves = [
            LogisticRegression(C=100.0).fit(margins[:, [column]], [label == name for label in labels])
            for column, name in enumerate(names)
        ]
        slopes = np.asarray([curve.coef_[0, 0] for curve in curves])
        offsets = np.asarray([curve.intercept_[0] for curve in curves])
    seen: dict[str, set[str]] = {name: set() for name in names}
    for text, label in zip(texts, labels, strict=True):
        marked = _marked(lexicon().correct(text))
        seen[label].update(marked[start : start + 2] for start in range(len(marked) - 1))
    pairs = {name: frozenset(found) for name, found in seen.items()}
    return LinearModel(names, vocabulary, weights, coefficients, intercepts, slopes, offsets, exclusive, pairs)


def _sharpness(margins: np.ndarray, truth: Sequence[int]) -> float:
    """Return the factor that makes a softmax over `margins` most likely to have produced `truth`."""
    best, best_loss = 1.0, math.inf
    for factor in np.linspace(1.0, 12.0, 45):
        curve = margins * factor
        curve = curve - curve.max(axis=1, keepdims=True)
        loss = float(np.mean(np.log(np.exp(curve).sum(axis=1)) - curve[np.arange(len(truth)), truth]))
        if loss < best_loss:
            best, best_loss = float(factor), loss
    return best
