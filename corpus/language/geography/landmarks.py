"""Kinds of places that are no units of administration: alternatives of patterns, with marks.

What stands before a name tells what the name is of; which of these kinds tell it depends on what it is taken for else.
"""

from __future__ import annotations

SCHOOLS = "thpt|thcs|tiểu học|mầm non"
LANDMARKS = (
    "cảng|cầu|sông|hồ|đảo|bãi|chợ|ga|núi|đèo|vịnh|đầm|quảng trường|sân|nhà thi đấu|nhà văn hóa|nhà văn hoá|"
    "trung tâm"
)
"""Places that one asks for ("cảng nào"), and at which something is: "ở cảng Vũng Rô"."""
NAMED_AFTER_PEOPLE = (
    f"{SCHOOLS}|chuyên|đường|phố|cầu|chợ|thi đấu|bệnh viện|đại học|(?<!môi )trường|công viên|khách sạn|công ty|"
    "xã|phường|thôn|khu phố|vịnh|đầm|đèo|hầm|cảng"
)
"""Before a name with a surname that is nobody's all the same: "đường Lê Lợi"."""
NAMED_OTHERWISE = (
    r"tỉnh|huyện|thành phố|TP\.?|quận|thị xã|TX\.?|thị trấn|sông|dốc|núi|hồ|đảo|bãi|chùa|tháp|sân bay|"
    "nhà thờ|khu|làng|ấp|bản|buôn|ga|giải|cúp|báo|nước"
)
"""Before what only looks like a name of a person from abroad: "núi Chư Mu"."""
NO_COMMUNES = (
    f"đầm|vịnh|cầu|đèo|núi|sông|suối|hồ|ga|cảng|bãi|hòn|mũi|tháp|đường|phố|hẻm|ngõ|đại lộ|quốc lộ|trường|{SCHOOLS}|"
    "khách sạn|công ty|nhà hàng|quán|bệnh viện|chợ|chùa"
)
"""Before the name of a commune that is not meant: "đường Hòa Kiến"."""
