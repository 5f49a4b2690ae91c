"""Where sentences of newspaper text end.

A stop ends a sentence unless it belongs to an abbreviation (TP. Hà Nội), an initial (F. Kennedy), a list number
(1. Tên gọi) or is followed by lower case (“… .” anh nói). Web pages lose the space between paragraphs, so a
stop that touches a capital ("Covid-19.Hai cậu") ends one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.offices import DEGREES
from corpus.models import Span

# Never at the end of a sentence, compared in lower case.
_ABBREVIATIONS = frozenset(DEGREES) | frozenset(
    (
        "tp tx tt bsck bscki bsckii ds ks kts ls cn ngnd ngưt đ/c st mr mrs ms dr prof tr nxb đt tel vs hl bks stt sđt"
    ).split()
)
# A letter that ends a phrase: "30 độ C. Nhiệt độ …".
_BEFORE_LETTER = frozenset("độ vitamin hạng nhóm loại lớp khối bảng điểm vạch gan".split())
# Words that open a sentence after somebody's initial: "ông Nguyễn Văn A. Theo cơ quan …".
_OPENERS = frozenset(
    (
        "theo sau tuy nhưng ngày trong tại khi ông bà anh chị nếu đây các những một nhiều có hiện trước từ với để "
        "do vì ngoài đến tôi chúng cùng hôm lúc vụ qua đó nhờ người cơ"
    ).split()
)
_ONE_LETTER_WORDS = frozenset("Ở Ô À Ý Ừ Ồ Ố Á Y".split())
_TOP_LEVELS = frozenset("vn com net org edu gov info".split())

_STOP = re.compile(r"[.!?…]+[”’»)\]]*(?=[^\d,;:.!?…%/&@_a-z]|$)")
_ORPHAN_CLOSER = re.compile(r"\s?[”»]+(?=\s|$)|\s[’)\]]+(?=\s|$)")
_NEXT = re.compile(r"\s*(?P<dash>[-–—]\s*)?[“\"‘'(\[«]*(?P<letter>\S)")
_TOUCHING = re.compile(r"[-–—]?\s?[“\"‘'(\[«]*([^\W\d_]+)")
_LIST_NUMBER = re.compile(
    r"\W*(?:(?:Điều|Chương|Khoản|Mục|Phần|Bài|Câu)\s)?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,4}|[^\W\d_])"
)
_INITIALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĐƯ")
_LOOK_BACK = 10_000  # code points: what a quotation may span
_VISIBLE = re.compile(r"[^\W_]")


def sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, trimmed of white space; a line's end is always a border.

    Together they hold every character that is not white space.
    """
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        spans.extend(_trimmed(text, at + start, at + end) for start, end in _pieces(line))
        at += len(line) + 1
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(end - len(piece.lstrip()), start + len(piece.rstrip()))


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Borders of the sentences of one line; a piece of mere punctuation stays with its neighbour."""
    start, held = 0, None
    looked, is_visible = 0, False
    for match in _STOP.finditer(line):
        if match.start() < start:
            continue
        end = _with_closers(line, match.end())
        is_visible = is_visible or bool(_VISIBLE.search(line, looked, end))
        looked = end
        if is_visible and _is_border(line, start, match, end):
            if held is not None:
                yield held
            held, start, is_visible = (start, end), end, False
        elif held is not None and not is_visible:
            held, start = (held[0], end), end
    if held is None:
        if line.strip():
            yield 0, len(line)
    elif _VISIBLE.search(line, start):
        yield held
        yield start, len(line)
    else:
        yield held[0], len(line)


def _with_closers(line: str, end: int) -> int:
    """The end after quotation marks that close: a straight one that touches a letter closes where it is the second."""
    while line.startswith(('"', "'"), end):
        if line[end + 1 : end + 2].isalnum() and (
            line[end] == "'" or line.count('"', max(0, end - _LOOK_BACK), end) % 2 == 0
        ):
            break
        end += 1
    orphan = _ORPHAN_CLOSER.match(line, end)
    if orphan:
        return orphan.end()
    if re.match(r'\s"(?=\s|$)', line[end : end + 3]) and line.count('"', max(0, end - _LOOK_BACK), end) % 2:
        return end + 2
    return end


def _is_border(line: str, start: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT.match(line, end)
    if following is None:
        return True
    is_said = match.group() != "." or end > match.end()  # “… .” – anh nói
    if following["letter"].islower() and (is_said or not following["dash"]):
        return line[following.end() : following.end() + 1].isupper()  # iPhone
    if not line[end].isspace() and not _touches(line, start, match, end):
        return False
    return (
        not match.group().startswith(".")
        or match.group().startswith("..")
        or _ends_word(line, start, match.start(), end)
    )


def _touches(line: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a new sentence begins right at the stop, as where a page has lost the space: "…19.Hai cậu"."""
    word = _TOUCHING.match(line, end)
    if word is None or word[1].lower() in _TOP_LEVELS or word[1][0].islower():
        return False
    if match.group() != "." or end > match.end():
        return True
    before = re.split(r"[\s.(“\"]", line[max(start, match.start() - 40) : match.start()])[-1]
    if before.lower() == "www" or (len(before) < 2 and not before.isdigit() and not before.islower()):
        return False
    if len(word[1]) == 1:
        return word[1] in _ONE_LETTER_WORDS
    return word[1][1:].islower() or not before[-1].isupper()


def _ends_word(line: str, start: int, stop: int, end: int) -> bool:
    """Whether the full stop at `stop` ends more than an abbreviation, an initial or a list number."""
    if _LIST_NUMBER.fullmatch(line, start, stop):
        return False
    words = line[max(start, stop - 40) : stop].split()
    if not words:
        return True
    last = re.split(r"[.,(\[“\"‘-]", words[-1])[-1]
    if last.lower() in _ABBREVIATIONS or last == "No":
        return False
    if last in _INITIALS:
        following = re.match(r"\W*(\w+)", line[end : end + 20])
        before = words[-2].lower() if len(words) > 1 and words[-1] == last else ""
        return before in _BEFORE_LETTER or bool(following and following[1].lower() in _OPENERS)
    return True
