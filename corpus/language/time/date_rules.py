"""The expressions of time that are understood: patterns on folded text, each with the reader of its matches.

What only looks like one is in `date_traps`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from corpus.language.time import date_values as values
from corpus.language.time.calendar import DAY, LUNAR_YEARS, Days, months_before, week_of, year_of

Reader = Callable[[re.Match[str], date], Days | None]

# ── from … to … ─────────────────────────────────────────────────────────────────────────────────


def _range(match: re.Match[str], today: date) -> Days | None:
    end = _end_point(match["end"], today)
    start = _end_point(match["start"], end[1] - DAY if end else today)
    return (start[0], end[1]) if start and end else None


def _day_range(match: re.Match[str], today: date) -> Days:
    """ "1-15/8/2023": two days of a month."""
    first, end = int(match["from"]), values.numeric_day(match, today)[1]
    return (end - DAY).replace(day=first), end


def _since(match: re.Match[str], today: date) -> Days | None:
    start = _end_point(match["start"], today)
    return (start[0], today + DAY) if start else None


def _since_start(match: re.Match[str], today: date) -> Days:
    start = {"nam": date(today.year, 1, 1), "thang": today.replace(day=1), "tuan": week_of(today, 0)[0]}
    return start[match["side"]], today + DAY


def _end_point(text: str, today: date) -> Days | None:
    """One end of "từ … đến …": a day, a month or a year; what is missing comes from the other end."""
    for pattern, read in _POINTS:
        if match := pattern.fullmatch(text.strip()):
            return read(match, today)
    return None


# ── the patterns ────────────────────────────────────────────────────────────────────────────────

_Y = r"(?P<y>(?:19|20)\d\d)"
_ANY_Y = r"(?P<y>(?:19|20)\d\d|nay|ngoai|kia|truoc|roi)"
# "2025 người" is an amount; "2025 người nào" and "2025 điểm chuẩn lớp 10" have a year.
_NO_AMOUNT = (
    r"(?! (?:nguoi|nhan khau|em|chau|hoc sinh|sinh vien|thi sinh|dai bieu|van dong vien|can bo|chien si|doan vien|"
    r"dang vien|hoi vien|benh nhan|lao dong|khach|luot|ho|gia dinh|can|chiec|cai|con|cay|tau|xe|suat|vu|truong hop|"
    r"phieu|diem(?! chuan| thi| san)|ti|ty|trieu|nghin|ngan|dong|usd|do la|ha|hecta|met|m|m2|m3|mm|cm|km|kwh|mw|lit|"
    r"tan|kg|gio|phut|ngay|tuan|thang|nam|lan|giuong|tuoi|doanh nghiep|hop tac xa)\b(?! (?:nao|gi|may|\d)\b))"
)
_YEAR_ALONE = rf"{_Y}{_NO_AMOUNT}(?! \d{{3}}\b)(?![\w/-])"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(values.SPELLED)})"
_M = r"(?P<m>\d{1,2})"
_M_SPELLED = r"(?P<m>muoi mot|muoi hai|hai|ba|tu|sau|bay|tam|chin|muoi(?! \w))"
_DM = rf"(?P<d>\d{{1,2}})\s?[/.-]\s?{_M}"
_HALF = r"(?:(?:rang sang|sang som|sang|trua|chieu toi|chieu|toi|dem|khuya) )"
_REL = r"(?P<rel>nay|truoc|qua|roi|vua roi|vua qua)"
_TO_NOW = r"(?: \w+)? (?:den|toi) (?:nay|gio|bay gio|hien nay)"
_LUNAR = rf"(?P<lunar>{'|'.join(LUNAR_YEARS)})"
_TET = r"tet(?: nguyen dan| am lich| ta| co truyen)?"
_TET_YEAR = rf"(?: nam)?(?: {_LUNAR})?(?:(?: nam)? {_ANY_Y})?"
_WEEKDAY = r"thu (?P<day>hai|ba|tu|nam|sau|bay|[2-7])"
_UP_TO_NOW = r"(?:qua|nay|gan day|vua qua|vua roi|tro lai day)"
_NO_COUNT = "".join(
    rf"(?<!{word} )" for word in ("\\d", "mot", "hai", "ba", "may", "vai", "nhieu", "cac", "nhung", "moi")
)
_AT_END = r"(?=\s*(?:$|[?!.,;]))"
_AFTER_TRUOC = r"(?! (?:khi|do|day|luc|tet|ngay|thang|nam|mua|bao|le|ky|khi|hoi|nua|\d))"

_POINTS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(rf"(?:ngay )?(?P<d>\d{{1,2}})(?:[/.-]| thang ){_M}(?:(?:[/.-]| nam ){_Y})?"),
        values.numeric_day,
    ),
    (re.compile(rf"thang {_M}(?:(?:[/-]| nam ){_Y})?"), values.named_month),
    (re.compile(rf"{_M}/{_Y}"), values.named_month),
    (re.compile(rf"(?:nam )?{_Y}"), lambda match, _today: year_of(int(match["y"]))),
    (re.compile(r"hom (?P<rel>nay|qua|kia)"), values.relative_day),
)
_POINT = r"(?:(?:ngay |thang |nam )?\d[\d/.-]*(?: thang \d{1,2})?(?: nam (?:19|20)\d\d)?|hom (?:nay|qua|kia))"

# Each behind the words that a text must hold for it to match: one of those between | of each part between &, where 0
# stands for any digit. A group that nothing matches, (?P<rel>(?!))?, is there for a reader that others share.
_PATTERNS: tuple[tuple[str, str, Reader], ...] = (
    (
        "nay|qua|kia & hom|bua|sang|trua|chieu|toi|dem|khuya",
        rf"(?:(?:ngay )?(?:hom|bua)|{_HALF}(?:hom )?)\s?(?P<rel>nay|qua|kia)", values.relative_day,
    ),
    ("hoi hom", r"hoi (?P<rel>hom)", values.relative_day),
    # What is to come: "mai" alone is a name, "tuần sau" may be the week after something.
    (" mai| mot", rf"(?:{_HALF}|ngay |hom )(?P<rel>mai|mot)", values.day_ahead),
    ("ngay kia", r"(?P<rel>ngay kia)", values.day_ahead),
    ("mai ", r"(?<=^)(?P<rel>mai)(?= (?:troi|mua|nang|co mua|co bao|thoi tiet))", values.day_ahead),
    (
        "tuan toi|tuan sau",
        rf"tuan toi|{_NO_COUNT}tuan sau{_AT_END}", lambda _match, today: week_of(today, -1),
    ),
    ("cuoi tuan toi", r"cuoi tuan toi", values.weekend_ahead),
    (
        "thang toi|thang sau",
        rf"thang toi|{_NO_COUNT}thang sau{_AT_END}", lambda _match, today: months_before(today, -1),
    ),
    ("ngay toi|hom toi|tuan toi", rf"(?:trong )?{_N} (?P<unit>ngay|hom|tuan) toi", values.units_ahead),
    # "Lần thứ ba" is no Tuesday: a weekday opens the question, follows a word of time, or has its week.
    ("thu ", rf"(?:^|{_HALF}(?:ngay )?|hom |vao ){_WEEKDAY}(?: (?P<week>tuan )?{_REL})?", values.weekday),
    ("thu  & tuan ", rf"(?:ngay )?{_WEEKDAY} (?P<week>tuan ){_REL}", values.weekday),
    ("chu nhat", rf"(?:{_HALF}|hom )?chu nhat(?P<day>(?!))?(?: (?P<week>tuan )?{_REL})?", values.weekday),
    ("dau tuan|giua tuan|cuoi tuan", rf"(?P<side>dau|giua|cuoi) tuan(?: {_REL})?", values.part_of_week),
    ("tuan nay", r"tuan nay", lambda _match, today: week_of(today, 0)),
    (
        "tuan truoc|tuan roi|tuan vua roi",
        r"tuan (?:truoc|roi|vua roi)", lambda _match, today: week_of(today, 1),
    ),
    ("tuan truoc nua", r"tuan truoc nua", lambda _match, today: week_of(today, 2)),
    ("tuan qua|tuan vua qua", r"tuan (?:vua )?qua", lambda _match, today: (today - 7 * DAY, today + DAY)),
    (
        "ngay |hom |tuan |thang |nam  & qua|nay|gan day|vua roi|tro lai day",
        rf"(?:trong )?{_N} (?P<unit>ngay|hom|tuan|thang|nam) {_UP_TO_NOW}", values.last_units,
    ),
    (
        "may |vai |nhung |cac  & ngay |hom |bua |tuan |thang |nam ",
        rf"(?:trong )?(?:may|vai|nhung|cac) (?P<unit>ngay|hom|bua|tuan|thang|nam) (?:{_UP_TO_NOW}|gio|ray)",
        values.several_units,
    ),
    ("bua gio|bua ray|hom gio|hom ray", r"(?P<unit>bua|hom) (?:gio|ray)", values.several_units),
    (
        "ngay truoc|hom truoc|tuan truoc|thang truoc|nam truoc",
        rf"(?:cach day )?{_N} (?P<unit>ngay|hom|tuan|thang|nam) truoc{_AFTER_TRUOC}", values.units_ago,
    ),
    ("cach day ", rf"cach day {_N} (?P<unit>ngay|hom|tuan|thang|nam)", values.units_ago),
    (
        "thang truoc|thang nay|thang qua|thang roi|thang vua",
        r"thang (?P<rel>truoc nua|nay|truoc|qua|roi|vua roi|vua qua)", values.relative_month,
    ),
    (
        "nam nay|nam ngoai|nam kia|nam truoc|nam roi|nam qua",
        r"nam (?P<y>nay|ngoai|kia|truoc|roi|qua)",
        lambda match, today: year_of(values.which_year(match["y"], today)),
    ),
    (
        "nam vua",
        r"nam (?P<y>vua roi|vua qua)", lambda match, today: year_of(values.which_year(match["y"], today)),
    ),
    ("nam 0000", rf"nam {_Y}", lambda match, _today: year_of(int(match["y"]))),
    ("thang 0", rf"thang {_M}(?:(?:\s?[/-]\s?| nam ){_Y})?", values.named_month),
    ("thang 0 & 0000", rf"thang {_M} {_YEAR_ALONE}", values.named_month),
    ("thang 0 & nam ", rf"thang {_M} nam {_ANY_Y}", values.named_month),
    ("thang ", rf"thang {_M_SPELLED}(?:(?: nam)? {_ANY_Y})?", values.named_month),
    (
        "quy i|quy 0",
        rf"quy (?P<q>i{{1,3}}|iv|[1-4])(?:(?:\s?[/-]\s?| nam | ){_Y})?(?: nam (?P<rel>nay|ngoai))?",
        values.named_quarter,
    ),
    (
        "quy nay|quy truoc|quy vua|quy roi",
        r"quy (?P<rel>nay|truoc|vua roi|vua qua|roi)", values.relative_quarter,
    ),
    (
        "thang dau nam|thang cuoi nam",
        rf"{_N} thang (?P<side>dau|cuoi) nam(?: {_ANY_Y})?", values.months_of_year,
    ),
    ("nua dau nam|nua cuoi nam", rf"(?P<n>nua) (?P<side>dau|cuoi) nam(?: {_ANY_Y})?", values.months_of_year),
    ("thang nam 0000", rf"{_N} thang(?P<side>(?!))? nam {_Y}", values.months_of_year),
    ("dau nam|giua nam|cuoi nam", rf"(?P<side>dau|giua|cuoi) nam(?: {_ANY_Y})?", values.side_of_year),
    (
        "dau 0000|giua 0000|cuoi 0000",
        rf"(?<!o )(?<!gia )(?<!xang )(?P<side>dau|giua|cuoi) {_YEAR_ALONE}", values.side_of_year,
    ),
    (
        "dau thang 0|giua thang 0|cuoi thang 0",
        rf"(?P<side>dau|giua|cuoi) thang {_M}(?:(?:[/-]| nam ){_Y})?(?P<rel>(?!))?", values.side_of_month,
    ),
    (
        "dau thang|giua thang|cuoi thang",
        rf"(?P<side>dau|giua|cuoi) thang(?P<m>(?!))?(?: {_REL})?", values.side_of_month,
    ),
    ("he ", rf"(?:mua )?he(?: nam)? {_ANY_Y}", values.summer),
    ("/0|.0|-0", rf"(?:{_HALF}|ngay |hom )?{_DM}[/.-](?P<y>(?:19|20)\d\d|\d\d)", values.numeric_day),
    (
        "0/0|0-0",
        rf"(?:{_HALF}(?:ngay )?|ngay |hom |dip (?:le )?|le |dot le )(?P<d>\d{{1,2}})[/-]{_M}(?: nam {_ANY_Y})?",
        values.numeric_day,
    ),
    ("0 thang 0", rf"(?:{_HALF}|ngay )?(?P<d>\d{{1,2}}) thang {_M}(?: nam {_ANY_Y})?", values.numeric_day),
    ("0 thang 0 & 0000", rf"(?:{_HALF}|ngay )?(?P<d>\d{{1,2}}) thang {_M} {_YEAR_ALONE}", values.numeric_day),
    (
        "thang nay|thang truoc|vua roi|vua qua & hom |ngay ",
        r"(?:hom|ngay) (?P<d>\d{1,2}) (?P<rel>thang nay|thang truoc|vua roi|vua qua)", values.day_of_month,
    ),
    # "Ngày Tết nên ăn gì" names no Tết; one with its year, or the one just past, does.
    (
        "tet",
        rf"(?:dip |sau |truoc |trong )?{_TET}(?: nam)? {_LUNAR}(?:(?: nam)? {_ANY_Y})?", values.around_tet,
    ),
    ("tet", rf"(?:dip |sau |truoc |trong )?{_TET}(?P<lunar>(?!))?(?: nam)? {_ANY_Y}", values.around_tet),
    (
        "tet",
        rf"(?:qua |trong |nhan |hoi )?(?:dip )?{_TET} (?:(?:nam )?roi|vua roi|vua qua)",
        values.around_latest_tet,
    ),
    ("hoi tet", rf"(?<!le )hoi {_TET}", values.around_latest_tet),
    ("mung |mong  & tet", rf"(?:mung|mong) (?P<n>\d|10) {_TET}{_TET_YEAR}", values.day_of_tet),
    ("giao thua", rf"(?:dem )?giao thua{_TET_YEAR}", values.new_years_eve),
    ("thang gieng", rf"(?P<full>ram )?thang gieng{_TET_YEAR}", values.first_lunar_month),
    ("tu ", rf"tu (?P<start>{_POINT}) (?:den|toi|-) (?P<end>{_POINT})", _range),
    (
        "tu  & /|.|-",
        rf"tu (?:ngay )?(?P<from>\d{{1,2}}) (?:den|toi|-) (?:ngay )?{_DM}(?:[/.-]{_Y})?", _day_range,
    ),
    ("0/0 & -|–", rf"(?:ngay )?(?P<from>\d{{1,2}})\s?[-–]\s?(?P<d>\d{{1,2}})/{_M}(?:/{_Y})?", _day_range),
    ("dau nam|dau thang|dau tuan", rf"(?:(?:ke )?tu )?dau (?P<side>nam|thang|tuan){_TO_NOW}", _since_start),
    ("tu ", rf"(?:ke )?tu (?P<start>{_POINT}){_TO_NOW}", _since),
)  # fmt: skip


class Rule(NamedTuple):
    """What is matched, who reads it, and what a text must hold for that: one of each of the `needs`."""

    pattern: re.Pattern[str]
    read: Reader
    needs: tuple[frozenset[str], ...]


RULES: tuple[Rule, ...] = tuple(
    Rule(
        re.compile(rf"(?<![\w/-])(?:{pattern})(?![\w%]|[/.,-]\d)"),
        read,
        tuple(frozenset(one.split("|")) for one in needs.split(" & ")),
    )
    for needs, pattern, read in _PATTERNS
)
_NEEDED = frozenset(word for rule in RULES for need in rule.needs for word in need)


def rules_for(folded: str) -> list[Rule]:
    """The rules that may match: patterns are slow, and a sentence has the words of few of them."""
    shape = re.sub(r"\d", "0", folded)
    there = {word for word in _NEEDED if word in shape}
    return [rule for rule in RULES if not any(map(there.isdisjoint, rule.needs))]


# Without a year the latest is meant, unless there was nothing then.
OF_ANY_YEAR: frozenset[Reader] = frozenset(
    (
        values.named_month,
        values.named_quarter,
        values.numeric_day,
        values.side_of_month,
        values.day_of_tet,
        values.new_years_eve,
        values.first_lunar_month,
    )
)
# Behind any of them: "tháng 11 này", "ngày 20/11 tới"; but not "tháng 11 tới nay", "tháng 11 tới tháng 12".
WHICH: re.Pattern[str] = re.compile(
    r" (?P<rel>nay|vua roi|vua qua|toi(?! (?:nay|gio|bay gio|hien nay|qua|mai|hom|thu|chu nhat|ngay|thang|nam|quy|\d)))"
    r"(?!\w)"
)
# A year by itself: "giá mía 2024", "còn 2025?"; behind "năm" it is read above, but not behind "Việt Nam".
_OF_A_NAME = "|".join(rf"(?<={one} nam )" for one in ("viet", "ha", "quang", "dong", "tay", "mien"))
YEAR_ALONE: re.Pattern[str] = re.compile(
    rf"(?<![\w/.,-])(?<!\d\d\d )(?:(?<!nam )|{_OF_A_NAME})(?:(?:trong|vao|hoi) )?{_YEAR_ALONE}(?!%|[.,]\d)"
)
