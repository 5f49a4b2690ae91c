"""Whether what reads like an expression of time without its marks is one: by the marks typed, by the word before."""

from __future__ import annotations

import re

from corpus.language.text import fold

# Words whose last syllable reads, without its marks, like the beginning of an expression of time.
_COMPOUND = re.compile(
    r"(?<!\w)(?:(?:xe|gan|nha|thang) may|may bay|(?:xang|gia) dau|(?:viet|ha|quang|tay|mien|phia) nam|"
    r"(?:anh|ong|chu|bac|thay) tuan)$"
)


def ends_a_word(text: str, folded: str, span: tuple[int, int]) -> bool:
    """Whether the first syllable of [start, end), typed bare, is the last of another word: "xe may hom qua"."""
    start = span[0]
    first = folded[start : span[1]].partition(" ")[0]
    is_bare = text[start : start + len(first)].lower() == first
    return is_bare and _COMPOUND.search(folded[max(0, start - 8) : start + len(first)]) is not None


# The right marks of the words that the rules are made of; a word typed bare is always right.
_WORDS: dict[str, set[str]] = {}
for _word in (
    "hôm hổm rày nay này qua kia bữa hồi rạng sáng sớm trưa chiều tối đêm khuya tuần trước cuối đầu giữa nửa thứ "
    "hai ba tư năm sáu bảy một bốn tám chín mười chủ nhật tháng quý quí ngày ngoái từ kể đến tới giờ tết "
    "nguyên đán âm lịch cổ truyền ta mùng mồng giao thừa rằm giêng mùa hè dịp lễ đợt trong gần đây cách "
    "vừa rồi nữa trở lại mấy vài những các sau vào hiện bây giáp ất bính đinh mậu kỷ kỉ kỳ kì canh tân nhâm tý "
    "tí trở đi mươi lăm mai mốt sửu dần mão thìn tỵ tị ngọ mùi thân dậu tuất hợi mới nhất có tin chuyện gì hot cập "
    "giỗ tổ hùng vương trung thu noel giáng sinh dương tây sắp giáp cận áp ra chạp"
).split():
    _WORDS.setdefault(fold(_word), set()).add(_word)


def marks_agree(typed: str) -> bool:
    """Whether words may be what they read like bare: "3 ngày quá" is no "3 ngày qua"; "Việt Nam 2023" names no year."""
    words = re.findall(r"[^\W\d_]+", typed)
    if "giang" in map(str.lower, words) and not typed.isascii():
        return False  # "Giang sinh năm 2015"
    return "Nam" not in words and all(
        fold(word) == word or word in _WORDS.get(fold(word), {word}) for word in map(str.lower, words)
    )
