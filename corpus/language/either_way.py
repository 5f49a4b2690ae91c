"""Patterns for questions: with marks where they were typed, without where they were not.

Folded alone, "đầu" is "đâu" and "chùa" is "chưa"; with marks alone, what was typed bare is never found.
"""

from __future__ import annotations

import re

from corpus.language.text import fold, normalise_tones

_CHARS = re.compile(r"\\.|.", re.DOTALL)  # an escape stays as it is: folded, "\W" would be "\w"


class EitherWay:
    """A pattern written with marks, in lower case, that also finds what has none at all."""

    def __init__(self, pattern: str) -> None:
        plain = normalise_tones(pattern)
        self._marked, self._bare = re.compile(plain), re.compile(_folded(plain))

    def of(self, text: str) -> re.Pattern[str]:
        """The one for a text that has marks, in lower case and as `normalise_tones` writes it, or for one without."""
        return self._bare if text.isascii() else self._marked

    def search(self, text: str) -> re.Match[str] | None:
        """The first stretch with the right marks, else the first of those without any."""
        plain = normalise_tones(text).lower()
        return self._marked.search(plain) or self._unmarked(plain)

    def match(self, text: str) -> re.Match[str] | None:
        """The same, at the beginning."""
        found = self.search(text)
        return found if found and found.start() == 0 else None

    def _unmarked(self, plain: str) -> re.Match[str] | None:
        found = self._bare.finditer(fold(plain))
        return next((one for one in found if plain[one.start() : one.end()].isascii()), None)


def _folded(pattern: str) -> str:
    return _CHARS.sub(lambda char: char[0] if char[0].startswith("\\") else fold(char[0]), pattern)
