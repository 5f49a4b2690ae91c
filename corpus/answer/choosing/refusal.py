"""Whether what was found answers the question, or only shares words with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.answer.asked_for.asked import Asked, Kind
from corpus.answer.marking.by_kind import may_answer
from corpus.answer.marking.causes import gives_cause
from corpus.answer.marking.definitions import explains
from corpus.answer.ranking.answer_features import ANSWER_FEATURES
from corpus.answer.ranking.arrays import Floats
from corpus.answer.ranking.excerpts import Excerpt
from corpus.answer.ranking.forest import Forest
from corpus.answer.ranking.ranking import Ranked
from corpus.answer.reading.question import AnswerType, Reading, is_name

SCATTERED = 0.5
# What is said of a name that no article has is said of something else. Of 625 readers' questions whose article is there
# one has such a name, misspelt.
UNKNOWN = 0.2
LACKING = 0.5  # where it is no name, but a word of several syllables
# Odds, where the headline of one of the articles quoted first has nearly all of a subject of several words.
HEADLINE_ODDS, ALL, SEVERAL = 2.0, 0.9, 3
# Odds, where only articles of the days that are asked about count: what the days said is no word to be missed.
IN_TIME = 1.7
# Where none of the quotes has anything of the kind that is asked for: no money, no time, no person.
NOTHING_OF_THE_KIND = 0.6
# Odds, where the first quote has no word of what is asked for and told in few words alone: a trial, a fine, damages. Of
# the readers' first quotes that were right none was lost by it, and a fiftieth fewer of the wrong ones were given.
UNSAID = 0.2
# At most, where the first quote has no amount or no time and is asked for one: of 131 such answers to vinewsqa.dev and
# to readers' questions 26 were right. Whom an office names, or nobody, may be right: 17 of 37 were.
FIRST_OF_ANOTHER_KIND = 0.3
# At most, where the best quote and its headline are about another commune, or road, than the one that is asked about.
ELSEWHERE = 0.3
# Odds, where a bank or a school is asked for and the first quote names none: of 159 such answers to readers' questions
# 25 of a hundred were right, of those that name one 63, though both were thought as likely.
NAMES_NONE = 0.4
# Odds, where a name is asked for ("tên gì", "là ai") and the first quote names nobody: 3 of 44 such answers were right.
NAMES_NOBODY = 0.25
# Odds, where it is asked what something is, and the first quote does not say "… là …", "… (…)", "gọi là …".
EXPLAINS_NOTHING = 0.5
# Odds, where it is asked why and the first quote has no word of a cause: of such answers to readers' questions, to
# vinewsqa.dev and to vicoqa.dev 28, 36 and 41 of a hundred were right, of the others 47, 64 and 59, though both were
# thought nearly as likely.
NO_CAUSE = 0.4
# Odds, by what is shown beside the first quote. Where nothing else was good enough 59, 90 and 89 of a hundred were
# right (thought: 65, 82, 85), where the second is of the same article 43, 65 and 56 (56, 64, 61), where it is of
# another one 34, 30 and 32 (47 each).
ALONE, OF_SAME, OF_ANOTHER = 1.5, 1.12, 0.93
# A question of fewer terms may well have no two that stand side by side in what answers it.
LONG = 3
# A term that weighs less of the heaviest one's weight is none of those of which a headline says nearly all.
HEAVY = 1 / 4
QUOTED_FIRST = 3  # excerpts, whose headlines count
_TERMS, _PAIRED = ANSWER_FEATURES.index("terms"), ANSWER_FEATURES.index("article_covered_pairs")


def confidence(features: Floats, forest: Forest) -> float:
    """The probability that the excerpts answer.

    Less where no two words of a longer question stand side by side: then they only happen to be in one article.
    """
    sure = float(forest.probabilities(features[None, :])[0])
    scattered = features[_TERMS] >= LONG and features[_PAIRED] == 0
    return sure * SCATTERED if scattered else sure


def surer(sure: float, times: float) -> float:
    """The confidence with odds that are so many times what they were."""
    odds = times * sure / max(1 - sure, 1e-9)
    return odds / (1 + odds)


def by_kind(sure: float, texts: Sequence[str], asked: Asked) -> float:
    """The confidence in quotes of these texts, by whether they have what is asked for.

    Where a number to call is asked for, nothing else will do.
    """
    kind = asked.kind
    if kind is Kind.PHONE:
        return sure if texts and may_answer(texts[0], asked) else 0.0
    if kind is Kind.PERSON and texts and may_answer(texts[0], asked) is False:
        if asked.person.office:  # it names who holds another office, or nobody
            return min(sure, FIRST_OF_ANOTHER_KIND)
        if asked.person.is_by_name:
            return surer(sure, NAMES_NOBODY)
    if kind is Kind.NAMED and not may_answer(texts[0], asked):
        sure = surer(sure, NAMES_NONE)
        return sure if any(may_answer(text, asked) for text in texts) else sure * NOTHING_OF_THE_KIND
    if not any(may_answer(text, asked) is not False for text in texts):
        return sure * NOTHING_OF_THE_KIND
    if kind in (Kind.AMOUNT, Kind.MOMENT) and may_answer(texts[0], asked) is False:
        return min(sure, FIRST_OF_ANOTHER_KIND)
    if asked.thing is not None and not explains(texts[0], asked.thing):
        return surer(sure, EXPLAINS_NOTHING)
    if asked.reading.answer_type is AnswerType.REASON and not gives_cause(texts[0]):
        return surer(sure, NO_CAUSE)
    return sure


def beside_others(sure: float, articles: Sequence[str]) -> float:
    """The confidence in quotes of what was asked for, by the articles of those that are shown, the first one first."""
    if len(articles) == 1:
        return surer(sure, ALONE)
    return surer(sure, OF_SAME if articles[1] == articles[0] else OF_ANOTHER)


def is_headlined(ranked: Ranked, best: Sequence[Excerpt]) -> bool:
    """Whether a headline among the best excerpts says nearly all that is asked about."""
    board, subject = ranked.described.board, ranked.described.subject
    if (subject.weights > HEAVY * subject.weights.max()).sum() < SEVERAL:
        return False
    return any(float(board.headlines[one.article] @ subject.shares) >= ALL for one in best[:QUOTED_FIRST])


def names_unknown(reading: Reading, unmentioned: Iterable[str]) -> bool:
    """Whether one of the words that no article has is a name; a word alone at the beginning has its capital anyhow."""
    return any(any(char.isdigit() for char in word) or _is_named(word, reading) for word in unmentioned)


def _is_named(word: str, reading: Reading) -> bool:
    is_apart = " " in word or word.isupper() or not reading.full.startswith(word)
    return reading.has_marks and is_name(word) and is_apart
