"""Offices, ranks and professions: how people are called, and by what they are asked for.

Alternatives of patterns, in lower case with their marks. Each list holds what one place needs and no more: a word that
vouches for a name where it should not makes a place or a firm a person. `kinds` has syllables of its own, which the
trees were fitted to.
"""

from __future__ import annotations

from itertools import product

CALLING = ("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "thầy", "cháu")
"""What one calls people by, before their names."""

RANKS = "|".join(map(" ".join, product("đại thượng trung thiếu".split(), "tướng tá úy".split())))
TITLES = (
    "kỹ sư|tiến sĩ|luật sư|nghệ nhân|nghệ sĩ|hậu vệ|tiền đạo|tiền vệ|thủ môn|vận động viên|huấn luyện viên|thuyền viên|"
    "ngư dân|bị cáo|phóng viên|nhà báo"
)
"""Right before a name, whatever the name is."""
PROFESSIONS = (
    "kiểm lâm|kiến trúc sư|chuyên gia|ca sĩ|nhạc sĩ|diễn viên|đạo diễn|nhà văn|hoa hậu|người mẫu|cầu thủ|võ sĩ|hlv|"
    "tài xế|doanh nhân"
)
"""Before a name too, but also before what else has capitals; so only a surname behind them is one of a person."""
DEGREES = ("nsnd", "nsưt", "ths", "ts", "pgs", "gs", "bs")
"""Before a name, with a stop or without."""

HEADS = "chủ tịch|giám đốc|bí thư|trưởng"
"""Whoever heads a body, as it begins: "trưởng ban", "bí thư chi bộ"."""
CREWS = "thuyền|đội|máy|hạt|nhóm|tổ"
"""Before "trưởng"."""
MINISTERS = "bộ trưởng|thứ trưởng"
OF_THE_STATE = f"thủ tướng|tổng bí thư|chủ tịch nước|chủ tịch quốc hội|tổng thống|đại sứ|{MINISTERS}"
# "Tổng thư ký" is none of them: with it, whoever is told to hold others as well was not marked any more.
_OFFICES = (
    "tổng giám đốc|giám đốc|chủ tịch nước|chủ tịch quốc hội|chủ tịch|tổng bí thư|thủ tướng|đại sứ|tổng biên tập|"
    "bí thư|chánh án|chánh văn phòng|hiệu trưởng|chủ nhiệm|kế toán trưởng|"
    f"(?:chi cục|tổng cục|cục|viện|trạm|bộ|chỉ huy|{CREWS}) trưởng|"
    "trưởng (?:phòng|ban|công an|khoa|trạm|đoàn|thôn)|xã đội trưởng|thứ trưởng|đội phó|thuyền phó"
)
# What goes before an office belongs to it: "Phó Giám đốc Lê Văn An", "nguyên Giám đốc" are not the one who heads it.
AN_OFFICE = rf"(?:(?:phó|nguyên|cựu|nguyên phó|cựu phó) )?(?:{_OFFICES})(?!\w)"
"""One that somebody alone holds, in a text as `normalise_tones` writes it."""

OF_SOMETHING = (
    "chủ tịch", "bí thư", "giám đốc", "hiệu trưởng", "bộ trưởng", "viện trưởng", "chánh án", "đại sứ",
    "chi cục trưởng", "tổng biên tập",
)  # fmt: skip
"""Offices with the word behind them: a "chủ tịch huyện" is none of a commune."""
BY_THEMSELVES = ("thủ tướng", "tổng thống", "tổng bí thư")
"""Offices of two words at least that say all."""
