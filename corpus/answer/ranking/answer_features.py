"""What is known of the best excerpts, as a row of numbers for the trees that say whether they answer.

Nearly every feature is a share or a probability, so that an archive of one article and one of a million are judged
alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.answer.ranking.arrays import Bools, Floats
from corpus.answer.ranking.excerpts import Excerpt
from corpus.answer.ranking.necessity_features import ANSWER_NECESSITY, answer_necessity
from corpus.answer.ranking.ranking import FEATURES, Ranked
from corpus.answer.reading.question import AnswerType, Reading

_TAKEN = (
    "covered", "covered_exact", "covered_pairs", "conflict", "with_previous", "with_both", "with_headline",
    "article_covered", "article_pairs", "run", "max_weight", "names", "numbers", "near", "fits", "unit_near",
    "focus", "focus_near", "article_covered_exact", "article_covered_pairs", "article_best_window",
    "article_headline", "article_headline_pairs", "article_names", "article_numbers", "article_best_exact",
    "article_best_pairs", "article_best_run", "article_bm25_raw",
)  # fmt: skip
_AT = [FEATURES.index(name) for name in _TAKEN]
_ENGINE = FEATURES.index("article_engine")
ANSWER_FEATURES = (
    *_TAKEN, "chance", "second", "elsewhere", "article_chance", "quotes_covered", "missing", "missing_two", "terms",
    "weight", "mean_weight", "has_marks", *(f"type_{kind.name.lower()}" for kind in AnswerType),
    "unquoted", "unquoted_two", "missing_pair", "missing_pair_two", "unquoted_pair", "unquoted_pair_two", "lacks_name",
    "engine", "engine_second", "engine_fifth", "covered_elsewhere", "as_covered", "lead", "rival", "likely",
    "rarest", "median_weight", *ANSWER_NECESSITY,
)  # fmt: skip
AS_COVERED, AS_LIKELY = 0.9, 0.5  # of the best: from here on another article counts as a rival


def answer_features(ranked: Ranked, best: Sequence[Excerpt], reading: Reading) -> Floats:
    """One row of ANSWER_FEATURES, for the best excerpts (not empty, best first)."""
    look = _Look.at(ranked, best)
    groups = (
        _best(look, best),
        _said(look),
        _typed(look, reading),
        _missing(look),
        _articles(look),
        _words(look),
        answer_necessity(ranked.said, look.first.article, look.inside),
    )
    return np.array([value for group in groups for value in group], np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """`first`: the best excerpt; `inside`: its sentences, `article`: those of its article."""

    ranked: Ranked
    first: Excerpt
    inside: slice
    article: slice

    @classmethod
    def at(cls, ranked: Ranked, best: Sequence[Excerpt]) -> _Look:
        first, borders = best[0], ranked.described.board.borders
        of_article = slice(borders[first.article], borders[first.article + 1])
        return cls(ranked, first, slice(first.first, first.last + 1), of_article)

    def lacked(self, sentences: slice) -> Floats:
        """Of each term, what it weighs beside the heaviest where neither these sentences nor the headline have it."""
        board, weights = self.ranked.described.board, self.ranked.described.subject.weights
        return _lacked(weights, board.present[sentences], board.headlines[self.first.article])

    def lacked_pairs(self, sentences: slice) -> Floats:
        """The same of each pair."""
        board, weights = self.ranked.described.board, self.ranked.described.subject.pair_weights
        return _lacked(weights, board.pairs[sentences], board.headline_pairs[self.first.article])


def _lacked(weights: Floats, said: Bools, headline: Bools) -> Floats:
    relative = weights / max(float(weights.max(initial=0.0)), 1e-9)
    lacked: Floats = np.where(said.any(axis=0) | headline, 0.0, relative)
    return lacked


def _best(look: _Look, best: Sequence[Excerpt]) -> Iterable[float]:
    """The likeliest sentence, and how likely it is beside the others."""
    probabilities = look.ranked.probabilities
    top = look.first.first + int(probabilities[look.inside].argmax())
    elsewhere = np.delete(probabilities, np.s_[look.article])
    return (
        *look.ranked.described.rows[top, _AT],
        look.first.probability,
        best[1].probability if len(best) > 1 else 0.0,
        elsewhere.max(initial=0.0),
        probabilities[look.article].sum(),
    )


def _said(look: _Look) -> Iterable[float]:
    """How much of the subject the excerpt has, and what the article with its headline lacks."""
    described = look.ranked.described
    subject, quoted = described.subject, described.board.present[look.inside].any(axis=0)
    return (
        float(quoted @ subject.shares),
        *_two(look.lacked(look.article)),
        float(len(subject.terms)),
        float(np.log1p(subject.weights.sum())),
        float(subject.weights.mean()),
    )


def _typed(_look: _Look, reading: Reading) -> Iterable[float]:
    return float(reading.has_marks), *(float(reading.answer_type is kind) for kind in AnswerType)


def _missing(look: _Look) -> Iterable[float]:
    """What of terms and pairs is not said where it should be."""
    subject = look.ranked.described.subject
    unquoted = look.lacked(look.inside)
    return (
        *_two(unquoted),
        *_two(look.lacked_pairs(look.article)),
        *_two(look.lacked_pairs(look.inside)),
        float(unquoted[subject.names].max(initial=0.0)),
    )


def _two(lacked: Floats) -> tuple[float, float]:
    """The heaviest, and the two heaviest together."""
    ordered = np.sort(lacked)[::-1]
    return float(ordered[:1].sum()), float(ordered[:2].sum())


def _articles(look: _Look) -> Iterable[float]:
    """The article beside the others: subjects that many articles share are seldom what was meant."""
    described = look.ranked.described
    board, starts, at = described.board, described.board.borders[:-1], look.first.article
    engine = described.rows[starts, _ENGINE]
    strongest = np.sort(engine)[::-1]
    said = (board.present | board.headlines[board.article]) @ described.subject.shares
    covered = np.maximum.reduceat(said, starts)
    chances = np.sort(np.add.reduceat(look.ranked.probabilities, starts))[::-1]
    peaks = np.maximum.reduceat(look.ranked.probabilities, starts)
    second = chances[1] if len(chances) > 1 else 0.0
    return (
        engine[at],
        strongest[1] if len(strongest) > 1 else 0.0,
        strongest[4] if len(strongest) > 4 else 0.0,
        covered.max() - covered[at],
        float((covered >= AS_COVERED * covered.max()).sum()),
        chances[0] - second,
        second / max(chances[0], 1e-9),
        float((peaks > AS_LIKELY * peaks.max()).sum()),
    )


def _words(look: _Look) -> Iterable[float]:
    """What the question's words weigh."""
    weights = look.ranked.described.subject.weights
    return weights.max(), float(np.median(weights))
