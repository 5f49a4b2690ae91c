"""Whether what was found answers the question, or only shares words with it.

Every feature is a share or a probability, so that an archive of one article and one of a million are judged alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from corpus.answer.board import Floats
from corpus.answer.excerpts import Excerpt
from corpus.answer.forest import Forest
from corpus.answer.phrases import AnswerType
from corpus.answer.question import Reading, is_name
from corpus.answer.ranking import FEATURES, Ranked

_TAKEN = (
    "covered", "covered_exact", "covered_pairs", "conflict", "with_previous", "with_both", "with_headline",
    "article_covered", "article_pairs", "run", "max_weight", "names", "numbers", "near", "fits", "unit_near",
    "focus", "focus_near", "article_covered_exact", "article_covered_pairs", "article_best_window",
    "article_headline", "article_headline_pairs", "article_names", "article_numbers", "article_best_exact",
    "article_best_pairs", "article_best_run", "article_bm25_raw",
)  # fmt: skip
_AT = [FEATURES.index(name) for name in _TAKEN]
ANSWER_FEATURES = (
    *_TAKEN, "chance", "second", "elsewhere", "article_chance", "quotes_covered", "missing", "missing_two", "terms",
    "weight", "mean_weight", "has_marks", *(f"type_{kind.name.lower()}" for kind in AnswerType),
)  # fmt: skip
SCATTERED = 0.5
# What is said of a name that no article has is said of something else. Of 625 readers' questions whose article is there
# one has such a name, misspelt.
UNKNOWN = 0.2
# Odds, where the headline of one of the articles quoted first has nearly all of a subject of several words.
HEADLINED, ALL, SEVERAL = 2.0, 0.9, 3
# Odds, where only articles of the days that are asked about count: what the days said is no word to be missed.
IN_TIME = 2.0
_TERMS, _PAIRED = ANSWER_FEATURES.index("terms"), ANSWER_FEATURES.index("article_covered_pairs")


def answer_features(ranked: Ranked, best: Sequence[Excerpt], reading: Reading) -> Floats:
    """One row of ANSWER_FEATURES, for the best excerpts (not empty, best first)."""
    described, first = ranked.described, best[0]
    board, subject = described.board, described.subject
    inside = slice(first.first, first.last + 1)
    top = first.first + int(ranked.probabilities[inside].argmax())
    of_article = slice(board.borders[first.article], board.borders[first.article + 1])
    elsewhere = np.delete(ranked.probabilities, np.s_[of_article])
    weights = subject.weights / max(subject.weights.max(), 1e-9)
    present = board.present[of_article].any(axis=0) | board.headlines[first.article]
    missing = np.sort(np.where(present, 0.0, weights))[::-1]
    shares = subject.weights / max(subject.weights.sum(), 1e-9)
    quoted = board.present[inside].any(axis=0)
    return np.array(
        [
            *described.rows[top, _AT],
            first.probability,
            best[1].probability if len(best) > 1 else 0.0,
            elsewhere.max(initial=0.0),
            ranked.probabilities[of_article].sum(),
            float(quoted @ shares),
            float(missing[0]),
            float(missing[:2].sum()),
            float(len(subject.terms)),
            float(np.log1p(subject.weights.sum())),
            float(subject.weights.mean()),
            float(reading.has_marks),
            *(float(reading.answer_type is kind) for kind in AnswerType),
        ]
    )


def confidence(features: Floats, forest: Forest) -> float:
    """The probability that the excerpts answer.

    Less where no two words of a longer question stand side by side: then they only happen to be in one article.
    """
    sure = float(forest.probabilities(features[None, :])[0])
    scattered = features[_TERMS] >= 3 and features[_PAIRED] == 0
    return sure * SCATTERED if scattered else sure


def surer(sure: float, times: float) -> float:
    """The confidence with odds that are so many times what they were."""
    odds = times * sure / max(1 - sure, 1e-9)
    return odds / (1 + odds)


def is_headlined(ranked: Ranked, best: Sequence[Excerpt]) -> bool:
    """Whether a headline among the best three excerpts says nearly all that is asked about."""
    board, subject = ranked.described.board, ranked.described.subject
    if (subject.weights > subject.weights.max() / 4).sum() < SEVERAL:
        return False
    return any(float(board.headlines[one.article] @ subject.shares) >= ALL for one in best[:3])


def names_unknown(reading: Reading, unmentioned: Iterable[str]) -> bool:
    """Whether one of the words that no article has is a name; a word alone at the beginning has its capital anyhow."""
    return reading.has_marks and any(
        is_name(word) and (" " in word or word.isupper() or not reading.full.startswith(word))
        for word in unmentioned
    )
