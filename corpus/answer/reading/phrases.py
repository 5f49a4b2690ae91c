"""What questions are made of besides their subject: question words, with the type each asks for, and politeness.

Written with marks. A phrase that was typed with marks must be the right one ("máy" is no "mấy"); typed bare it counts
where it cannot well be anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.language.longer_words import NO_MONEY
from corpus.language.text import fold, normalise_tones


class AnswerType(StrEnum):
    """What would answer a question."""

    NUMBER = "bao nhiêu"
    DATE = "khi nào"
    PERSON = "ai"
    PLACE = "ở đâu"
    REASON = "vì sao"
    MANNER = "thế nào"
    DEFINITION = "là gì"
    AUTHOR = "ai viết"
    WHETHER = "có không"
    OTHER = "khác"


# In the order in which they win where a question has several.
_ASKING: tuple[tuple[AnswerType, str], ...] = (
    (
        AnswerType.AUTHOR,
        "ai viết bài|ai là người viết bài|ai viết tin|ai đã viết bài|ai là người viết|tác giả bài viết là ai|"
        "tác giả bài viết|tác giả bài báo|"
        "tác giả của bài viết|tác giả của bài báo|tác giả bài này|tác giả của bài|tác giả bài|người viết bài|"
        "bài này ai viết|bài viết này ai viết|bài báo này ai viết|bài ai viết|"
        "bài này của ai|bài viết của ai|bài báo của ai|bài viết này của ai|bài báo này của ai|bài của ai|tác giả là ai|"
        "ai là tác giả|bài này do ai viết|bài viết do ai viết|bài do ai viết",
    ),
    (
        AnswerType.NUMBER,
        "bao nhiêu|là bao nhiêu|bao lâu|là bao lâu|mấy|bao xa|số lượng|dài bao nhiêu|tỉ lệ bao nhiêu|bao nhiêu tiền|"
        "là bao nhiêu tiền",
    ),
    (
        AnswerType.DATE,
        "khi nào|bao giờ|lúc nào|hôm nào|ngày nào|tháng nào|năm nào|dịp nào|thời điểm nào|thời gian nào|ngày mấy|"
        "tháng mấy|năm mấy|mấy giờ|giờ nào|chừng nào|hồi nào|bữa nào|"
        "năm mô|ngày mô|tháng mô|khi mô|lúc mô|hồi mô|bữa mô|"  # as one says in the middle of the country
        "thời gian từ|ngày bao nhiêu|năm bao nhiêu|thế kỉ nào|giai đoạn nào",
    ),
    (
        AnswerType.REASON,
        "vì sao|tại sao|do đâu|vì đâu|lí do|nguyên nhân|sao lại|vì lẽ gì|vì cái gì|do cái gì|nhờ đâu|sở dĩ|vì sao lại|"
        "vì lí do gì|lí do gì|chi vậy|chi rứa",
    ),
    (
        AnswerType.PLACE,
        "ở mô|chỗ mô|nơi mô|xã mô|"
        "ở đâu|tại đâu|chỗ nào|nơi nào|địa điểm nào|đến đâu|quê đâu|tỉnh nào|huyện nào|xã nào|phường nào|nước nào|"
        "quốc gia nào|thành phố nào|đường nào|địa phương nào|bệnh viện nào|trường nào|khu vực nào|đâu|vùng nào|từ đâu",
    ),
    (
        AnswerType.PERSON,
        "là ai|những ai|do ai|của ai|người nào|bác sĩ nào|ông nào|bà nào|cô nào|thầy nào|anh nào|chị nào|em nào|ai|"
        "tên gì|tên là gì|tên chi|vị nào",
    ),
    (
        AnswerType.MANNER,
        "như thế nào|thế nào|ra sao|làm sao|cách nào|bằng cách nào|làm gì|như nào|sao",
    ),
    (
        AnswerType.DEFINITION,
        "là gì|là chi|nghĩa là gì|có nghĩa là gì|là sao|gọi là gì|được gọi là gì|viết tắt của",
    ),
    (
        AnswerType.OTHER,
        "gì|nào|cỡ nào|những gì|cái gì|điều gì|gì vậy|gì thế|cái chi|bị chi|làm chi|mần chi|nghề chi|bệnh chi",
    ),
    (AnswerType.WHETHER, "có phải|phải không|đúng không|hay không|hay chưa|được không|có không"),
)
# These give the type and stay in the subject: a page about a cause says "nguyên nhân".
_SUBJECT_TOO = frozenset(
    "lí do|nguyên nhân|số lượng|viết tắt của|sở dĩ|thời gian từ|làm gì|bệnh viện nào|trường nào|cỡ nào".split(
        "|"
    )
)
WAY = r"cách (?!li\b|mạng|nhau|đây|biệt|trở|tân|chức|âm|nhiệt)"  # of doing; "cách ly", "cách mạng" are none
AMOUNT_HEADINGS = "giá(?! trị)|mức phạt|học phí|phí|lệ phí|dân số|diện tích|tổng vốn|số lượng|tỉ lệ"
# What a question without a question word asks for, by what it begins with: "giá vé …", "cách …".
_HEADINGS = (
    (AnswerType.NUMBER, AMOUNT_HEADINGS),
    (AnswerType.MANNER, rf"{WAY}|hướng dẫn|thủ tục|quy trình"),
    (AnswerType.PLACE, "địa chỉ"),
)
_POLITE = (
    "cho tôi hỏi|cho mình hỏi|cho em hỏi|cho hỏi|xin hỏi|xin cho hỏi|xin cho biết|cho tôi biết|cho mình biết|cho biết|"
    "làm ơn|vui lòng|tôi muốn biết|mình muốn biết|em muốn biết|tôi muốn hỏi|mình muốn hỏi|em muốn hỏi|tôi cần biết|"
    "ad ơi|admin ơi|bác ơi|shop ơi|mọi người ơi|anh chị ơi|anh ơi|chị ơi|em ơi|bot ơi|bạn ơi|ơi|cho mình hỏi với|"
    "cho em hỏi với|cho tôi hỏi với|với nhé|với nha|vậy|nhỉ|nhé|ạ|hả|theo ạ|với ạ|thế ạ|vậy ạ|"
    "không ạ|không vậy|ad|kính gửi tòa soạn|kính gửi quý báo|"
    "kính gửi ban biên tập|thưa quý báo|"
    "kính thưa tòa soạn|thưa tòa soạn|xin tòa soạn cho biết|xin quý báo cho biết|nhờ tòa soạn|nhờ quý báo|tôi xin hỏi|"
    "em xin hỏi|mình xin hỏi|cho cháu hỏi|cho con hỏi|cho chị hỏi|cho anh hỏi|cho bà hỏi|cho ông hỏi|cho cô hỏi|"
    "cho bác hỏi|các bạn ơi|mấy bạn ơi|nhà báo ơi|báo ơi|tòa soạn ơi|có ai biết|ai biết|mọi người cho hỏi|chỉ giùm|"
    "chào tòa soạn|chào quý báo|chào báo|chào ad|chào admin|chào anh chị|chào các bạn|chào bạn|chào mọi người|"
    "chào bot|xin chào|kính chào quý báo|kính chào|kính gửi báo|kính gửi tòa báo|gửi tòa soạn|gửi quý báo|"
    "dạ thưa|dạ cho em hỏi|dạ cho hỏi|dạ cho cháu hỏi|dạ cho con hỏi|dạ em hỏi|cho hỏi chút|cho tôi hỏi chút|"
    "cho em hỏi chút|cho mình hỏi chút|cho hỏi tí|cho em hỏi tí|cho mình hỏi tí|cho hỏi xíu|cho em hỏi xíu|"
    "hỏi chút là|hỏi tí là|hỏi chút|hỏi xíu|tôi thắc mắc là|tôi thắc mắc|mình thắc mắc|em thắc mắc|"
    "tôi đang thắc mắc|tôi muốn tìm hiểu|mình muốn tìm hiểu|tôi đang tìm hiểu về|mình đang tìm hiểu về|"
    "em đang tìm hiểu về|nghe nói là|tôi nghe nói|em nghe nói|mình nghe nói|"
    "nghe đâu|nghe bảo|không biết là|làm ơn cho tôi biết|làm ơn cho biết|"
    "alo shop|alo ad|a lô|alo|"
    "xin cảm ơn|xin cám ơn|cảm ơn bạn nhiều nha mà|cảm ơn bạn nhiều nha|cảm ơn bạn nhiều|cảm ơn bạn|cám ơn bạn|"
    "cảm ơn anh|cảm ơn chị|mà cho hỏi|cảm ơn nhiều|cám ơn nhiều|cảm ơn ad|em cảm ơn|mình cảm ơn|tôi cảm ơn|"
    "xin chân thành cảm ơn"
)
# A bare single syllable that is a question word more often than not.
_SAFE_BARE = frozenset("gi nao".split())
# At the end of a question these ask; elsewhere they may mean something else.
_AT_END = "không|chưa|thế|sao|đâu|nào|gì|ai|vậy|à"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found in a question: [start, end) in code points, what it asks for (None: only polite)."""

    start: int
    end: int
    text: str
    kind: AnswerType | None

    @property
    def is_subject_too(self) -> bool:
        """Whether its words are looked for as well."""
        return self.text in _SUBJECT_TOO


def _table() -> dict[str, AnswerType | None]:
    table: dict[str, AnswerType | None] = dict.fromkeys(map(normalise_tones, _POLITE.split("|")))
    for kind, phrases in _ASKING:
        for phrase in phrases.split("|"):
            table.setdefault(normalise_tones(phrase), kind)
    return table


_TABLE = _table()
_HEADING_PATTERNS = tuple(
    (kind, re.compile(rf"(?:{normalise_tones(words)})(?:(?!\w)|(?<=\s))")) for kind, words in _HEADINGS
)
_BY_FOLDED: dict[str, list[str]] = {}
for _phrase in _TABLE:
    _BY_FOLDED.setdefault(fold(_phrase), []).append(_phrase)
_PATTERN = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _BY_FOLDED), key=len, reverse=True))})\b")
_END = re.compile(rf"\b(?:{'|'.join(fold(word) for word in _AT_END.split('|'))})[\s?!.]*$")
_END_WORDS = frozenset(map(normalise_tones, _AT_END.split("|")))
# Of another word: "đơn vị nào" asks for no person, "hợp tác xã nào" for no commune.
_PART_OF = {"vị nào": (" đơn", " địa", " chức"), "xã nào": ("hợp tác",)}
_GOES_ON = re.compile(rf"(?:{NO_MONEY}|thế (?:hệ|giới|kỉ|vận|mạnh|năng))(?!\w)", re.IGNORECASE)
_MODEL = re.compile(r" (?:hinh|to|phong|ta|te|dun|dat|mem|xe)\b")  # folded
_STAR = re.compile(r" (?:Hỏa|Thổ|Kim|Mộc|Thủy|Mai|Chổi|Bắc)(?!\w)")
RANK = {kind: at for at, (kind, _phrases) in enumerate(_ASKING)}


def _of_sao(phrase: Phrase, text: str) -> Phrase:
    """ "Sao xã chậm trả tiền?" asks why, "… thì sao?" and "… làm sao" how: what follows it tells."""
    if phrase.text == "sao" and len(re.findall(r"\w+", text[phrase.end :])) > 1:
        return replace(phrase, kind=AnswerType.REASON)
    return phrase


def _is_star(text: str, start: int, end: int) -> bool:
    """Whether a "sao" behind other words is a star or a name: "trường Sao Biển", "sao Hỏa"."""
    return start > 0 and (text[start].isupper() or _STAR.match(text, end) is not None)


def find_phrases(text: str) -> Iterator[Phrase]:
    """The phrases of a question (NFC), in order; none overlaps another."""
    plain = normalise_tones(text)
    folded = fold(plain)  # so that "lý do" is found as "lí do" is
    at = 0
    while match := _PATTERN.search(folded, at):
        start, end = match.span()
        found = _phrase_at(text, plain, start, end)
        at = found.end if found else start + 1  # "có gì" is no "cớ gì", but has a "gì"
        if found and _is_model(found, folded):
            at = start + 1
            continue
        if found and not (found.text == "sao" and _is_star(plain, start, found.end)):
            yield _of_sao(found, text)


def _is_model(found: Phrase, folded: str) -> bool:
    """Whether a "mô" begins another word: "ở mô hình này", "khi mô tô va chạm"."""
    return found.text.endswith(" mô") and _MODEL.match(folded, found.end) is not None


def _phrase_at(text: str, plain: str, start: int, end: int) -> Phrase | None:
    """The longest phrase within [start, end) that was meant: "vì sao lãi" folds to "vì sao lại", but is "vì sao"."""
    while end > start:
        # Lower case only here: İ becomes two letters by it, and what stands behind would move.
        meant = _meant(text[start:end], plain[start:end].lower())
        if meant and not _is_cut(plain, start, end, meant):
            return Phrase(start, end, meant, _TABLE[meant])
        end = plain.rfind(" ", start, end)
    return None


def _is_cut(plain: str, start: int, end: int, phrase: str) -> bool:
    """Whether a phrase begins or ends within a word: "đơn vị nào", "bao nhiêu tiền đạo"."""
    before = f" {plain[:start]}".lower().rstrip()
    last = plain.rfind(" ", start, end) + 1
    return before.endswith(_PART_OF.get(phrase, ())) or bool(last and _GOES_ON.match(plain, last))


def heading_type(text: str) -> AnswerType:
    """What is asked for where no question word says it."""
    plain = normalise_tones(text).lower().lstrip()
    return next((kind for kind, pattern in _HEADING_PATTERNS if pattern.match(plain)), AnswerType.OTHER)


def final_word(text: str) -> tuple[int, str] | None:
    """Where the word stands that makes a statement a question ("… không?"), and what it is."""
    match = _END.search(fold(text))
    if match is None:
        return None
    word = normalise_tones(text[match.start() :]).lower().strip(" ?!.")
    return (match.start(), word) if word in _END_WORDS or word.isascii() else None


def _meant(typed: str, plain: str) -> str | None:
    """The phrase that was meant, or None where it is another word."""
    if typed == "AI":
        return None
    if plain in _TABLE:
        return plain
    if plain.isascii() and (" " in plain or plain in _SAFE_BARE):
        return next(iter(_BY_FOLDED.get(plain, ())), None)
    return None
