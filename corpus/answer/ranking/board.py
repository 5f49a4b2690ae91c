"""The candidates of a question laid out as arrays: which of the subject's terms stands where.

From the sheets of the articles that the engine found to one table of matches, from which everything that the rankers
look at is summed up. Plain numpy over some ten thousand terms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.answer.ranking.alias_matches import AliasMatches, Matches, Text, since_merger, worth
from corpus.answer.ranking.arrays import Bools, Floats, Ints
from corpus.answer.reading.subject import Subject
from corpus.language.kinds import EXTRA
from corpus.language.sheet import Sheet

SLOTS = 4_096  # a power of two; some twelve terms take few of them
_LOW_BITS = np.uint32(SLOTS - 1)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """An article that the engine found, in that version: its sheet, and the scores of its passages by ordinal.

    `published_s`: Unix seconds. `weights`: how much each of its sentences counts for the days that are asked about.
    """

    article_id: str
    version: str
    sheet: Sheet
    scores: Mapping[int, float]
    published_s: int | None = None
    weights: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Sentences of all candidates, one after another; a candidate's are those from borders[i] to borders[i + 1].

    Of each sentence: `article`, the number of its candidate; `begins`, where its terms begin among those of all (one
    more than sentences); `present` and `exactly`, sentences × terms, whether it has each of Subject.terms, and whether
    with its marks; `pairs`, sentences × Subject.pairs; `passage_scores`, the engine's score of its passage, 0 where it
    was not found. Of every term: `codes` (see `sheet.code`), `kinds` (bits of `language.kinds`), `sentence`, in which
    it stands. Of every match, by place: `at`, the place among the terms; `term`, its number in Subject.terms; `exact`,
    whether its marks agree. Of every match of a pair: `pair_at`, the place of its first term; `pair`, its number in
    Subject.pairs. Of each candidate: `headlines` and `headline_pairs`, candidates × terms or pairs; `worth`, from 0 to
    1, less where it has but other words for what is asked about.
    """

    candidates: Sequence[Candidate]
    borders: Ints
    article: Ints
    codes: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    sentence: Ints
    begins: Ints
    at: Ints
    term: Ints
    exact: Bools
    present: Bools
    exactly: Bools
    pairs: Bools
    pair_at: Ints
    pair: Ints
    headlines: Bools
    headline_pairs: Bools
    passage_scores: Floats
    worth: Floats

    @property
    def size(self) -> int:
        """How many sentences there are."""
        return len(self.article)

    @property
    def parts(self) -> NDArray[np.uint8]:
        """What each sentence is, as `Sheet.parts` has it."""
        return np.concatenate([one.sheet.parts for one in self.candidates])

    @property
    def weights(self) -> Floats:
        """How much each sentence counts."""
        weights: Floats = np.concatenate(
            [np.ones(len(one.sheet.spans)) if one.weights is None else one.weights for one in self.candidates]
        )
        return weights * self.worth[self.article]

    @property
    def runs(self) -> Floats:
        """For each sentence, how many of the subject's terms stand in a row as they do in the question, at most."""
        runs = np.zeros(self.size)
        if len(self.pair_at):
            continues = (np.diff(self.pair_at, prepend=-9) == 1) & (np.diff(self.pair, prepend=-9) == 1)
            group = np.cumsum(~continues)
            np.maximum.at(runs, self.sentence[self.pair_at], np.bincount(group)[group] + 1.0)
        return runs


def lay_out(candidates: Sequence[Candidate], subject: Subject) -> Board:
    """The board of a question."""
    sheets = [one.sheet for one in candidates]
    sizes = np.array([len(sheet.spans) for sheet in sheets], np.int64)
    lengths = _lengths(sheets, sizes)
    begins = np.concatenate([[0], np.cumsum(lengths)])
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    codes = np.concatenate([sheet.codes for sheet in sheets])
    kinds = np.concatenate([sheet.kinds for sheet in sheets])
    article = np.repeat(np.arange(len(sheets)), sizes)
    bodies, headings = Text(codes, sentence, article), _headings(sheets)
    typed, titled = _matches(codes, subject), _matches(headings.codes, subject)
    is_since = since_merger([one.published_s for one in candidates])
    other, in_headings = (AliasMatches.find(text, subject, is_since) for text in (bodies, headings))
    at, term, exact = other.joined(typed)
    present = _table(sentence[at], term, len(lengths), len(subject.terms))
    exactly = _table(sentence[at[exact]], term[exact], len(lengths), len(subject.terms))
    whole = (kinds[at] & EXTRA) == 0
    pair_at, pair = _pairs(at[whole], term[whole], sentence, subject, other)
    headlines, headline_pairs = _headlines(titled, in_headings, subject, len(sheets))
    return Board(
        candidates=candidates,
        borders=np.concatenate([[0], np.cumsum(sizes)]),
        article=article,
        codes=codes,
        kinds=kinds,
        sentence=sentence,
        begins=begins,
        at=at,
        term=term,
        exact=exact,
        present=present,
        exactly=exactly,
        pairs=_table(sentence[pair_at], pair, len(lengths), len(subject.pairs)),
        pair_at=pair_at,
        pair=pair,
        headlines=headlines,
        headline_pairs=headline_pairs,
        passage_scores=_scores(candidates, article),
        worth=worth(subject, (other, in_headings), ((bodies, typed), (headings, titled)), is_since),
    )


def _lengths(sheets: Sequence[Sheet], sizes: Ints) -> Ints:
    """How many terms each sentence has."""
    steps = np.diff(np.concatenate([sheet.starts for sheet in sheets]), append=0).astype(np.int64)
    inside = np.ones(len(steps), np.bool_)
    inside[np.cumsum(sizes + 1) - 1] = False  # from the end of one article to the beginning of the next
    return steps[inside]


def _matches(codes: NDArray[np.uint32], subject: Subject) -> Matches:
    """Places, term numbers and exactness of the codes that are terms of the subject."""
    at, term = find_codes(subject.folded, codes >> np.uint32(8))
    return at, term, codes[at] == subject.codes[term]


def find_codes(known: NDArray[np.uint32], codes: NDArray[np.uint32]) -> tuple[Ints, Ints]:
    """Where codes stand that are among the `known`, and the place of each there."""
    of_low_bits = np.zeros(SLOTS, np.bool_)
    of_low_bits[known & _LOW_BITS] = True
    at = np.flatnonzero(of_low_bits[codes & _LOW_BITS])  # few others share them
    order = np.argsort(known)
    near = order[np.minimum(np.searchsorted(known[order], codes[at]), len(known) - 1)]
    found = known[near] == codes[at]
    return at[found], near[found]


def _pairs(at: Ints, term: Ints, group: Ints, subject: Subject, other: AliasMatches) -> tuple[Ints, Ints]:
    """Where two terms that are neighbours in the question are neighbours, and which pair that is."""
    count = len(subject.terms)
    number = np.full((count, count), -1, np.int64)
    number[subject.pairs[:, 0], subject.pairs[:, 1]] = np.arange(len(subject.pairs))
    beside = (at[1:] == at[:-1] + 1) & (group[at[1:]] == group[at[:-1]])
    pair = np.where(beside, number[term[:-1], term[1:]], -1)
    found = np.flatnonzero(pair >= 0)
    more = list(other.pairs(number))
    if not more:
        return at[found], pair[found]
    places = np.concatenate([at[found], *(some for some, _pair in more)])
    which = np.concatenate([pair[found], *(np.full(len(some), one, np.int64) for some, one in more)])
    order = np.argsort(places, kind="stable")
    return places[order], which[order]


def _headings(sheets: Sequence[Sheet]) -> Text:
    """The headlines, one after another."""
    number = np.arange(len(sheets))
    owner = np.repeat(number, [len(sheet.headline) for sheet in sheets])
    return Text(np.concatenate([sheet.headline for sheet in sheets]), owner, number)


def _headlines(titled: Matches, other: AliasMatches, subject: Subject, count: int) -> tuple[Bools, Bools]:
    """Which terms and pairs the headlines have."""
    at, term, _exact = other.joined(titled)
    group = other.text.group
    pair_at, pair = _pairs(at, term, group, subject, other)
    return (
        _table(group[at], term, count, len(subject.terms)),
        _table(group[pair_at], pair, count, len(subject.pairs)),
    )


def _table(rows: Ints, columns: Ints, height: int, width: int) -> Bools:
    table = np.zeros((height, width), np.bool_)
    table[rows, columns] = True
    return table


def _scores(candidates: Sequence[Candidate], article: Ints) -> Floats:
    """The engine's score of each sentence's passage; 0 where it was not found."""
    ordinals = np.concatenate([one.sheet.passages for one in candidates])
    scores = np.zeros((len(candidates), int(ordinals.max(initial=0)) + 1))
    for row, one in zip(scores, candidates, strict=True):
        for ordinal, score in one.scores.items():
            if 0 <= ordinal < len(row):
                row[ordinal] = score
    found: Floats = scores[article, ordinals]
    return found


def neighbours(table: NDArray[Any], article: Ints, step: int) -> NDArray[Any]:
    """For each sentence, the row of the one `step` after it (negative: before it); zeros at an article's ends."""
    moved = np.zeros_like(table)
    here, there = (
        (slice(None, -step), slice(step, None)) if step > 0 else (slice(-step, None), slice(None, step))
    )
    same = article[here] == article[there]
    moved[here] = np.where(same[:, None], table[there], np.zeros((), table.dtype))
    return moved


def of_highest(values: Floats) -> Floats:
    """Values as shares of the highest; all 0 where there is none above 0."""
    return values / max(float(values.max(initial=0.0)), 1e-9)


def part(table: Bools, chosen: Bools) -> Floats:
    """For each row, the share of the chosen columns that are set; 1 where none is chosen."""
    found: Floats = table[:, chosen].mean(axis=1) if chosen.any() else np.ones(len(table))
    return found
