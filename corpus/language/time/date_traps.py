"""What only looks like an expression of time: terms of office, school years, the date that a resolution bears.

Patterns on folded text, as those of `date_rules`.
"""

from __future__ import annotations

import re

from corpus.language.protected.codes import NAMES

# What bears its date behind its name. "Bao cao" is a verb, too; of a "phap lenh" the year is cited (`YEAR_TRAPS`); and
# "thong tu" is the beginning of "thong tu lien tich".
_DOCUMENT = "|".join(
    sorted(NAMES.keys() - {"bao cao", "phap lenh", "thong tu lien tich"} | {"luat", "van ban"})
)
# By its short form only with its number: "QĐ 1746/QĐ-TTg", "nđ168", "15-CT/TU".
_SHORT = r"(?:qd|nd|nq|ct|kh|tt|cv|tb|kl)"
_NUMBERED = rf"(?:\b{_SHORT}\.?(?: so)? ?\d[\w/-]*|\b\d+[\w/-]*[/-]{_SHORT}\b)"
_LAW = (
    r"(?:dat dai|nha o|can cuoc|duong bo|trat tu,? an toan giao thong(?: duong bo)?|dien luc|bao hiem (?:xa hoi|y te)|"
    r"viec lam|hon nhan va gia dinh|dau thau|dau tu(?: cong)?|doanh nghiep|hinh su|dan su|lao dong|giao duc|nha giao|"
    r"kinh doanh bat dong san|bao ve moi truong|tai nguyen nuoc|thuy san|lam nghiep|khoang san|nghia vu quan su)"
)
# What is called by a day: "đường 30 Tháng 4", "trường THCS 19/5".
# "Bình Dương 30 tháng 4", "thị trường 15 tháng 10" and "khu phố 3 tháng 10" are none.
_CALLED = (
    r"(?:(?<!\w)(?<!binh )(?<!hai )(?:duong|quang truong|cong vien)|(?<!\w)(?<!quang )(?<!khai )(?<!tuu )(?<!den )"
    r"(?<!toi )(?<!hien )(?<!thi )(?<!moi )truong(?: (?:thcs|thpt|tieu hoc|mam non|mau giao))?)"
)
_DATE = r"ngay \d[\d/.-]*(?: thang \d+(?: nam \d+)?)?"

TRAPS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:nhiem ky|giai doan|nam hoc|nien khoa|nien vu|(?<!thu )(?<!\ba )khoa(?! hoc)|tam nhin)(?: \w+){0,2} \d{4}"
        r"(?:\s?[-–/]\s?\d{2,4}| (?:den|toi) (?:nam )?\d{4})?",
        r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d",
        # The date that a document bears; an article of another year cites it.
        rf"(?:{_DOCUMENT})\b(?:[^?.;]|\.(?=\d)){{0,80}}?{_DATE}",
        rf"{_NUMBERED}[^?.;]{{0,80}}?{_DATE}",
        # The year is a part of its name.
        rf"(?:(?:{_DOCUMENT})(?: so)? \d[\w/-]*|{_NUMBERED}),? (?:cua [^\W\d]+ [^\W\d]+ )?nam \d{{4}}",
        rf"(?<!vi pham )luat {_LAW}(?: sua doi)? nam \d{{4}}",
        r"(?:giao duc pho thong|gdpt)(?: moi)?(?: nam)? 2018",
        rf"{_CALLED} (?:so )?\d{{1,2}}(?: thang \d{{1,2}}(?! nam \d)|[/-]\d{{1,2}}(?![/-]\d))",
        r"(?<!dan )\bso \d[\d/.-]*",
        r"\d{1,2}/\d{1,2} (?:nguoi|hoc sinh|dai bieu|xa|ho|phieu|thanh vien)\b",
        # Compared with, or before and after: the question is about another time than the one it names.
        # "Năm nay so với năm ngoái" is about both.
        r"(?:(?<!nam nay )(?<!nam ngoai )(?<!nam \d{4} )|(?!so voi nam (?:ngoai|truoc|\d{4})))"
        r"so voi (?:cung ky )?(?:cua )?(?:nam|thang|tuan|quy|hom|ngay|tet|\d{4}\b)[^,?]*",
        r"\b(?<!ket )(?<!ly )(?<!tai )(?<!dinh )(?<!hoi )(?:hon|gap (?:doi|\d+ lan)) (?:cung ky )?"
        r"(?:(?:nam|thang|tuan|quy|tet) (?:truoc|ngoai|roi)|hom qua|nam \d{4})\b",
        # A month or a year is read, as long as it is said in full: "sau năm 2024".
        rf"(?:(?:ke tu )?sau|truoc|tu sau) (?:{_DATE}|\d[\d/.-]+|thang \d{{1,2}}(?!\d|[/-]\d{{4}}| nam \d{{4}}))"
        r"(?! (?:den|toi))",
        r"nam nay (?:\w+ )?(?:bao nhieu|may|\d+) tuoi",
        r"(?:ngay|hom|tuan|thang|nam) truoc (?:khi|do|day|luc|tet)\b",
        r"(?<!xe )(?<!gan )(?<!nha )(?:may|vai|nhieu|nhung) (?:ngay|tuan|thang|nam) truoc",
        r"(?:moi|cac|nhung) cuoi tuan",
        r"(?:banh|bit|bot) tet",
        r"(?:vi|cho|den|mot|nhung) ngay mai\b(?! (?:co|troi|mua|nang))",
        r"ngay mai (?:tuoi|am no|tot)",
        r"(?:viet|ha|quang|dong|(?<!tet )tay|mien|phia) nam(?= (?:19|20)\d\d)",
        r"ti le \d+/\d+",
    )
)

# Of a year by itself: the name of a law, an end without its beginning, the number of a road, house or standard.
YEAR_TRAPS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"\b(?:{pattern}) (?:19|20)\d\d")
    for pattern in (
        r"(?:(?<!ky )(?<!ki )luat|hien phap|phap lenh|nghi quyet|nghi dinh|thong tu|chi thi)(?: \w+){0,4}",
        r"den|toi|truoc|sau|tu|hon|gan|khoang|chung|du|tren|duoi",
        r"quoc lo|tinh lo|ql|dt|ma|ma so|hem|kiet|dia chi|iso|tcvn|qcvn|sn|doi|tang|giam",
    )
)
