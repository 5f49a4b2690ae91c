"""Questions grouped by what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.manners.smalltalk import is_abuse
from corpus import fold, likeness, subject_of

SAME_SUBJECT = 0.5
MAX_QUESTIONS = 2_000  # that are grouped, the most frequent first: each is compared with each group


@dataclass(frozen=True, slots=True)
class Subject:
    """A group of questions. `name`: what it is about; `asked`: one of them as it was typed; `texts`: frequent first.

    With marks, if anybody typed them.
    """

    name: str
    asked: str
    count: int
    texts: tuple[str, ...]


def group(questions: Iterable[str]) -> list[Subject]:
    """Groups of questions whose subjects share half their words, the largest first; in equal size the first to come.

    Abuse has no subject.
    """
    counted = Counter(text for text in questions if not is_abuse(text)).most_common(MAX_QUESTIONS)
    groups: list[tuple[str, list[tuple[str, int]]]] = []
    for text, count in counted:
        subject = subject_of(text)
        for name, members in groups:
            if likeness(name, subject) >= SAME_SUBJECT:
                members.append((text, count))
                break
        else:
            groups.append((subject, [(text, count)]))
    return sorted((_subject(members) for _name, members in groups), key=lambda one: -one.count)


def _subject(members: Sequence[tuple[str, int]]) -> Subject:
    texts = tuple(text for text, _count in members)
    marked = next((text for text in texts if fold(text) != text.lower()), texts[0])
    return Subject(subject_of(marked), marked, sum(count for _text, count in members), texts)
