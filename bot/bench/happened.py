"""What happened while the bot was asked: who asked when, which replies came, what it cost."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Run:
    """What happened: when each person's questions were sent, when their replies came, in Unix seconds.

    `ended_at`: when nothing more was waited for. `left`: what the bot took and did not answer. `texts`: different
    questions that there are. `bot_s`, `others_s`: processor time of the bot, and of those who ask.
    """

    asked: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    replied: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    sent_s: float = 0.0
    drained_s: float = 0.0
    ended_at: float = 0.0
    turned_away: int = 0
    left: int = 0
    texts: int = 0
    memory_mb: list[float] = field(default_factory=list)
    bot_s: float = 0.0
    others_s: float = 0.0

    @property
    def questions(self) -> int:
        """That were asked."""
        return sum(map(len, self.asked.values()))

    @property
    def replies(self) -> int:
        """That came, polite words included."""
        return sum(map(len, self.replied.values()))

    @property
    def silences_s(self) -> list[float]:
        """From each question to the next thing that its person hears, if it is a word to have patience."""
        ends = {person: [*sorted(self.replied[person]), self.ended_at] for person in self.asked}
        return [
            ends[person][bisect(ends[person][:-1], at)] - at
            for person, times in self.asked.items()
            for at in times
        ]

    @property
    def latencies_ms(self) -> list[float]:
        """From each question to its reply; a person's come in order."""
        return [
            (then - at) * 1000
            for person, times in self.asked.items()
            for at, then in zip(times, self.replied[person], strict=False)
        ]
