"""How questions are put: what newspapers, which state and seldom ask, do not teach about marks.

"Bao nhieu" is "bao nhiêu" and no storm, "het may phut" no machine. Some phrases can hardly be anything else and get
their marks first; of the others the pair is only made likely, so that what stands around it decides.
"""

from __future__ import annotations

import re
from itertools import chain

from corpus.language.synonyms import spoken
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

_PLAIN = (
    "là gì|là ai|ở đâu|từ đâu|do đâu|tại đâu|vì đâu|đến đâu|khi nào|thế nào|như thế|những gì|làm gì|"
    "bị gì|cái gì|có gì|điều gì|việc gì|bệnh gì|chất gì|gì để|gì khi|vì sao|tại sao|ra sao|làm sao|"
    "bao nhiêu|bao lâu|bao giờ|thứ mấy|ngày mấy|tháng mấy|năm mấy|ai là|do ai|"
    "của ai|bởi ai|những ai|người nào|loại nào|nơi nào|cách nào|chỗ nào|lúc nào|năm nào|ngày nào|"
    "đi đâu|về đâu|tới đâu|vào đâu|vô đâu|quê đâu|lấy đâu|ra đâu|nằm đâu|chạy đâu|"
    "nhiêu tiền|nhiêu người|chừng nào|hồi nào|bữa nào|tên gì|chi vậy|ông nào|đội nào|chứng nào|sao không|sao lại"
)
# What readers often ask about, and newspapers write less often than what it folds to.
_OFTEN_ASKED_ABOUT = (
    "ba mẹ|có điện|giá vàng|giá xăng|giá điện|giá nước|giá vé|giá đất|giá lúa|giá gạo|giá heo|giá tôm|giá mía|"
    "giá gas"
)
# What is counted and measured: "mấy phút", "mấy căn nhà".
_COUNTED = (
    "người|phút|giờ|ngày|tháng|năm|tuần|tuổi|tiếng|giây|tấn|tạ|ký|kg|km|ha|mét|lít|khối|phần|tiền|đồng|triệu|tỉ|nghìn|"
    "ngàn|trăm|chục|vạn|căn|cái|chiếc|con|nhà|hộ|mạng|ca|vụ|lần|làn|lớp|suất|giải|điểm|cấp|tầng|vòng|buổi|bữa|lượng|"
    "tàu|dự|trường|học|em|đứa|ông|bà|đợt|trạm|lô|phòng|giường|món|chuyến|thuyền|loại|bộ|huyện|xã|phường|thôn|"
    "đội|bài|giáo|công|bác|thanh|thí|ngư|cầu|hồ|sân|ngôi|tòa|lượt|khách|vé|phiếu|ổ|cuốn|quyển|bức|tấm|hạng|mã|mẫu|sào|"
    "bao|thùng|hạt|cơn|trận|trang|câu|môn|khoa|ngành|lá|tờ|mũi|liều|viên|gói|hũ|chai|bình|đôi|cặp|đường|tuyến|cây|"
    "nghị|sản|chương|doanh|đại|gian|khu|tổ|nhóm|loài|giống|thửa|quán|tiệm|cột|nạn|vị|thầy|diễn"
)
# What is asked for by its kind: "tỉnh nào", "bánh gì".
_KINDS_WHICH = (
    "tỉnh|huyện|xã|phường|thôn|buôn|trường|đường|nước|phố|sở|báo|đài|hãng|viện|hàng|ty|đơn|vị|quan|quận|cầu|hầm|đèo|"
    "sông|hồ|đảo|chợ|ga|cảng|bay|biển|bãi|chùa|khoa|ngành|môn|lớp|giải|hạng|tàu|xe|loài|giống|bác|bà|anh|chị|em|cỡ|mức|"
    "thầy|ai|tòa|hướng|phía|đoạn|khúc|tuyến|sao|kiểu|đợt|vụ|bài|dịp|mùa|độ|tuổi|nhóm|phần|ý|quán|tiệm|khu|vùng|miền"
)
_KINDS_WHAT = (
    "hiệu|màu|nghề|chức|tội|giải|quà|xe|tàu|cây|trái|thuốc|bánh|món|chuyện|lỗi|hàng|đồ|máy|súng|dao|loại|kiểu|họ|giống|"
    "lý|lí|ích|hại|vụ|trò|trách|nhiệm|ngành|môn|đề|câu|thưởng|phạt|ăn|uống|bán|mua|chở|xây|trồng|nuôi|nói|thấy|"
    "biết|học|xảy|ra|bằng|vì|nhờ|cần|phải|được|mất|hư|thiếu|nợ|dùng|tặng|mang|chứa|nên|gây|trị|hỏi|kêu|dặn|hứa|tính"
)
PAIRS: tuple[tuple[str, str], ...] = tuple(
    dict.fromkeys(
        (one, other)
        for pair in chain(
            _PLAIN.split("|"),
            _OFTEN_ASKED_ABOUT.split("|"),
            (f"mấy {noun}" for noun in _COUNTED.split("|")),
            (f"{kind} nào" for kind in _KINDS_WHICH.split("|")),
            (f"{kind} gì" for kind in _KINDS_WHAT.split("|")),
        )
        for one, other in [pair.split()]
    )
)
# How much likelier a word is in a question than in news, in nats.
LIKELIER = {**dict.fromkeys(spoken(), 1.0), "mấy": 1.5, "đâu": 1.0, "những": 2.0}
# Typed bare, these can hardly be anything else in a question; some of them but behind words that they belong to:
# "triệu chứng nào", "cơ hội nào", "quyền lực nào", "bộ trưởng nào", "xe máy ngày …".
_CERTAIN = (
    "bao nhiêu|bao lâu|bao xa|bao giờ|khi nào|hôm nào|năm nào|tháng nào|bữa nào|vì sao|tại sao|ra sao|thế nào|"
    "như thế nào|tỉnh nào|huyện nào|xã nào|chỗ nào|nơi nào|những ai|mấy tỉnh nào|mấy huyện nào|mấy xã nào|"
    "mấy trường nào|mấy nước nào|mấy đường nào|mấy người nào|mấy ông nào|mấy con nào|mấy cái nào|mấy chỗ nào"
)
_BEHIND_OTHERS = {
    "chừng nào": "trieu|bien|co",
    "hồi nào": "co|xa",
    "lúc nào": "quyen",
    "trường nào": "bo|thu",
    **{f"mấy {noun}": "xe|danh" for noun in "giờ|người|phút|tuổi|tấn|mét|triệu|tiền|ngày|km|ha".split("|")},
}
# At the end of a question.
_LAST = "tỉ số mấy|không|chưa|đi đâu|về đâu|tới đâu|quê đâu|vào đâu|vô đâu|ở đâu|đến đâu"
_ALL = [*_CERTAIN.split("|"), *_BEHIND_OTHERS, *_LAST.split("|"), "năm", "tháng", "ngày"]
# Before a number; "nam 45 tuoi" is a man, "viet nam 2024" a country.
_NUMBERED = r"\b(?:thang|ngay)(?= \d{1,2}\b)|(?<!\bviet )(?<!\bmien )(?<!\bphia )\bnam(?= (?:19|20)\d\d\b)"
_FORMS = {fold(normalise_tones(phrase)): phrase for phrase in _ALL}


def _any_of(phrases: str) -> str:
    return "|".join(sorted(map(fold, phrases.split("|")), key=len, reverse=True))


_BUT_BEHIND = "|".join(
    "".join(rf"(?<!\b{word} )" for word in words.split("|")) + rf"\b{fold(phrase)}\b"
    for phrase, words in _BEHIND_OTHERS.items()
)
_FOUND = re.compile(
    rf"\b(?:{_any_of(_CERTAIN)})\b|{_BUT_BEHIND}|^(?:ai|sao)\b(?! bien\b)|"
    rf"\b(?:{_any_of(_LAST)})(?=(?: (?:ad|vay|a|nhi|the|ha|ta))*[\s?!.]*$)|{_NUMBERED}"
)
_HOW_MUCH = re.compile(r"\b(?:(\w+) )?(nhieu)\b")
_NOT_ASKED = frozenset("bao nhu rat qua cang kha it co con la".split())
_OTHERWISE = re.compile(
    r"\b(?:gi|j|nao|ai|sao|dau|may|khong|ko|hong|hok|chua|bao (?:nhieu|gio|lau|xa)|chi|co)\b"
)


def with_certain(text: str) -> tuple[str, list[Span]]:
    """A question typed bare (NFC), with the marks of the question words that cannot well be anything else; and these.

    "Nhieu", where nothing else asks, is short for "bao nhiêu": nobody asks whether it is many.
    """
    plain = fold(text)
    if len(plain) != len(text):
        return text, []
    short = _HOW_MUCH.search(plain)
    if short and short[1] not in _NOT_ASKED and not _OTHERWISE.search(plain):
        text = f"{text[: short.start(2)]}bao nhiêu{text[short.end(2) :]}"
        plain = fold(text)
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0
    for match in _FOUND.finditer(plain):
        meant = _FORMS.get(match[0], match[0])
        first = text[match.start()]
        pieces += (text[at : match.start()], first.upper() + meant[1:] if first.isupper() else meant)
        spans.append(Span(*match.span()))
        at = match.end()
    return "".join([*pieces, text[at:]]), spans
