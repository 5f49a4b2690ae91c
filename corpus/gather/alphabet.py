"""The letters of Vietnamese in NFC. A range such as À-Ỹ will not do: it holds small letters too."""

from __future__ import annotations

import unicodedata

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SMALL_VOWELS = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)

VOWELS = frozenset(_SMALL_VOWELS + _SMALL_VOWELS.upper())
"""Every vowel with every tone."""

CAPITALS = "A-ZĐ" + "".join(letter for letter in _SMALL_VOWELS.upper() if letter > "\x7f")
"""Capital letters, for use inside the brackets of a pattern."""

VIETNAMESE = VOWELS | frozenset("đĐ")
"""The letters by which a Vietnamese text is told from one in another language; without plain consonants."""
