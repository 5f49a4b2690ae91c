"""Where a text names a bank, a school, a commune: one of the kind that is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from corpus.answer.asked_for.which import Which
from corpus.language.geography.provinces import PROVINCES
from corpus.language.segmentation import segment
from corpus.language.text import normalise_tones
from corpus.models import Span

_WORD = re.compile(r" ([\w-]+)")
_LISTED = re.compile(r", | và ")
_JOINS = re.compile(r", (?:và )?| và ")
_COUNTS = re.compile(r"\d+ \w")  # "50 triệu" is no part of a name
# What a name goes on with in small letters: "Ban Quản lý dự án đầu tư xây dựng tỉnh", "Ban Quản lý dự án 7".
_PROJECTS = re.compile(
    r" dự án(?: (?:đầu tư|xây dựng|và|các|công trình|giao thông|dân dụng|công nghiệp|nông nghiệp))*"
    r"(?: (?:tỉnh|huyện|thị xã|thành phố|khu vực)(?!\w))?"
)
_BEFORE, _BEHIND = re.compile(r"(\w+) $"), re.compile(r" (\w+)")
_OPENING = frozenset("tại ở từ tỉnh trong riêng và qua đến vào của do khi sau ngoài".split())  # a sentence
_NAMED_AFTER = frozenset("xã phường thôn đường phố trường báo ty sạn chợ".split())  # "công ty", "khách sạn"
_NEAR = 16  # code points
_LONGEST = 100  # code points of a name
_BETWEEN = 5  # words of what a body is: "Ngân hàng thương mại cổ phần Quân đội"
_ENDS_A_NAME = frozenset(
    "của do ông bà anh chị cho ở tại này đó là và với có được đã bị từ để trên về đang cũng nào khi vì trong".split()
)


def find_named(text: str, asked: Which) -> list[Span]:
    """What has a name of its own and is of the kind that was asked for; several in a list are one."""
    found: list[Span] = []
    for match in _words_for(asked.called).finditer(text):
        is_within = bool(found) and match.start() < found[-1].end  # "Đại học" of "Trường Đại học"
        if not is_within and (end := _named_to(text, match.end(), asked)) is not None:
            found.append(Span(match.start(), end))
    if asked.is_province and not found:
        found = _provinces(text, asked.said)
    return [span for span in found if _LISTED.search(span.of(text))] if asked.has_several else found


def _provinces(text: str, said: Collection[str]) -> list[Span]:
    """Those that are named without their kind, and that are none of `said`; several in a list are one."""
    plain, found = normalise_tones(text), list[Span]()
    for match in PROVINCES.finditer(plain):
        if match[0].lower() in said or _is_of_longer_name(plain, *match.span()):
            continue
        if found and _JOINS.fullmatch(plain, found[-1].end, match.start()):
            found[-1] = Span(found[-1].start, match.end())
        else:
            found.append(Span(*match.span()))
    return found


def _is_of_longer_name(text: str, start: int, end: int) -> bool:
    """ "Ông Nguyễn Hòa Bình", "Thái Bình Dương", "đường Hà Nội": it is a part of a name, or of another thing."""
    before, behind = _BEFORE.search(text[max(0, start - _NEAR) : start]), _BEHIND.match(text, end)
    if behind and behind[1][0].isupper():
        return True
    word = before[1] if before else ""
    is_capital = word[:1].isupper() and not word.isupper() and word.lower() not in _OPENING
    return is_capital or word.lower() in _NAMED_AFTER


def _named_to(text: str, at: int, asked: Which) -> int | None:
    """Where the names end that stand behind a kind, None where there is none."""
    start = _name_start(text, at, _BETWEEN if asked.is_body else 0)
    if start is None:
        return None
    ends = _whole_end if asked.is_body else name_end
    end, count = ends(text, start)
    if asked.is_body and (projects := _PROJECTS.match(text, end)):
        named, words = name_end(text, projects.end() + 1)
        end = named if words else projects.end()
    while count and (more := _next_of(asked.called).match(text, end)):
        next_end, count = ends(text, more.end())
        end = next_end if count else end
    return end


def name_end(text: str, start: int) -> tuple[int, int]:
    """Where a name that begins there ends, and of how many capitalised words it is; a number is a name of one."""
    end, count = start, 0
    for match in re.finditer(r"\w+", text[start : start + 60]):
        if text[end : start + match.start()] not in ("", " ") or not (
            match[0][0].isupper() or match[0][0].isdigit()
        ):
            break
        end, count = start + match.end(), count + 1
    return end, count


def _whole_end(text: str, start: int) -> tuple[int, int]:
    """The same, where a word of a name has a capital at its first syllable alone: "Sở Nội vụ", "Đại học Sư phạm"."""
    end, count = start, 0
    for word in segment(text[start : start + _LONGEST]):
        syllables = word.split("_")
        capitals = sum(one[0].isupper() for one in syllables)
        kept = syllables if capitals == 1 and syllables[0][0].isupper() else syllables[:capitals]
        said = word if word.isdigit() else " ".join(kept)
        at = end + (text[end : end + 1] == " ")
        if not said or not text.startswith(said, at) or (word.isdigit() and _COUNTS.match(text, at)):
            break
        end, count = at + len(said), count + 1
        if not word.isdigit() and len(kept) < len(syllables):
            break
    return (end, count) if count else name_end(text, start)


@lru_cache(maxsize=64)
def _words_for(called: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{called})(?= )", re.IGNORECASE)


@lru_cache(maxsize=64)
def _next_of(called: str) -> re.Pattern[str]:
    return re.compile(rf"(?:, | và )(?:(?:{called}) )?(?=\w)", re.IGNORECASE)


def _name_start(text: str, at: int, between: int) -> int | None:
    """Where the name begins behind a kind, after at most so many words that say more of it."""
    for _ in range(between + 1):
        word = _WORD.match(text, at)
        if word is None or word[1] in _ENDS_A_NAME:
            return None
        if word[1][0].isupper() or (between == 0 and word[1][0].isdigit()):
            return word.start(1)
        at = word.end()
    return None
