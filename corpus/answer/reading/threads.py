"""What a conversation is about: the last question with a subject of its own, and what was put in its place since.

What is asked of it ("ở đâu?", "ai ký?") passes; what is said instead ("còn 2025?", "thế còn Sông Hinh?") stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.answer.reading.follow_ups import for_whom, own_words, places, times, with_year, without_opening
from corpus.answer.reading.inheriting import Meaning, asks, meaning_after, said_instead
from corpus.answer.reading.phrases import AnswerType, final_word, find_phrases
from corpus.answer.reading.question import Reading, blanked
from corpus.language.text import fold
from corpus.models import Span

Read = Callable[[str], Reading]
_AT = re.compile(r"\s(?:ở|tại|o|tai)\s*$")
_AT_FIRST = re.compile(r"^(?:ở|tại|o|tai)\s")
_BEFORE_ASKING = re.compile(
    r"(?:\s+(?:là|la|có|co|bị|bi|được|duoc|do|ở|o|tại|tai|của|cua|vào|vao|từ|tu|thì|thi|hết|het))+$",
    re.IGNORECASE,
)
_BEHIND_ASKING = re.compile(r"^\s*(?:là|có|bị|được)\s+", re.IGNORECASE)  # "ai là chủ tịch", "vì sao có lũ"
_BEHIND_ASKING_BARE = re.compile(r"^\s*(?:là|la|có|co|bị|bi|được|duoc)\s+", re.IGNORECASE)
LEAST = 2  # words of a title


@dataclass(frozen=True, slots=True)
class Thread:
    """`topic`: what it is about, in its own words. `asked`: the question before, as it was meant.

    `added`: what was said besides, for what the topic has no place. `whom`: for whom it was asked last; what is asked
    next is asked of the topic.
    """

    topic: Reading
    asked: Reading
    added: tuple[str, ...] = ()
    whom: str = ""

    def meaning(self, now: Reading, asked_at: datetime) -> Meaning:
        """What a question that goes on from here means."""
        earlier = self._whole() if asks(_said(self, now, asked_at)) else self.asked
        return meaning_after(earlier, now, asked_at)

    def title(self, now: Reading, asked_at: datetime) -> str:
        """What such a question goes on from, as a reader would say it."""
        whom = "" if asks(_said(self, now, asked_at)) else self.whom
        parts = [_title(self.topic), *self.added, whom]
        title = " · ".join(part for part in parts if part)
        return title if self.topic.has_marks else fold(title)

    def joined(self, now: Reading, asked_at: datetime) -> str:
        """A question with what it may go on from, where it has a word of its own."""
        joined = f"{now.full.strip(' ?!.,')} {self.title(now, asked_at)}"
        return joined if now.has_marks else fold(joined)

    def after(self, now: Reading, asked_at: datetime, read: Read) -> Thread:
        """The thread when `now` was asked, which goes on from it. `read`: reads a question that stands by itself."""
        said, asked = _said(self, now, asked_at), read(self.meaning(now, asked_at).text)
        if asks(said):
            return replace(self, asked=asked, whom="")
        if for_whom(said) and not own_words(said, [*times(said, asked_at), *places(said), *for_whom(said)]):
            topic = replace(self.topic, full=_tidy(blanked(self.topic.full, for_whom(self.topic))))
            return replace(self, topic=topic, asked=asked, whom=said.full.strip())
        topic = replace(self.topic, has_marks=self.topic.has_marks and now.has_marks)
        if given := said_instead(self.topic, said, asked_at):
            return Thread(replace(topic, full=_put(said, topic, given)), asked, self.added)
        staying = (one for one in self.added if not _is_alike(read(one), said, asked_at))
        return replace(self, topic=topic, asked=asked, added=(*staying, said.full.strip()))

    def _whole(self) -> Reading:
        """The topic with what was added."""
        return replace(self.topic, full=_tidy(" ".join([self.topic.full.rstrip(" ?!."), *self.added])))


def begun(reading: Reading) -> Thread:
    """The thread of a question that stands by itself."""
    return Thread(reading, reading)


def _said(thread: Thread, now: Reading, asked_at: datetime) -> Reading:
    return without_opening(with_year(thread.asked, now, asked_at))


def _put(said: Reading, topic: Reading, given: Sequence[Span]) -> str:
    """A topic with what is said instead in the place of what gives way to it."""
    first, *others = given
    full, spoken = blanked(topic.full, others), said.full.strip()
    before, behind = full[: first.start], full[first.end :]
    if _AT.search(before):
        spoken = _AT_FIRST.sub("", spoken)
    at = _AT.search(first.of(full))  # "ở" of a place that stays
    return _tidy(f"{before} {spoken} {at.group() if at and behind.strip() else ''} {behind}")


def _is_alike(added: Reading, said: Reading, asked_at: datetime) -> bool:
    """Whether both say when, or both where."""
    both_when = bool(times(added, asked_at)) and bool(times(said, asked_at))
    return both_when or (bool(places(added)) and bool(places(said)))


def _title(topic: Reading) -> str:
    """The topic without what is asked of it, where that stands at one of its ends."""
    full = topic.full.strip(" ?!.,")
    shown = full
    asked = list(find_phrases(shown))
    behind = _BEHIND_ASKING if topic.has_marks else _BEHIND_ASKING_BARE
    for phrase in reversed(asked):
        counted = phrase.kind is AnswerType.NUMBER  # "… dài bao nhiêu mét"
        if phrase.kind is AnswerType.OTHER:  # "giữ chức gì"
            continue
        if len(shown[phrase.end :].split()) <= counted and shown[: phrase.start].strip():
            shown = shown[: phrase.start]
        elif not shown[: phrase.start].strip():
            shown = behind.sub("", shown[phrase.end :])
    if shown == full and not asked and (ending := final_word(shown)):
        shown = shown[: ending[0]]
    shown = _BEFORE_ASKING.sub("", shown.strip(" ?!.,"))
    return shown if len(shown.split()) >= LEAST else full


def _tidy(text: str) -> str:
    return " ".join(text.split())
