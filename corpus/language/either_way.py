"""Patterns for questions: with marks where they were typed, without where they were not.

Folded alone, "đầu" is "đâu" and "chùa" is "chưa"; with marks alone, what was typed bare is never found.
"""

from __future__ import annotations

import re

from corpus.language.text import fold, normalise_tones


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
        found = self._bare.finditer(fold(plain))
        return self._marked.search(plain) or next((one for one in found if _is_bare(one, plain)), None)

    def match(self, text: str) -> re.Match[str] | None:
        """The same, at the beginning."""
        plain = normalise_tones(text).lower()
        if found := self._marked.match(plain):
            return found
        bare = self._bare.match(fold(plain))
        return bare if bare and _is_bare(bare, plain) else None


def _is_bare(match: re.Match[str], plain: str) -> bool:
    return plain[match.start() : match.end()].isascii()


def _folded(pattern: str) -> str:
    """A pattern without marks; what is ASCII stays, since "\\W" is not "\\w"."""
    return "".join(char if char.isascii() else fold(char) for char in pattern)
