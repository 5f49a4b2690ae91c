"""The pieces that the patterns of `date_rules` and `date_spans` are made of, on folded text."""

from __future__ import annotations

from corpus.language.time.calendar import LUNAR_YEARS
from corpus.language.time.date_values import SPELLED

Y = r"(?P<y>(?:19|20)\d\d)"
ANY_Y = r"(?P<y>(?:19|20)\d\d|nay|ngoai|kia|truoc|roi)"
# "2025 người" is an amount; "2025 người nào" and "2025 điểm chuẩn lớp 10" have a year.
NO_AMOUNT = (
    r"(?! (?:nguoi|nhan khau|em|chau|hoc sinh|sinh vien|thi sinh|dai bieu|van dong vien|can bo|chien si|doan vien|"
    r"dang vien|hoi vien|benh nhan|lao dong|khach|luot|ho|gia dinh|can|chiec|cai|con|cay|tau|xe|suat|vu|truong hop|"
    r"phieu|diem(?! chuan| thi| san)|ti|ty|trieu|nghin|ngan|dong|usd|do la|ha|hecta|met|m|m2|m3|mm|cm|km|kwh|mw|lit|"
    r"tan|kg|gio|phut|ngay|tuan|thang|nam|lan|giuong|tuoi|doanh nghiep|hop tac xa)\b(?! (?:nao|gi|may|\d)\b))"
)
NO_MONEY = r"(?! (?:(?:ti|ty)(?! le)|trieu|nghin|ngan|dong|usd)\b)"  # "quỹ 1 tỉ đồng"
YEAR_ALONE = rf"{Y}{NO_AMOUNT}(?! \d{{3}}\b)(?![\w/-])"
N = rf"(?P<n>\d{{1,3}}|{'|'.join(SPELLED)})"
M = r"(?P<m>\d{1,2})"
_SPELLED_MONTH = r"muoi mot|muoi hai|hai|ba|tu|sau|bay|tam|chin|muoi"
M_SPELLED = rf"(?P<m>{_SPELLED_MONTH})"
M_ANY = rf"(?P<m>\d{{1,2}}|{_SPELLED_MONTH})"
# "Năm 23", behind a month only; and no amount, "tháng 8 năm 23 tuổi".
SHORT_Y = rf"(?P<y>[012]\d){NO_AMOUNT}(?!\d)"
# "Mười chín", "hai mươi mốt"; one syllable is also said behind "mùng".
D_SPELLED = (
    r"(?P<d>(?:(?:hai|ba) )?muoi(?: (?:mot|hai|ba|bon|tu|lam|nam|sau|bay|tam|chin))?|"
    r"(?:mung |mong )?(?:mot|hai|ba|bon|tu|nam|sau|bay|tam|chin))"
)
# A weekday beside its date: the date counts.
OF_DATE = r"(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? )?"
DM = rf"(?P<d>\d{{1,2}})\s?[/.-]\s?{M}"
HALF = r"(?:(?:rang sang|sang som|sang|trua|chieu toi|chieu|toi|dem|khuya) )"
REL = r"(?P<rel>nay|truoc|qua|roi|vua roi|vua qua)"
TO_NOW = r"(?: \w+)? (?:den|toi) (?:nay|gio|bay gio|hien nay)"
LUNAR = rf"(?P<lunar>{'|'.join(LUNAR_YEARS)})"
TET = r"tet(?: nguyen dan| am lich| ta| co truyen)?"
TET_YEAR = rf"(?: nam)?(?: {LUNAR})?(?:(?: nam)? {ANY_Y})?"
WEEKDAY = r"thu (?P<day>hai|ba|tu|nam|sau|bay(?! chim\b)|[2-7])"
UP_TO_NOW = r"(?:qua|nay|gan day|vua qua|vua roi|tro lai day)"
NO_COUNT = "".join(
    rf"(?<!{word} )" for word in ("\\d", "mot", "hai", "ba", "may", "vai", "nhieu", "cac", "nhung", "moi")
)
AT_END = r"(?=\s*(?:$|[?!.,;]))"
AFTER_TRUOC = r"(?! (?:khi|do|day|luc|tet|ngay|thang|nam|mua|bao|le|ky|khi|hoi|nua|\d))"
