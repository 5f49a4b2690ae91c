"""Abbreviations of Vietnamese papers and offices: "UBND" and "Ủy ban nhân dân" find each other.

Where the long form stands, the short one is added as a term; short forms that are written with dashes, ampersands or
points get their plain form ("GD&ĐT", "GD-ĐT", "GDĐT"). What the text says stays beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.language.protected.token import Kind, Token, token
from corpus.language.text import fold, normalise_tones

_TABLE = """
UBND ủy ban nhân dân
HĐND hội đồng nhân dân
MTTQ mặt trận tổ quốc
BCH ban chấp hành
BTV ban thường vụ
BTC ban tổ chức
BQL ban quản lý
TW trung ương
TP thành phố
TX thị xã
ĐBSCL đồng bằng sông Cửu Long
ĐBQH đại biểu quốc hội
TAND tòa án nhân dân
VKSND viện kiểm sát nhân dân
BĐBP bộ đội biên phòng
CSGT cảnh sát giao thông
PCCC phòng cháy chữa cháy
ATGT an toàn giao thông
TNGT tai nạn giao thông
ANTT an ninh trật tự
GTVT giao thông vận tải
GD-ĐT giáo dục và đào tạo
TN-MT tài nguyên và môi trường
NN-PTNT nông nghiệp và phát triển nông thôn
NN-MT nông nghiệp và môi trường
KH-ĐT kế hoạch và đầu tư
KH-CN khoa học và công nghệ
TT-TT thông tin và truyền thông
VH-TT-DL văn hóa, thể thao và du lịch
LĐ-TB-XH lao động, thương binh và xã hội
KT-XH kinh tế - xã hội
QP-AN quốc phòng, an ninh
LĐLĐ liên đoàn lao động
NLĐ người lao động
XKLĐ xuất khẩu lao động
BHYT bảo hiểm y tế
BHXH bảo hiểm xã hội
BHTN bảo hiểm thất nghiệp
ATTP an toàn thực phẩm
ATVSTP an toàn vệ sinh thực phẩm
BVĐK bệnh viện đa khoa
TTYT trung tâm y tế
THPT trung học phổ thông
THCS trung học cơ sở
SGK sách giáo khoa
ĐH đại học
TDTT thể dục thể thao
VĐV vận động viên
HLV huấn luyện viên
CLB câu lạc bộ
LHPN liên hiệp phụ nữ
KCN khu công nghiệp
KKT khu kinh tế
CCN cụm công nghiệp
HTX hợp tác xã
TNHH trách nhiệm hữu hạn
SXKD sản xuất kinh doanh
NTM nông thôn mới
GPMB giải phóng mặt bằng
QSDĐ quyền sử dụng đất
TTHC thủ tục hành chính
CCHC cải cách hành chính
CNTT công nghệ thông tin
NSNN ngân sách nhà nước
KHHGĐ kế hoạch hóa gia đình
QL quốc lộ
ĐT đường tỉnh
"""


WRITTEN_OUT = tuple(
    (short, long) for short, _, long in (line.partition(" ") for line in _TABLE.strip().splitlines())
)
"""Short forms as printed ("GD-ĐT"), each with what it stands for."""


def _plain(short: str) -> str:
    """A short form as a term: "gdđt"."""
    return short.replace("-", "").lower()


def _long_forms() -> dict[str, tuple[str, frozenset[str]]]:
    """Folded long form → its plain short form, lower case, and the right words."""
    found = {}
    for short, long in WRITTEN_OUT:
        words = re.findall(r"\w+", normalise_tones(long.lower()))
        found[" ".join(map(fold, words))] = (_plain(short), frozenset(words))
    return found


_LONG = _long_forms()
_BETWEEN = r"(?:,? |\s?[-–&]\s?)"  # "văn hóa, thể thao", "kinh tế - xã hội"
_LONG_PATTERN = re.compile(
    r"(?<![a-z0-9])(?:"
    + "|".join(_BETWEEN.join(form.split()) for form in sorted(_LONG, key=len, reverse=True))
    + r")(?![a-z0-9])"
)
_SHORT = {fold(_plain(short)): _plain(short) for short, _long in WRITTEN_OUT if "-" in short}
_SIGNS = dict.fromkeys(map(ord, " \t-–&."))
_SHORT_PATTERN = re.compile(r"(?<![a-z0-9])[a-z]{2,4}(?:\s?[-–&.]\s?[a-z]{2,4}){1,3}(?![a-z0-9])")


def find(text: str, folded: str) -> Iterator[Token]:
    """Aliases for the long forms of a text (NFC) and its folded twin, and for short forms with signs in them."""
    for match in _LONG_PATTERN.finditer(folded):
        short, right = _LONG[" ".join(re.findall(r"[a-z]+", match[0]))]
        if _marks_agree(text[slice(*match.span())], right):
            yield token(*match.span(), Kind.ALIAS, short)
    if "-" in folded or "&" in folded or "–" in folded:
        for match in _SHORT_PATTERN.finditer(folded):
            if plain := _SHORT.get(match[0].translate(_SIGNS)):
                yield token(*match.span(), Kind.ALIAS, plain)


@lru_cache(4_096)
def _marks_agree(typed: str, right: frozenset[str]) -> bool:
    """Typed with its marks or without any; "thị xa" is neither."""
    words = re.findall(r"\w+", normalise_tones(typed.lower()))
    return all(word in right for word in words) or all(fold(word) == word for word in words)
