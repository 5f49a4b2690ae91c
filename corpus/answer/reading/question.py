"""What a question asks for: its answer type, and the words that carry its subject.

Question words and politeness say what kind of answer is wanted; they are not what it is about, so they give the answer
type and leave the query. Half of the readers type without diacritics; their marks are put back first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from corpus.answer.reading.phrases import RANK, AnswerType, Phrase, final_word, find_phrases, heading_type
from corpus.language.background import is_common
from corpus.language.protected.codes import NAMES as CODES
from corpus.language.text import fold, normalise
from corpus.language.typed.asking import with_certain
from corpus.language.typed.marks import Marks
from corpus.language.typed.particles import ending as particles_from
from corpus.language.typed.spelling import mend
from corpus.models import Span

__all__ = [
    "FUNCTION_WORDS",
    "NUMBERED",
    "AnswerType",
    "Reading",
    "as_typed",
    "blanked",
    "is_name",
    "leaving_out",
    "read",
    "subject_of",
    "unmentioned",
]  # fmt: skip

# Function words say little about the subject: they weigh less in what must be covered.
FUNCTION_WORDS = frozenset(
    (
        "la co cua va cac nhung trong cho voi duoc da dang se o tai tu den ve thi ma nay do nhu bi theo khi "
        "mot hay hoac cung con nua rang vao ra len xuong qua boi vi de nen"
    ).split()
)
_LINK = re.compile(r"(?<!\w)(?:https?://|www\.)\S+", re.IGNORECASE)
SHORTEST = 3  # letters of a word that is worth telling as unknown: "z" and "oi" are none
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
_NO_NOUNS = frozenset("nhung cac dieu cai den ra la co bi duoc lam".split())


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
    clean = (
        " ".join(_LINK.sub(" ", clean).split()) or clean
    )  # a link is none of the words that are asked about
    has_marks = fold(clean) != clean.lower()
    full = _completed(clean, words) if words else clean
    full = full[: particles_from(full)].rstrip() or full
    phrases = list(find_phrases(full))
    kinds = _kinds(phrases)
    if any(phrase.kind is AnswerType.AUTHOR for phrase in find_phrases(clean)):
        kinds.append(AnswerType.AUTHOR)  # plain even without marks, which might be put back wrongly
    ending = final_word(full)
    if (
        ending
        and ending[1] in ("không", "chưa", "khong", "chua")
        and (
            not kinds
            or any(of.issuperset(kinds) and said.search(full.lower()) for of, said in _STILL_WHETHER)
        )
    ):
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


def unmentioned(
    reading: Reading, words: Iterable[str], frequency: Callable[[str, str], int]
) -> tuple[str, ...]:
    """Names and single words of the subject that no article has, as they were typed, in their order.

    `words`: terms of the field of that name; `frequency`: (field, term) → in how many passages it stands. That is said
    to the reader, so it must be true however an article spells or divides it: marks do not count, and of several
    syllables only those of a name must stand together.
    """
    shown, found = (reading.full if reading.has_marks else reading.text), []
    plain = fold(shown)
    for word in words:
        syllables = word.split("_")
        written = _written(fold(" ".join(syllables)), plain)
        is_small = len(word) < SHORTEST or fold(word) in FUNCTION_WORDS
        if written is None or is_small or any(char.isdigit() for char in word):
            continue
        typed = written.of(shown)
        if len(syllables) == 1:
            may_tell = not is_common("syllables", fold(word))
        else:
            may_tell = reading.has_marks and is_name(typed)
        if may_tell and not _stands([fold(one) for one in syllables], frequency):
            found.append(typed)
    found += [
        shown[match.start(1 if _document(match) and match[1] else 2) : match.end()]
        for match in NUMBERED.finditer(shown)
        if not _is_numbered(match, frequency)
    ]
    return tuple(found)


def _document(match: re.Match[str]) -> str | None:
    """The key of the kind of document that is numbered, if it is one."""
    return CODES.get(fold(f"{match[1]} {match[2]}"))


def _is_numbered(match: re.Match[str], frequency: Callable[[str, str], int]) -> bool:
    """Whether some passage may have a thing by its number: "bão số 12", "bão 12", a document by its code."""
    noun, number = fold(match[2]), int(match[3])
    if kind := _document(match):
        return frequency("syllables", f"{kind}{number}") > 0
    if frequency("bigrams", f"{noun}_{number}"):
        return True
    return frequency("bigrams", f"{noun}_so") > 0 and frequency("bigrams", f"so_{number}") > 0


def lacks_compound(reading: Reading, words: Iterable[str], frequency: Callable[[str, str], int]) -> bool:
    """Whether no passage has a word of several syllables in any spelling: then what they say, they say of others.

    Those that are common in all news are not looked at: "nhiệm kỳ", "giải phóng".
    """
    compounds = (word.split("_") for word in words if "_" in word)
    telling = [
        word for word in compounds if not all(is_common("pairs", " ".join(two)) for two in pairwise(word))
    ]
    return reading.has_marks and any(not _stands([fold(one) for one in word], frequency) for word in telling)


def _written(words: str, text: str) -> Span | None:
    """Where words stand whole. A pattern made afresh would cost more than all else."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (_is_in_word(text[at - 1 : at]) or _is_in_word(text[end : end + 1])):
            return Span(at, end)
        at = text.find(words, at + 1)
    return None


def _is_in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def is_name(words: str) -> bool:
    """Whether every word has a capital."""
    return all(word[:1].isupper() for word in words.split())


def _stands(syllables: Sequence[str], frequency: Callable[[str, str], int]) -> bool:
    """Whether some passage has the syllables, beside each other."""
    if len(syllables) == 1:
        return frequency("syllables", syllables[0]) > 0
    return any(frequency("bigrams", f"{one}_{other}") for one, other in pairwise(syllables))


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
            nouns = [word for word in before[-3:] if fold(word) not in _NO_NOUNS]
            return " ".join(nouns[-2:]).lower()
    return ""
