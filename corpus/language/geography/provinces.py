"""The provinces of Vietnam by name, as newspapers write them without their kind: "mưa to từ Quảng Trị đến Phú Yên".

The 63 until July 2025; the 34 since then have names of these. Short forms stand for cities.
"""

from __future__ import annotations

import re

_NAMES = """
An Giang|Bà Rịa - Vũng Tàu|Bà Rịa-Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|
Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắc Lắc|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|
Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|
Lạng Sơn|Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|
Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên - Huế|Thừa Thiên Huế|Huế|
Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái|TP.HCM|TP HCM|TP. HCM|Thành phố Hồ Chí Minh|Sài Gòn
"""
PROVINCES = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, _NAMES.replace(chr(10), '').split('|')))})(?!\w)"
)
PROVINCES_TYPED = re.compile(PROVINCES.pattern, re.IGNORECASE)
"""The same as readers type them."""
"""One of them, in a text as `normalise_tones` writes it."""
