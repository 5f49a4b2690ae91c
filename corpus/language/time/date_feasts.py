"""Tết, Trung thu, Noel, the feast of the Hùng kings: patterns, and the readers of their matches.

"Ngày Tết nên ăn gì" names no Tết; one with its year, or the one just past or to come, does.
"""

from __future__ import annotations

from corpus.language.time import feasts
from corpus.language.time.date_parts import ANY_Y, LUNAR, TET, TET_YEAR
from corpus.language.time.date_values import Reader

# Typed bare, "Giang sinh năm 2015" was born then, "gió to năm ngoái" was a wind; a cake is no time, nor a lantern.
_NAME = (
    r"(?<!banh )(?<!den )(?<!gia )(?<!tap )(?:(?:dem|ngay|le|dip|mua|mung|don|vui|nhan|hoi) ){0,2}(?:tet )?"
    r"(?P<feast>trung thu|ram thang (?:tam|8)|noel|gio to hung vuong|(?:(?<=le )|(?<=dip )|(?<=ngay ))gio to|"
    r"(?:(?<!\w )|(?<=dem )|(?<=le )|(?<=dip )|(?<=mua )|(?<=mung )|(?<=don )|(?<=vui ))giang sinh|"
    r"tet (?:duong lich|tay))"
)
_NAMED = "trung thu|ram thang tam|ram thang 0|noel|gio to|giang sinh|tet duong|tet tay"
_JUST_PAST = r"(?:(?:nam )?roi|vua roi|vua qua|qua)(?! (?:doi|di)\b)"
_TO_COME = r"(?:(?:sap )?toi|sap den)(?! (?:nay|gio|bay gio|hien nay|\d))"
_OF = r"(?:qua |trong |nhan |hoi )?(?:dip )?"
_BESIDE = r"(?P<side>sau|(?<!xay )(?<!dien )ra|truoc|giap|can|ap)"
_OTHER_TETS = (
    "trung thu|duong lich|tay|thieu nhi|doan ngo|thanh minh|han thuc|doc lap|trong cay|nguyen tieu|kate"
)

FEASTS: tuple[tuple[str, str, Reader], ...] = (
    (_NAMED, rf"{_NAME} {_JUST_PAST}", feasts.past_feast),
    (_NAMED, rf"{_NAME} nay", feasts.this_feast),
    (_NAMED, rf"{_NAME} nam nay", feasts.feast_of_this_year),
    (_NAMED, rf"{_NAME} {_TO_COME}", feasts.coming_feast),
    (_NAMED, rf"{_NAME}(?: nam)? {ANY_Y}", feasts.feast),
    ("tet & nay", rf"{_OF}{TET} nay", feasts.this_tet),
    ("tet", rf"{_OF}{TET} (?:(?:nam )?roi|vua roi|vua qua)", feasts.around_latest_tet),
    ("tet", rf"(?:dip |trong )?{TET}(?: nam)? {LUNAR}(?:(?: nam)? {ANY_Y})?", feasts.around_tet),
    ("tet", rf"(?:dip |trong )?{TET}(?P<lunar>(?!))?(?: nam)? {ANY_Y}", feasts.around_tet),
    ("tet", rf"{_OF}(?P<feast>tet)(?: nguyen dan| am lich| ta| co truyen)? {_TO_COME}", feasts.coming_feast),
    ("hoi tet", rf"(?<!le )hoi {TET}", feasts.around_latest_tet),
    (
        "sau tet|ra tet|truoc tet|giap tet|can tet|ap tet",
        rf"(?<!vai ngay )(?<!may ngay ){_BESIDE} {TET}(?! (?:{_OTHER_TETS})\b){TET_YEAR}",
        feasts.beside_tet,
    ),
    ("mung |mong  & tet", rf"(?:mung|mong) (?P<n>\d|10) {TET}{TET_YEAR}", feasts.day_of_tet),
    ("00 tet", rf"(?:dem |ngay )?(?P<n>2[3-9]|30) {TET}{TET_YEAR}", feasts.day_before_tet),
    ("thang chap", rf"(?:ngay )?(?P<n>2[3-9]|30) thang chap{TET_YEAR}", feasts.day_before_tet),
    ("giao thua", rf"(?:dem )?giao thua{TET_YEAR}", feasts.new_years_eve),
    ("thang gieng", rf"(?P<full>ram )?thang gieng{TET_YEAR}", feasts.first_lunar_month),
)
"""Expressions as those of `date_rules`, which holds them."""
