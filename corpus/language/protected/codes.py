"""Codes of official documents: "06-NQ/ĐUK", and the ways people name them: "nghị quyết 06", "nq 06", "06 nq duk".

All of them share the key made of type and number: "nq6". A code itself is one term ("6-nq/đuk"), and its
parts are terms too.
"""

from __future__ import annotations

import re

from corpus.language.protected.token import Kind, Token, token

NAMES = {  # folded
    "nghi quyet": "nq",
    "chi thi": "ct",
    "quyet dinh": "qd",
    "quy dinh": "qd",
    "nghi dinh": "nd",
    "thong tu": "tt",
    "thong tu lien tich": "ttlt",
    "ke hoach": "kh",
    "cong van": "cv",
    "thong bao": "tb",
    "ket luan": "kl",
    "to trinh": "ttr",
    "bao cao": "bc",
    "huong dan": "hd",
    "cong dien": "cd",
    "chuong trinh": "ctr",
    "de an": "dean",
    "phap lenh": "pl",
}
TYPES = frozenset({*NAMES.values(), "qdi", "ttg", "vbhn", "qc"})
_ISSUERS = (
    "duk tw tu hu thu du cp ttg ubnd hdnd qh ubtvqh mttq bch bgddt bgd byt bct btc bxd bnv bldtbxh "
    "bca bqp btnmt bnnptnt bgtvt btp bvhttdl bkhcn bkhdt btttt nhnn"
).split()
_TYPE = "|".join(sorted(TYPES, key=len, reverse=True))

_WRITTEN = re.compile(
    r"(?P<number>\d+[a-z]?)(?: ?/ ?(?P<year>(?:19|20)\d\d))? ?[-/–] ?(?P<rest>[a-z][a-z0-9&]*(?:[-/–][a-z][a-z0-9&]*)*)"
    r"(?![a-z0-9])"
)
# It has a group of each name that `_WRITTEN` has, since one function reads both; (?!) is nowhere: never with a year.
_TYPED = re.compile(
    rf"(?P<number>\d+)(?P<year>(?!))?[ -](?P<rest>(?:{_TYPE})[ /-](?:{'|'.join(_ISSUERS)}))(?![a-z0-9])"
)
_NUMBER_TYPE = re.compile(rf"(?P<number>\d+) ?(?P<type>{_TYPE})(?![a-z0-9])")
_PLAIN = re.compile(r"\d{1,5}(?![\d]|[.,]\d|[/-]\d{1,2}[/-]|[/.]\d{1,2}(?!\d)| ?%)")


def read(text: str, folded: str, at: int) -> Token | None:
    """The document that is named by the number at `at`, or None. `folded`: the text, with the same offsets."""
    return _code(text, folded, at) or _named(folded, at)


def of_type(start: int, end: int, kind: str, number: str) -> Token:
    """The document of a type and a number in one word at [start, end), "NQ06": its key stands for it all."""
    plain = number.lstrip("0") or "0"
    return token(start, end, Kind.CODE, f"{_folded(kind)}{plain}", kind, plain)


def _code(text: str, folded: str, at: int) -> Token | None:
    match = _TYPED.match(folded, at) or _WRITTEN.match(folded, at)
    if match is None:
        return None
    printed = text[slice(*match.span("rest"))]
    pieces = re.split(r"[-/– ]", printed.lower())
    year = match["year"]
    if match.re is _WRITTEN and not _is_code(printed, _folded(pieces[0]), len(pieces), year):
        return None
    number = match["number"].lstrip("0") or "0"
    key = f"{_folded(pieces[0])}{number}"
    head = f"{number}/{year}" if year else number
    return token(at, match.end(), Kind.CODE, f"{head}-{'/'.join(pieces)}", number, year or "", *pieces, key)


def _is_code(printed: str, first: str, pieces: int, year: str | None) -> bool:
    """A known type, or capitals with an issuer: "30-km/h" and "5-sao" are none."""
    letters = [char for char in printed if char.isalpha()]
    capitals = sum(char.isupper() for char in letters) >= 0.6 * len(letters)
    if first in TYPES:
        return pieces > 1 or capitals
    return capitals and (pieces > 1 or year is not None)


def _named(folded: str, at: int) -> Token | None:
    """ "nghị quyết (số) 06", "nq 06", "06 nq": the number stays a number; the key is added."""
    match = _PLAIN.match(folded, at)
    if match is None:
        return None
    kind = _type_before(folded[max(0, at - 28) : at])
    if kind is None:
        after = _NUMBER_TYPE.match(folded, at)
        kind = after["type"] if after else None
    if kind is None:
        return None
    number = match[0].lstrip("0") or "0"
    return token(at, match.end(), Kind.NUMBER, number, f"{kind}{number}")


def _type_before(before: str) -> str | None:
    if not before.endswith(" "):
        return None
    words = re.findall(r"\w+", before)
    if words and words[-1] == "so":
        words.pop()
    for count in (4, 2):
        if kind := NAMES.get(" ".join(words[-count:])):
            return kind
    return words[-1] if words and words[-1] in TYPES else None


def _folded(letters: str) -> str:
    return letters.replace("đ", "d")
