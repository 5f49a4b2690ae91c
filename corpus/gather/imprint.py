"""The publisher's imprint at the foot of a page: who publishes, and the home page that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.text import fold

_MARKS = re.compile(
    r"^(?:(?:co quan|don vi) chu quan|giay phep (?:hoat dong|xuat ban|bao chi|so|thiet lap)|so giay phep"
    r"|(?:quyen )?(?:pho )?tong bien tap\b|(?:tru so )?toa soan\s*(?::|bao\b)|ban quyen\b|copyright\b"
    r"|©|\(c\)|thiet ke boi|phat trien boi|powered by|chiu trach nhiem (?:noi dung|chinh)|ghi ro nguon"
    r"|(?:giay phep|dien thoai|dt|tel|fax|hotline|dia chi|website|tru so|e-?mail|lien he quang cao)\s*:)"
)
_NAMED_WITH_ADDRESS = re.compile(
    r"^(?:bản quyền thuộc(?: về)?\s+)?(?P<name>.{3,80}?)\s*[-–—|:,]\s*(?:địa chỉ|website|trang web)\s*:?\s*(?:https?://|www\.)",
    re.IGNORECASE,
)
_PAPER = r"(?:Báo|BÁO|Tạp chí|TẠP CHÍ|Đài|ĐÀI|Thông tấn xã|Chuyên trang|Trang tin)\s+[^\n.,;:|©\"”–—]{2,60}?"
_COPYRIGHT = re.compile(
    r"(?:bản quyền|copyright|©|\(c\))[^A-Za-zÀ-ỹ]*"
    r"(?:©|\(c\)|\d{4}|thuộc(?:\s+về)?|by|của|[-–,:\s])*"
    rf"(?P<name>{_PAPER})"
    r"\s*(?:$|[.,;:|©\"”–—]|\s-\s|all rights)",
    re.IGNORECASE,
)
_CITE_AS = re.compile(rf"ghi rõ nguồn\W+(?P<name>{_PAPER})\s*(?:$|[.,;:|\"”–—]|\s-\s|khi )", re.IGNORECASE)
_OFFICE = re.compile(rf"^tòa soạn\s*:?\s*(?P<name>{_PAPER})\s*(?:$|[.,;:|–—]|\s-\s)", re.IGNORECASE)
_ALONE = re.compile(rf"^(?P<name>{_PAPER})$")
_ADDRESS = re.compile(
    r"(?<![@\w.-])(?:(?P<scheme>https?://)(?P<host>[\w.-]+\.[a-z]{2,})"
    r"|(?P<bare>(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|example)))"
    r"(?P<path>/[^\s,;)]*)?(?![\w@.-]*@)",
    re.IGNORECASE,
)
_ELSEWHERE = ("facebook.", "youtube.", "zalo.", "google.", "tiktok.", "twitter.", "gmail.", "instagram.")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the imprint says; None for what it does not."""

    publisher: str | None = None
    home_url: str | None = None


def is_imprint(line: str) -> bool:
    """Whether the line belongs to an imprint: licence, editors, office, copyright …"""
    return bool(_MARKS.match(fold(line))) or bool(_NAMED_WITH_ADDRESS.match(line))


def is_masthead(line: str) -> bool:
    """Nothing but a paper's name: "BÁO ĐẮK LẮK ĐIỆN TỬ", "Báo Phú Yên Online"."""
    match = _ALONE.match(line)
    return match is not None and len(line.split()) <= 7


def read_imprint(lines: Sequence[str]) -> Imprint:
    """The imprint in the lines below an article."""
    return Imprint(_publisher(lines), _home(lines))


def _publisher(lines: Sequence[str]) -> str | None:
    """The best evidence first; among equals a name in mixed case before one in capitals."""
    for pattern in (_NAMED_WITH_ADDRESS, _COPYRIGHT, _CITE_AS, _OFFICE, _ALONE):
        names = [match["name"].strip(" -–") for line in lines if (match := pattern.search(line))]
        names = [name for name in names if len(name.split()) <= 9]
        if names:
            return next((name for name in names if not name.isupper()), names[0])
    return None


def _home(lines: Sequence[str]) -> str | None:
    """The first address without a path, labelled ones first."""
    labelled = [
        line
        for line in lines
        if re.match(r"^(?:.{3,80}[-–—|:,]\s*)?(?:dia chi|website|trang web|trang chu)\s*:", fold(line))
    ]
    for line in [*labelled, *lines]:
        for found in _ADDRESS.finditer(line):
            host = (found["host"] or found["bare"]).lower()
            if (found["path"] or "/") == "/" and not any(name in host for name in _ELSEWHERE):
                return (found["scheme"] or "https://").lower() + host
    return None
