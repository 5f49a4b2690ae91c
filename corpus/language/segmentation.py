"""Words of a Vietnamese line, as pyvi segments them, from pyvi's own weights. The only module that knows pyvi.

pyvi 0.1.1 is a linear-chain CRF with two labels over surface features. Its model file is read here without
unpickling and without scikit-learn; what a syllable adds to the score is summed up once and kept, pairs and triples
count only where they are known words, and with two labels the best path needs one number a syllable: by how much I_W
(inside a word) leads B_W.
"""

from __future__ import annotations

import importlib.util
import re
import string
import unicodedata
from collections.abc import Iterator
from functools import cache
from math import inf
from pathlib import Path

from corpus.language.crf import MAGIC, Model, read_model

# pyvi's own pattern (ViTokenizer.sylabelize); no alternative matches white space, so that pieces can be kept.
_TOKEN = re.compile(
    r"[A-ZĐ]+\.|Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\.|==>|->|\.\.\.|>>|\w+://[^\s]+"
    r"|[a-zA-Z0-9_.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+|\d+(?:[\.,_]\d+)+|[^\w\s]|\w+"
)
_MAX_PIECE = 1_000  # code points without white space: pyvi's pattern for e-mail addresses is quadratic
_MAX_TOKENS = 4_000  # longer lines are cut after punctuation
_MAX_KEPT = 150_000  # pieces and syllables kept; all are forgotten when there are more
_MAX_KEPT_PIECE = 50  # code points; longer ones do not come back


def segment(line: str) -> list[str]:
    """The words of a line in order; syllables of one word are joined by "_".

    pyvi rewrites what it reads (spaces, normal form): its output is for the index, never for a reader.
    """
    return _segmenter().segment(line)


class _Syllable:
    """A token of pyvi's and what it adds to the lead of I_W: to its own place, to the next and to the one before.

    `known`: what makes a known word with it, lower case, and the third syllables that go on to a longer one.
    """

    __slots__ = ("as_next", "as_previous", "is_joinable", "is_title", "known", "lower", "own", "text")

    def __init__(self, text: str, leads: dict[str, float], lexicon: dict[str, _Followers]) -> None:
        lower = text.lower()
        self.text = text
        self.lower = lower
        self.own = leads["bias"] + leads.get(f"word.lower():{lower}", 0.0) + _shape(text, "", leads)
        self.own += leads["word.isdigit()"] * text.isdigit()
        self.as_previous = leads.get(f"-1:word.lower():{lower}", 0.0) + _shape(text, "-1:", leads)
        self.as_next = leads.get(f"+1:word.lower():{lower}", 0.0) + _shape(text, "+1:", leads)
        self.is_joinable = text not in string.punctuation and not text[0].isdigit()
        self.is_title = text[0].istitle()
        self.known = lexicon.get(lower, _NONE)


_Followers = dict[str, tuple[bool, frozenset[str]]]
"""Second syllable → whether the two are a word, and which third syllables make them one."""
_NONE: _Followers = {}
_UNKNOWN = (False, frozenset[str]())


def _shape(text: str, place: str, leads: dict[str, float]) -> float:
    return leads[f"{place}word.isupper()"] * text.isupper() + leads[f"{place}word.istitle()"] * text.istitle()


class _Segmenter:
    def __init__(self, model: Model, lexicon: list[str]) -> None:
        outside, inside = (model.labels.index(name) for name in ("B_W", "I_W"))
        self._leads = {name: weight[inside] - weight[outside] for name, weight in model.states.items()}
        self._transitions = tuple(
            model.transitions[one][other] for one in (outside, inside) for other in (outside, inside)
        )
        self._lexicon = _followers(lexicon)
        self._syllables: dict[str, _Syllable] = {}
        self._pieces: dict[str, tuple[_Syllable, ...]] = {}

    def segment(self, line: str) -> list[str]:
        words: list[str] = []
        for syllables in _chunks(self._read(unicodedata.normalize("NFC", line))):
            words += self._joined(syllables)
        if len(self._pieces) + len(self._syllables) > _MAX_KEPT:
            self._pieces.clear()
            self._syllables.clear()
        return words

    def _read(self, line: str) -> list[_Syllable]:
        found: list[_Syllable] = []
        pieces = self._pieces
        for piece in line.split():
            known = pieces.get(piece)
            found += self._piece(piece) if known is None else known
        return found

    def _piece(self, piece: str) -> tuple[_Syllable, ...]:
        tokens = [
            token
            for start in range(0, len(piece), _MAX_PIECE)
            for token in _TOKEN.findall(piece[start : start + _MAX_PIECE])
        ]
        found = tuple(map(self._syllable, tokens))
        if len(piece) <= _MAX_KEPT_PIECE:
            self._pieces[piece] = found
        return found

    def _syllable(self, text: str) -> _Syllable:
        found = self._syllables.get(text)
        if found is None:
            found = self._syllables[text] = _Syllable(text, self._leads, self._lexicon)
        return found

    def _joined(self, syllables: list[_Syllable]) -> list[str]:
        if not syllables:
            return []
        first = syllables[0]
        words = [first.text]
        for second, is_inside in zip(syllables[1:], self._inside(syllables), strict=True):
            if (
                is_inside
                and first.is_joinable
                and second.is_joinable
                and (first.is_title or not second.is_title)
            ):
                words[-1] += f"_{second.text}"
            else:
                words.append(second.text)
            first = second
        return words

    def _inside(self, syllables: list[_Syllable]) -> list[bool]:
        """Whether each syllable but the first is I_W on the best path (Viterbi; B_W wins a tie).

        `ahead`: by how much the best path that ends here in I_W leads the best that ends here in B_W.
        """
        out_out, out_in, in_out, in_in = self._transitions
        before_pair, after_pair = self._leads["-1:word.bi_gram()"], self._leads["+1:word.bi_gram()"]
        before_third, after_third = self._leads["-2:word.tri_gram()"], self._leads["+2:word.tri_gram()"]
        came: list[tuple[bool, bool]] = []  # whether B_W, and whether I_W, was reached from I_W
        third = 0.0
        # As if a B_W stood before the line: the step from it is taken out beforehand.
        ahead, lead = -inf, syllables[0].own - out_in + out_out
        for first, second, following in zip(
            syllables, [*syllables[1:], None], [*syllables[2:], None, None], strict=False
        ):
            next_third = to_second = 0.0
            if second is not None:
                is_word, thirds = first.known.get(second.lower, _UNKNOWN)
                if is_word:
                    lead += second.as_next + after_pair
                    to_second = first.as_previous + before_pair + second.own
                else:
                    lead += second.as_next
                    to_second = first.as_previous + second.own
                if thirds and following is not None and following.lower in thirds:
                    lead += after_third
                    next_third = before_third
            to_out_from_in, to_in_from_in = ahead + in_out > out_out, ahead + in_in > out_in
            came.append((to_out_from_in, to_in_from_in))
            lead += ahead + in_in if to_in_from_in else out_in
            ahead = lead - (ahead + in_out if to_out_from_in else out_out)
            lead, third = to_second + third, next_third
        return _traced(came, ahead > 0)


def _followers(lexicon: list[str]) -> dict[str, _Followers]:
    """The words of two and of three syllables, by their first and then their second one."""
    words = {entry for entry in lexicon if entry.count(" ") == 1}
    thirds: dict[str, set[str]] = {}
    for entry in lexicon:
        if entry.count(" ") == 2:
            pair, _, third = entry.rpartition(" ")
            thirds.setdefault(pair, set()).add(third)
    found: dict[str, _Followers] = {}
    for pair in words | thirds.keys():
        first, _, second = pair.partition(" ")
        found.setdefault(first, {})[second] = pair in words, frozenset(thirds.get(pair, ()))
    return found


def _traced(came: list[tuple[bool, bool]], is_inside: bool) -> list[bool]:
    """The labels of the best path but the first, from the last and where each came from."""
    labels = []
    for from_in in came[:0:-1]:
        labels.append(is_inside)
        is_inside = from_in[is_inside]
    labels.reverse()
    return labels


def _chunks(syllables: list[_Syllable]) -> Iterator[list[_Syllable]]:
    """The line whole, or, where it is very long, in pieces that end with punctuation."""
    start = 0
    while len(syllables) - start > _MAX_TOKENS:
        end = start + _MAX_TOKENS
        while end > start + _MAX_TOKENS // 2 and syllables[end - 1].text not in string.punctuation:
            end -= 1
        yield syllables[start:end]
        start = end
    yield syllables[start:] if start else syllables


@cache
def _segmenter() -> _Segmenter:
    """Made at the first use, from the files that pyvi brings; pyvi itself is not imported."""
    spec = importlib.util.find_spec("pyvi")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pyvi is not installed", name="pyvi")
    folder = Path(spec.origin).parent / "models"
    lexicon = (folder / "words.txt").read_bytes().decode("utf-8").split("\n")
    return _Segmenter(read_model(_embedded((folder / "pyvi3.pkl").read_bytes())), lexicon)


def _embedded(pickled: bytes) -> bytes:
    """The CRFsuite model within a pickle of protocol 2: a BINUNICODE string (length, UTF-8) of Latin-1 characters."""
    at = pickled.find(MAGIC)
    if at < 5 or pickled[at - 5 : at - 4] != b"X":
        raise ValueError("pyvi's model file is not as pyvi 0.1.1 has it")
    size = int.from_bytes(pickled[at - 4 : at], "little")
    return pickled[at : at + size].decode("utf-8").encode("latin-1")
