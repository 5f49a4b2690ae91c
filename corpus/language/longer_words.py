"""Words that begin like a unit or like what is paid, and are neither: alternatives of patterns, with marks."""

from __future__ import annotations

NO_MONEY = r"tiền (?:đạo|vệ(?! sinh)|sử(?! dụng)|án(?! phí)|đề|tố)"
NO_AMOUNT = (
    r"đồng (?:chí|bào|đội|hương|phục(?! vụ)|nghiệp|minh|dao|lúa)|tỉ (?:phú|lệ|số|giá)|tỷ (?:phú|lệ|số|giá)|triệu phú|"
    r"khối (?:lớp|phố|lượng|u)|tấn công(?! (?:suất|nghiệp))|độ tuổi|ngày công(?! (?:bố|tác|nhận|chiếu|khai))|tuần lễ"
)
