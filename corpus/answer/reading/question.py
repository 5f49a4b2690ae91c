"""What a question asks for: its answer type, and the words that carry its subject.

Question words and politeness say what kind of answer is wanted; they are not what it is about, so they give the answer
type and leave the query. Half of the readers type without diacritics; their marks are put back first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.answer.reading.phrases import RANK, AnswerType, Phrase, final_word, find_phrases, heading_type
from corpus.language.text import fold, normalise
from corpus.language.typed.asking import with_certain
from corpus.language.typed.marks import Marks
from corpus.language.typed.particles import ending as particles_from
from corpus.language.typed.spelling import mend
from corpus.models import Span

__all__ = [
    "NUMBERED",
    "AnswerType",
    "Reading",
    "as_typed",
    "blanked",
    "is_name",
    "leaving_out",
    "read",
    "subject_of",
]  # fmt: skip

_LINK = re.compile(r"(?<!\w)(?:https?://|www\.)\S+", re.IGNORECASE)
# "Bão số 12", "bao so 12": a thing by its number, with the word before it. The number is the third group.
NUMBERED = re.compile(r"(?:(\w+) )?\b([^\W\d_]+) (?:số|so) (\d{1,3})(?![\w/.,-]*\d)", re.IGNORECASE)
MARKED_SHARE = 0.34  # of a question's syllables: from here on, those without marks are meant to have none
# What asks whether though it has other question words, but these alone: "có ai bị thương không", "tài xế có bị sao
# không", "mấy ông cảnh sát ấy còn được đi tuần không".
_STILL_WHETHER = (
    (
        frozenset({AnswerType.PERSON, AnswerType.OTHER, AnswerType.MANNER}),
        re.compile(
            r"(?<!\w)(?:có (?!ai biết)(?:ai|gì|sao|cái gì|(?:[^\W\d_]+ ){1,3}(?<!cách )nào)|bị (?:gì|sao))(?!\w)"
        ),
    ),
    (
        frozenset({AnswerType.NUMBER}),
        re.compile(
            r"^mấy (?:ông|bà|anh|chị|em|cô|chú|bác|cháu|đứa|thằng|nhà|hộ|xã|trường|xe|tàu|cái|con|chỗ)(?!\w)"
            r".*(?<!\w)(?:có|còn|đã|được)(?!\w)"
        ),
    ),
)
_NO_FOCUS = frozenset("nhung cac dieu cai den ra la co bi duoc lam".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read.

    `text`: as typed, in NFC. `full`: with its marks put back. `subject`: that without its frame. `has_marks`: whether
    marks were typed, so that they can be trusted. `unit`: what is counted, after "bao nhiêu". `focus`: the words before
    "nào" or "gì", which the answer often repeats.
    """

    text: str
    full: str
    subject: str
    answer_type: AnswerType
    has_marks: bool
    unit: str = ""
    focus: str = ""


@lru_cache(maxsize=64)
def read(text: str, words: Marks | None = None) -> Reading:
    """Read a question as typed; `words`: the archive's own, to mend it and to put marks back. Never raises.

    The last ones are kept: of a question it is asked more than once how it is read.
    """
    clean = " ".join(normalise(text).split())
    # A link is none of the words that are asked about, unless there is nothing else.
    clean = " ".join(_LINK.sub(" ", clean).split()) or clean
    has_marks = fold(clean) != clean.lower()
    full = _completed(clean, words) if words else clean
    full = full[: particles_from(full)].rstrip() or full
    phrases = list(find_phrases(full))
    kinds = _kinds(phrases)
    if any(phrase.kind is AnswerType.AUTHOR for phrase in find_phrases(clean)):
        kinds.append(AnswerType.AUTHOR)  # plain even without marks, which might be put back wrongly
    ending = final_word(full)
    if ending and _asks_whether(full, kinds, ending[1]):
        kinds = [AnswerType.WHETHER]
    kind = min(kinds, key=RANK.__getitem__, default=AnswerType.OTHER)
    subject = _subject(full, phrases, ending)
    if not kinds:
        kind = heading_type(subject)
    return Reading(
        clean,
        full,
        subject,
        kind,
        has_marks=has_marks,
        unit=_unit(full, phrases),
        focus=_focus(full, phrases),
    )


def _kinds(phrases: Iterable[Phrase]) -> list[AnswerType]:
    """What the phrases ask for; beside another question word "mấy" is a plural: "mấy ông bị bắt là ai"."""
    asking = [(phrase.text, phrase.kind) for phrase in phrases if phrase.kind is not None]
    others = [kind for text, kind in asking if text != "mấy"]
    return others if set(others) - {AnswerType.WHETHER} else [kind for _text, kind in asking]


def _asks_whether(full: str, kinds: Sequence[AnswerType], last: str) -> bool:
    """Whether the last word of a question makes one of a statement; `kinds`: what its other question words ask for."""
    if last not in ("không", "chưa", "khong", "chua"):
        return False
    return not kinds or any(of.issuperset(kinds) and said.search(full.lower()) for of, said in _STILL_WHETHER)


def subject_of(text: str) -> str:
    """What a question is about: without question words and politeness; the question itself where nothing is left."""
    reading = read(text)
    return reading.subject or reading.text


def as_typed(reading: Reading) -> str:
    """`full` with its marks where they were typed: of few words, marks that were put back are often wrong."""
    return reading.full if reading.has_marks else fold(reading.full)


def leaving_out(reading: Reading, spans: Iterable[Span]) -> Reading:
    """The same question with a subject that lacks some stretches of `full`."""
    left = blanked(reading.full, spans)
    subject = _subject(left, list(find_phrases(reading.full)), final_word(reading.full))
    return replace(reading, subject=subject)


def blanked(text: str, found: Iterable[Span]) -> str:
    """`text` with blanks in the place of some spans, as long as it was."""
    kept = list(text)
    for span in found:
        kept[span.start : span.end] = " " * (span.end - span.start)
    return "".join(kept)


def is_name(words: str) -> bool:
    """Whether every word has a capital."""
    return all(word[:1].isupper() for word in words.split())


def _completed(clean: str, words: Marks) -> str:
    """Mended, and with its marks put back where hardly any were typed: three words of four have some."""
    syllables = re.findall(r"[^\W\d_]+", clean)
    marked = sum(not syllable.isascii() for syllable in syllables)
    mended = mend(clean, words)
    if marked > MARKED_SHARE * len(syllables):
        return mended
    if marked:
        return words.restore(mended, is_bare=False)
    return words.restore(*with_certain(mended))


def _subject(full: str, phrases: Sequence[Phrase], ending: tuple[int, str] | None) -> str:
    """`full` with its frame blanked."""
    kept = list(full)
    for phrase in phrases:
        if not phrase.is_subject_too:
            kept[phrase.start : phrase.end] = " " * (phrase.end - phrase.start)
    if ending:
        kept[ending[0] :] = " " * (len(full) - ending[0])
    return " ".join("".join(kept).strip(" ?!.,").split())


def _unit(full: str, phrases: Sequence[Phrase]) -> str:
    """The word after "bao nhiêu" or "mấy"."""
    for phrase in phrases:
        if phrase.kind is AnswerType.NUMBER and phrase.text in ("bao nhiêu", "mấy"):
            following = full[phrase.end :].split()
            unit = following[0].strip("?,.!").lower() if following else ""
            return "đồng" if unit == "tiền" else unit
    return ""


def _focus(full: str, phrases: Sequence[Phrase]) -> str:
    """Up to two words before "nào" or "gì"."""
    for phrase in phrases:
        if phrase.text.endswith(("nào", "gì")) and phrase.kind in (AnswerType.OTHER, AnswerType.PLACE):
            before = (full[: phrase.start] + phrase.text.rpartition(" ")[0]).split()
            nouns = [word for word in before[-3:] if fold(word) not in _NO_FOCUS]
            return " ".join(nouns[-2:]).lower()
    return ""
