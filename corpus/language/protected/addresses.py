"""E-mail and web addresses, and the one city that everybody abbreviates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.protected.token import Kind, Token, token

_TOP = r"(?:vn|com|net|org|gov|edu|info)"
_SIGNS = re.compile(rf"@|://|\.{_TOP}\b")
_ADDRESS = re.compile(
    rf"(?P<mail>[a-z0-9_.+-]{{1,64}}@[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    rf"|(?:https?://(?:www\.)?|www\.)(?P<url>[^\s<>\"“”']+)"
    rf"|(?<![\w.@-])(?P<domain>(?:[a-z0-9-]{{1,63}}\.){{1,4}}{_TOP})(?![\w.]*\w)"
)
_HCM = re.compile(
    r"(?<![a-z0-9])(?:(?:tp\.? ?|thanh pho )(?:(?P<short>hcm)|ho chi minh)|(?P<glued>tphcm))(?![a-z0-9])"
)


def find(text: str, folded: str) -> Iterator[Token]:
    """The addresses and city names of a text (NFC) and its folded form."""
    if _SIGNS.search(folded):
        yield from _addresses(text, folded)
    if "hcm" in folded or "ho chi minh" in folded:
        yield from _ho_chi_minh_city(folded)


def _addresses(text: str, folded: str) -> Iterator[Token]:
    for match in _ADDRESS.finditer(folded):
        found = match[match.lastgroup or 0]
        term = found.rstrip(".,;:!?)]}/…")
        if not term or text[match.start() : match.end()].lower() != match[0]:  # no address has marks
            continue
        end = match.end() - (len(found) - len(found.rstrip(".,;:!?)]}…")))
        host = re.split(r"[/?#]", term)[0] if match["url"] else term.partition("@")[2]
        yield token(match.start(), end, Kind.ADDRESS, term, host)


def _ho_chi_minh_city(folded: str) -> Iterator[Token]:
    """ "TP.HCM", "TPHCM", "tp hcm" are one term; it is added where the name is written out."""
    for match in _HCM.finditer(folded):
        if match["short"] or match["glued"]:
            yield token(*match.span(), Kind.PLACE, "tphcm", "hcm")
        else:
            yield token(*match.span(), Kind.ALIAS, "tphcm")
