"""Offices, and how people are called: alternatives of patterns, in lower case with their marks."""

from __future__ import annotations

CALLING = ("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "thầy", "cháu")
"""What one calls people by, before their names."""
_OFFICES = (
    "tổng giám đốc|giám đốc|chủ tịch nước|chủ tịch quốc hội|chủ tịch|tổng bí thư|thủ tướng|đại sứ|tổng biên tập|"
    "bí thư|chánh án|chánh văn phòng|hiệu trưởng|chủ nhiệm|tổng thư ký|kế toán trưởng|"
    "(?:chi cục|tổng cục|cục|viện|trạm|đội|bộ|tổ|hạt|thuyền|máy|nhóm|chỉ huy) trưởng|"
    "trưởng (?:phòng|ban|công an|khoa|trạm|đoàn|thôn)|xã đội trưởng|thứ trưởng|đội phó|thuyền phó"
)
# What goes before an office belongs to it: "Phó Giám đốc Lê Văn An", "nguyên Giám đốc" are not the one who heads it.
AN_OFFICE = rf"(?:(?:phó|nguyên|cựu|nguyên phó|cựu phó) )?(?:{_OFFICES})(?!\w)"
