"""What a question asks for that has no question word of that answer type: "giá tôm hùm xanh", "đại biểu nào".

The trees are fitted to the type that the question words give, so it is that of a reading; this one is for looking
at what a text has.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.answer.reading.question import AnswerType, Reading
from corpus.language.text import normalise_tones

# What begins so asks for a number: "tỉ lệ tốt nghiệp", "giá tôm hùm xanh".
_AMOUNT = re.compile(
    r"(?:giá(?! trị)|vốn|tổng mức đầu tư|phí|lệ phí|học phí|kinh phí|doanh thu|tỉ lệ|tỷ lệ|diện tích|sản lượng|"
    r"công suất|chiều dài|lượng mưa|mức (?:phạt|thưởng|hỗ trợ|lương))(?!\w)"
)
# Behind these and the place where they are it, "nào" asks who: "thứ trưởng nào", "đại biểu Phú Yên nào".
_PEOPLE = (
    "đại biểu|lãnh đạo|cán bộ|thứ trưởng|bộ trưởng|hiệu trưởng|đại tá|thượng tá|trung tá|thiếu tá|thiếu tướng|csgt|"
    "cảnh sát|kiểm lâm|kiểm lâm viên|kiến trúc sư|kỹ sư|luật sư|chuyên gia|nhà khoa học|tiến sĩ|giáo sư|giáo viên|"
    "thầy giáo|cô giáo|hlv|huấn luyện viên|cầu thủ|hậu vệ|tiền vệ|tiền đạo|thủ môn|vận động viên|vđv|võ sĩ|ca sĩ|"
    "nhạc sĩ|diễn viên|đạo diễn|nghệ sĩ|nghệ nhân|họa sĩ|nhà văn|nhà thơ|nhà báo|phóng viên|hoa hậu|người mẫu|"
    "mẫu nhí|siêu mẫu|doanh nhân|tỷ phú|ngư dân|thuyền viên|thuyền trưởng|tài xế|cử tri|thí sinh|nạn nhân|bị cáo|"
    "nghi phạm|thanh niên|phụ nữ|cụ|chú|bác|cháu|cậu|cậu bé|bé|bé gái"
)
_WHO = re.compile(
    rf"(?<!\w)(?:{normalise_tones(_PEOPLE)})(?: (?:(?:tỉnh|huyện|xã|sở|phường) )?(?-i:[^\W\d_a-zđ]\w*)"
    r"(?: (?-i:[^\W\d_a-zđ]\w*)){0,3})? nào(?!\w)",
    re.IGNORECASE,
)


def as_asked(reading: Reading) -> Reading:
    """The reading with the answer type that was meant, where no question word says it; any other one as it is."""
    if reading.answer_type is not AnswerType.OTHER:
        return reading
    if _AMOUNT.match(normalise_tones(reading.subject).lower().strip()):
        return replace(reading, answer_type=AnswerType.NUMBER)
    if _WHO.search(normalise_tones(reading.full)):
        return replace(reading, answer_type=AnswerType.PERSON)
    return reading
