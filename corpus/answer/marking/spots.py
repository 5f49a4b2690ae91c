"""Places in a text, as an answer to "where": a name behind "tại", "ở", "đến", "từ"; or one of the kind asked for."""

from __future__ import annotations

import re

from corpus.models import Span

_KIND = (
    "tỉnh|thành phố|TP|TX|thị xã|huyện|xã|phường|thôn|buôn|khu phố|cảng|sân|nhà thi đấu|nhà văn hóa|trường|bệnh viện|"
    "đầm|vịnh|bãi|cầu|núi|đèo|quảng trường|trung tâm|chợ|khách sạn|ga|hồ|đảo|sông|đường|nước"
)
_SYLLABLE = r"[^\W\d_]+"
_AT = re.compile(
    rf"(?<!\w)(?:tại|ở|đến|từ) (?P<kind>(?:(?:{_KIND})(?!\w)\.? ?)*)(?P<name>{_SYLLABLE}(?: {_SYLLABLE})*)",
    re.IGNORECASE,
)
_ASKED_KIND = re.compile(
    rf"(?<!\w)(?P<several>(?:những|các) )?(?:(?:{_KIND}) )?(?P<kind>{_KIND}) nào(?!\w)", re.IGNORECASE
)
_LIST = re.compile(rf"(?:, | và )(?:(?:{_KIND})\.? )?(?=\w)", re.IGNORECASE)
_SHORTEST = 2  # words of a name that has no kind before it


def find_spots(text: str, question: str) -> list[Span]:
    """The places of a text; of the kind that the question names, if it does: "phường nào"."""
    asked = _ASKED_KIND.search(question)
    if asked is None:
        return _at(text)
    spots = _of_kind(text, asked["kind"])
    return [spot for spot in spots if _LIST.search(spot.of(text))] if asked["several"] else spots


def _at(text: str) -> list[Span]:
    found = []
    for match in _AT.finditer(text):
        end, count = _name_end(text, match.start("name"))
        if count >= _SHORTEST or (count and match["kind"]):
            found.append(Span(match.start("kind" if match["kind"] else "name"), end))
    return found


def _of_kind(text: str, kind: str) -> list[Span]:
    """Places with that word before the name; a list of names is one."""
    found = []
    for match in re.finditer(rf"(?<!\w){re.escape(kind)} (?=\w)", text, re.IGNORECASE):
        end, count = _name_end(text, match.end())
        while count and (more := _LIST.match(text, end)):
            next_end, count = _name_end(text, more.end())
            end = next_end if count else end
        if end > match.end():
            found.append(Span(match.start(), end))
    return found


def _name_end(text: str, start: int) -> tuple[int, int]:
    """Where a name that begins there ends, and of how many capitalised words it is; a number is a name of one."""
    end, count = start, 0
    for match in re.finditer(r"\w+", text[start : start + 60]):
        if text[end : start + match.start()] not in ("", " ") or not (
            match[0][0].isupper() or match[0].isdigit()
        ):
            break
        end, count = start + match.end(), count + 1
    return end, count
