"""What is told in a few words alone: what became of somebody afterwards, his trade, whether he was drunk."""

from __future__ import annotations

import re

from corpus.answer.reading.phrases import AnswerType
from corpus.answer.reading.question import Reading
from corpus.language.text import normalise_tones

# What is asked → what a text that tells of it has, one way or the other: "không khởi tố", "bị khiển trách".
_TOLD_IN = (
    ("khởi tố", "khởi tố|bị can|bắt|tạm giam|tạm giữ|truy tố|điều tra"),
    (
        "(?:bị|có|đã) bắt(?! (?:đầu|buộc|nguồn|tay|gặp))|bắt (?:giam|giữ)|bắt (?:được )?chưa|bị (?:tạm )?giam",
        "bắt|giam|tạm giữ|khởi tố|đầu thú|di lý|triệu tập|bị can",
    ),
    (
        "bị (?:xử )?phạt|xử phạt|phạt tiền|nộp phạt|phạt (?:bao nhiêu|mấy|thế nào|sao)|mức phạt",
        "phạt|tù|xử lý|kỷ luật|cảnh cáo|khiển trách|đình chỉ",
    ),
    (
        "(?:năm|án|đi|ở|ngồi|bị|vô|vào) tù|tù mấy|bị xử(?! lý| phạt)|lãnh án|lĩnh án|mức án|tử hình|chung thân",
        "tù|án|tuyên|xử|tử hình|chung thân|phạt|kỷ luật|cảnh cáo|khiển trách",
    ),
    ("kháng cáo", "kháng cáo|kháng nghị|phúc thẩm"),
    (
        "bồi thường|đền bù|đền tiền|(?:được|phải|có) đền(?! thờ)|đền (?:bao nhiêu|mấy)",
        "bồi thường|đền|hỗ trợ|chi trả|khắc phục|thương lượng",
    ),
    (
        "(?:được|có) (?:khen|thưởng)|khen thưởng|thưởng (?:bao nhiêu|gì|mấy|tiền)|tiền thưởng",
        "thưởng|khen|tặng|trao|tuyên dương",
    ),
    (
        "kỷ luật|cách chức|thôi việc|đuổi việc",
        "kỷ luật|cách chức|cảnh cáo|khiển trách|đình chỉ|thôi việc|đuổi|sa thải|nghỉ việc|bãi nhiệm|giáng chức|"
        "thôi (?:giữ )?chức|điều chuyển|xử lý|miễn nhiệm",
    ),
    ("tiền án|tiền sự", "tiền án|tiền sự|án tích|nhân thân"),
    ("truy tố|ra tòa|ra toà|hầu tòa|hầu toà", "truy tố|tòa|toà|xét xử|cáo trạng|khởi tố"),
    ("(?:khởi|bị|có) kiện", "kiện"),
    ("biển số", r"biển số|biển kiểm soát|bks|bs|\d\d[a-z]\d?-? ?\d+"),
)
# And of people; how much of it nobody asks: "làm nghề nuôi tôm thu nhập bao nhiêu".
_OF_PEOPLE = (
    (
        "có nhậu|nhậu (?:say|xỉn|không|chưa)|say rượu|xỉn|nồng độ cồn|uống (?:rượu|bia)|rượu bia",
        "cồn|nhậu|say|rượu|bia",
    ),
    (
        "làm nghề|nghề nghiệp|nghề(?= gì| nào)",
        "nghề|nông dân|ngư dân|công nhân|giáo viên|tài xế|lái xe|thợ|kỹ sư|nhân viên|viên chức|công chức|nội trợ|"
        "kinh doanh|buôn bán|tiểu thương|hưu|bác sĩ|sinh viên|diễn viên|"
        "ca sĩ|luật sư|nhà (?:báo|văn)|công an|bộ đội|giám đốc|chủ (?:tiệm|quán|tàu|ghe)|bảo vệ|"
        "phụ hồ|thầy|cô giáo|cán bộ|xe ôm|điều dưỡng|họa sĩ|nhà thơ|nhạc sĩ|"
        "làm (?:nông|ruộng|rẫy|biển|thuê|vườn|công|đồng)",
    ),
)
_OUTCOMES, _TRAITS = (
    tuple(
        tuple(re.compile(rf"(?<!\w)(?:{normalise_tones(words)})(?!\w)") for words in pair) for pair in table
    )
    for table in (_TOLD_IN, _OF_PEOPLE)
)
# Where it is asked who was punished, why or when, that he was is known, and may be told elsewhere in the article.
_TYPES = frozenset({AnswerType.WHETHER, AnswerType.NUMBER, AnswerType.MANNER})
_WHAT = re.compile(r" (?:gì|nào)(?!\w)")
_ASKING = re.compile(r"(?<!\w)(?:bao nhiêu|nhiêu|mấy|mức)(?!\w)")
_HOW_MUCH = re.compile(  # money or years, or nothing is said of what
    r"(?: [^\W\d_]+){0,7}? (?:bao nhiêu|nhiêu|mấy)(?: (?:tiền|đồng|triệu|tỉ|năm|tháng|điểm|ad|vậy|ạ)|\W*$)(?!\w)"
)


def told_in(reading: Reading) -> tuple[re.Pattern[str], ...]:
    """What a text that tells of it has, as `normalise_tones` writes it in lower case; each has to be there."""
    if reading.answer_type not in (*_TYPES, AnswerType.OTHER):
        return ()
    question = normalise_tones(reading.full).lower()
    table = _OUTCOMES if reading.answer_type is AnswerType.NUMBER else (*_OUTCOMES, *_TRAITS)
    found = ((asked.search(question), told) for asked, told in table)
    return tuple(told for asked, told in found if asked and _is_asked(asked, reading))


def _is_asked(found: re.Match[str], reading: Reading) -> bool:
    """Whether these words are what is asked for.

    "Bị kỷ luật gì", but not "bị phạt vì thuốc gì"; "bồi thường bao nhiêu tiền", but not "làm nghề dệt có bao nhiêu hộ".
    """
    if reading.answer_type is AnswerType.NUMBER:
        return bool(_ASKING.search(found[0]) or _HOW_MUCH.match(found.string, found.end()))
    return reading.answer_type in _TYPES or _WHAT.match(found.string, found.end()) is not None
