"""What a paragraph is, as far as its shape tells: a photo's caption, prose, an item of a list, a heading.

Newspapers mark these by typography; in plain text only the words, their case and the full stops are left.
"""

from __future__ import annotations

import re

from corpus.gather.alphabet import CAPITALS
from corpus.gather.authors import is_joint_credit
from corpus.language.text import fold

_CLOSERS = "”\"’'»)]"
_NAME = rf"[{CAPITALS}][\w.'’-]*(?:[ ]+[\w.'’&,-]+){{0,9}}"
_CREDIT = re.compile(
    r"(?:^|[\s(.\-–—/])(?:Ảnh|ẢNH|Photo|Đồ họa|ĐỒ HỌA|Infographic|Tranh|Clip|Video)"
    r"(?:\s+(?:tư liệu|minh họa|do nhân vật cung cấp|chụp màn hình))?\s*:\s*"
    rf"(?:{_NAME}|internet|nguồn internet)\)?\.?$"
)
_STOCK_PHOTO = re.compile(
    r"(?:^|[\s(.\-–—])\(?(?:ảnh|hình) (?:(?:chỉ )?(?:có tính chất |mang tính )?minh họa|tư liệu|internet"
    r"|chụp màn hình|cắt từ clip|do (?:nhân vật|cơ quan công an|gia đình|bệnh viện) cung cấp)"
    r"[^.]{0,30}\)?\.?$",
    re.IGNORECASE,
)
_PICTURED = re.compile(r"(?:^|[.!?] )Trong ảnh\s*:")
_LIST_MARK = re.compile(r"^(?:[-–—+*•●▪■◦]|\d{1,2}[.)/]|[a-zđ][.)])\s*\S")
_NUMBER = re.compile(r"^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-ZĐ])\s*[.)/\-–:]\s*(?=\S)")
_INNER_STOP = re.compile(rf"[.!?…][”\"’)]*\s+[“\"‘(]?[{CAPITALS}0-9]")
_NEWS = re.compile(
    r"^(?:(?:Rạng )?(?:Sáng|Trưa|Chiều|Tối|Đêm|Khuya|Ngày|Mới đây|Hôm nay|Hôm qua|Vào lúc|Lúc)\b"
    r"|Rạng sáng|Theo (?:Sở|UBND|Công an|Đài|Trung tâm|Bộ|Ban|Chi cục)|Trong (?:hai|2|ba|3) ngày)"
    r"[^.]{0,60}?(?:\d{1,2}[/-]\d{1,2}|\bnay\b|\bqua\b|\btừ ngày\b)"
)
_LONGEST_HEADING = 25
_SHORTEST_OPENING = 15


def syllables(line: str) -> int:
    """How many words set apart by spaces."""
    return len(line.split())


def is_caption(line: str) -> bool:
    """A photo's caption that names its photographer, says what is seen in it, or calls it a stock photo."""
    marked = _CREDIT.search(line) or _STOCK_PHOTO.search(line) or _PICTURED.search(line)
    return bool(marked) and not is_joint_credit(line)


def is_bare_credit(line: str) -> bool:
    """Nothing but "Ảnh: HÀ MY"."""
    openings = ("anh", "photo", "do hoa", "clip", "video", "tranh")
    return is_caption(line) and syllables(line) <= 8 and fold(line).lstrip("( -–").startswith(openings)


def is_prose(line: str) -> bool:
    """Sentences: it ends like one or has one inside, is too long to be a heading, or is an item of a list."""
    bare = line.rstrip(_CLOSERS + " ")
    if not bare:
        return False
    spoken = syllables(line) > 12 or line[0] in '-–—*•“"'
    ends = bare[-1] in ".:;," or (bare[-1] in "!?…" and spoken)
    return ends or _has_inner_stop(line) or syllables(line) > _LONGEST_HEADING or is_list_item(line)


def _has_inner_stop(line: str) -> bool:
    """Whether a sentence ends inside; the full stop of a heading's number is none."""
    return bool(_INNER_STOP.search(_NUMBER.sub("", line)))


def is_list_item(line: str) -> bool:
    """A line with a dash or a bullet before it."""
    return bool(_LIST_MARK.match(line)) and not is_numbered(line)


def is_numbered(line: str) -> bool:
    """A heading with its number: "1. …", "II - …"."""
    return bool(_NUMBER.match(line))


def is_opening(line: str) -> bool:
    """Prose that is long enough to be the first paragraph of an article, not a headline with a full stop."""
    long_enough = syllables(line) >= _SHORTEST_OPENING or _has_inner_stop(line)
    return long_enough and is_prose(line) and not is_caption(line)


def opens_news(line: str) -> bool:
    """Whether a paragraph tells the news itself ("Chiều 17/8, tại …"), as in articles without a lead."""
    return bool(_NEWS.match(line))
