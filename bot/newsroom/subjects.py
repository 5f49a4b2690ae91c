"""Questions grouped by what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import likeness, subject_of

SAME_SUBJECT = 0.5
MAX_QUESTIONS = (
    2_000  # distinct ones that are grouped, the most frequent first: each is compared with each group
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A group of questions. `name`: what the most frequent of them is about; `texts`: as typed, most frequent first."""

    name: str
    count: int
    texts: tuple[str, ...]


def group(questions: Iterable[str]) -> list[Subject]:
    """Groups of questions whose subjects share half their words, the largest first; in equal size the first to come."""
    counted = Counter(questions).most_common(MAX_QUESTIONS)
    groups: list[tuple[str, list[tuple[str, int]]]] = []
    for text, count in counted:
        subject = subject_of(text)
        for name, members in groups:
            if likeness(name, subject) >= SAME_SUBJECT:
                members.append((text, count))
                break
        else:
            groups.append((subject, [(text, count)]))
    found = [_subject(name, members) for name, members in groups]
    return sorted(found, key=lambda one: -one.count)


def _subject(name: str, members: Sequence[tuple[str, int]]) -> Subject:
    return Subject(name, sum(count for _text, count in members), tuple(text for text, _count in members))
