"""Terms → numbers, of many texts at once: what counting the words of a whole archive spends its time on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 100  # texts: what is worked out of them stays in a processor's own cache
_WHOLE = 16  # bytes of a term that are compared at once: but for codes and addresses, all of them
_BITS = 20  # of a place in the table, with room for twenty times the syllables that are written
_SPACE = 0x20
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
_ODD, _OTHER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # Knuth's, and one of xxHash's
_NONE = np.zeros(0, np.int32)


class Numbering:
    """Syllables by number: those that are known, the next numbers for new ones, and -1 for what is no syllable.

    A term is looked for by its first sixteen bytes, as two numbers, at a place of a table that follows from them, for
    all terms of some texts at once. One that is not found there, since another one has its place or it is new or
    longer, is looked up by itself.
    """

    def __init__(self, syllables: Iterable[str]) -> None:
        self.syllables = list(syllables)
        self._known = {syllable: number for number, syllable in enumerate(self.syllables)}
        self._first, self._second = np.zeros((2, 1 << _BITS), np.uint64)
        self._numbers = np.full(1 << _BITS, -1, np.int32)

    def of(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """The terms of texts (joined by spaces), text after text, each followed by a -1."""
        starts = range(0, len(texts), AT_ONCE)
        return np.concatenate([_NONE, *(self._of(texts[start : start + AT_ONCE]) for start in starts)])

    def _of(self, texts: Sequence[str]) -> NDArray[np.int32]:
        data = "".join(f"{text} | " for text in texts).encode() + bytes(_WHOLE)
        ends = np.flatnonzero(np.frombuffer(data, np.uint8) == _SPACE)
        starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])
        is_term = ends > starts  # of a text without terms nothing stands between two spaces
        starts, ends = starts[is_term], ends[is_term]
        sizes = ends - starts
        from_each_byte = np.ndarray(len(data) - 7, "<u8", data, strides=(1,))
        first = from_each_byte[starts] & _MASKS[np.minimum(sizes, 8)]
        second = from_each_byte[starts + 8] & _MASKS[np.clip(sizes - 8, 0, 8)]
        places = (first ^ second * _OTHER) * _ODD >> np.uint64(64 - _BITS)
        is_found = (self._first[places] == first) & (self._second[places] == second) & (sizes <= _WHOLE)
        numbers: NDArray[np.int32] = self._numbers[places]
        for at in np.flatnonzero(~is_found).tolist():
            numbers[at] = number = self._looked_up(data[starts[at] : ends[at]].decode())
            place = places[at]
            if not self._first[place] and sizes[at] <= _WHOLE:
                self._first[place], self._second[place], self._numbers[place] = first[at], second[at], number
        return numbers

    def _looked_up(self, term: str) -> int:
        number = self._known.get(term, -1)
        if number < 0 and term.isalpha():
            number = self._known[term] = len(self.syllables)
            self.syllables.append(term)
        return number
