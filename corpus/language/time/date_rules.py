"""The expressions of time that are understood: patterns on folded text, each with the reader of its matches.

What only looks like one is in `date_traps`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.language.time import date_values as values
from corpus.language.time import feasts
from corpus.language.time.calendar import DAY, months_before, week_of, year_of
from corpus.language.time.date_feasts import FEASTS
from corpus.language.time.date_parts import (
    AFTER_TRUOC,
    ANY_Y,
    AT_END,
    D_SPELLED,
    DM,
    HALF,
    M_ANY,
    M_SPELLED,
    NO_COUNT,
    NO_MONEY,
    OF_DATE,
    REL,
    SHORT_Y,
    UP_TO_NOW,
    WEEKDAY,
    YEAR_ALONE,
    M,
    N,
    Y,
)
from corpus.language.time.date_spans import SPANS, two_months
from corpus.language.time.date_values import Reader

# Each behind the words that a text must hold for it to match: one of those between | of each part between &, where 0
# stands for any digit. A group that nothing matches, (?P<rel>(?!))?, is there for a reader that others share.
_PATTERNS: tuple[tuple[str, str, Reader], ...] = (
    (
        "nay|qua|kia & hom|bua|sang|trua|chieu|toi|dem|khuya",
        rf"(?:(?:ngay )?(?:hom|bua)|{HALF}(?:hom )?)\s?(?P<rel>nay|qua|kia)", values.relative_day,
    ),
    ("hoi hom", r"hoi (?P<rel>hom)", values.relative_day),
    (
        "hoi sang|hoi trua|hoi chieu|hoi toi|hoi dem|hoi khuya",
        r"(?<!le )(?<!hiep )(?<!chi )(?<!xa )(?<!thu )(?<!dai )(?<!hoi )(?<!cho )(?<!xin )(?<!em )(?<!muon )"
        r"(?<!phuc )(?<!doi )(?<!hoc )(?<!cau )(?<!co )(?<!vu )(?<!mo )(?<!tra )(?<!toi )(?<!minh )(?<!de )"
        r"hoi (?P<half>sang|trua|chieu|toi|dem|khuya)(?! (?:hom|nay|qua|kia|\d|ngay|thu|chu nhat)"
        r"|(?: (?:da|thieu|ten|tao|kien|cao|dai|nhac|lam|co|can|muon|di)\b))",
        values.hour_before,
    ),
    # What is to come: "mai" alone is a name, "tuần sau" may be the week after something.
    (" mai| mot", rf"(?:{HALF}|ngay |hom )(?P<rel>mai|mot)", values.day_ahead),
    ("ngay kia", r"(?P<rel>ngay kia)", values.day_ahead),
    ("mai ", r"(?<=^)(?P<rel>mai)(?= (?:troi|mua|nang|co mua|co bao|thoi tiet))", values.day_ahead),
    ("mai |mot ", r"(?<=^)(?P<rel>mai|mot)(?= (?:cup|cat|mat|ngung cap) (?:dien|nuoc))", values.day_ahead),
    (
        "tuan toi|tuan sau",
        rf"tuan toi|{NO_COUNT}tuan sau{AT_END}", lambda _match, today: week_of(today, -1),
    ),
    ("cuoi tuan toi", r"cuoi tuan toi", values.weekend_ahead),
    (
        "thang toi|thang sau",
        rf"thang toi|{NO_COUNT}thang sau{AT_END}", lambda _match, today: months_before(today, -1),
    ),
    ("ngay toi|hom toi|tuan toi", rf"(?:trong )?{N} (?P<unit>ngay|hom|tuan) toi", values.units_ahead),
    # "Lần thứ ba" is no Tuesday: a weekday opens the question, follows a word of time, or has its week.
    ("thu ", rf"(?:^|{HALF}(?:ngay )?|hom |vao ){WEEKDAY}(?: (?P<week>tuan )?{REL})?", values.weekday),
    ("thu  & tuan ", rf"(?:ngay )?{WEEKDAY} (?P<week>tuan ){REL}", values.weekday),
    ("chu nhat", rf"(?:{HALF}|hom )?chu nhat(?P<day>(?!))?(?: (?P<week>tuan )?{REL})?", values.weekday),
    ("cn ", rf"cn(?P<day>(?!))? (?P<week>tuan )?{REL}", values.weekday),
    ("t0 tuan ", rf"t(?P<day>[2-7]) (?P<week>tuan ){REL}", values.weekday),
    ("dau tuan|giua tuan|cuoi tuan", rf"(?P<side>dau|giua|cuoi) tuan(?: {REL})?", values.part_of_week),
    ("00 & gio|h|tieng", rf"(?:trong )?(?P<n>24|36|48|72) ?(?:gio|h|tieng) {UP_TO_NOW}", values.last_hours),
    ("tuan nay", r"tuan nay", lambda _match, today: week_of(today, 0)),
    (
        "tuan truoc|tuan roi|tuan vua roi",
        r"tuan (?:truoc|roi|vua roi)", lambda _match, today: week_of(today, 1),
    ),
    ("tuan truoc nua", r"tuan truoc nua", lambda _match, today: week_of(today, 2)),
    ("tuan qua|tuan vua qua", r"tuan (?:vua )?qua", lambda _match, today: (today - 7 * DAY, today + DAY)),
    (
        "ngay |hom |tuan |thang |nam  & qua|nay|gan day|vua roi|tro lai day",
        rf"(?:trong )?{N} (?P<unit>ngay|hom|tuan|thang|nam) {UP_TO_NOW}", values.last_units,
    ),
    (
        "may |vai |nhung |cac  & ngay |hom |bua |tuan |thang |nam ",
        rf"(?:trong )?(?:may|vai|nhung|cac) (?P<unit>ngay|hom|bua|tuan|thang|nam) (?:{UP_TO_NOW}|gio|ray)",
        values.several_units,
    ),
    ("bua gio|bua ray|hom gio|hom ray", r"(?P<unit>bua|hom) (?:gio|ray)", values.several_units),
    (
        "ngay truoc|hom truoc|tuan truoc|thang truoc|nam truoc",
        rf"(?:cach day )?{N} (?P<unit>ngay|hom|tuan|thang|nam) truoc{AFTER_TRUOC}", values.units_ago,
    ),
    ("cach day |cach nay ", rf"cach (?:day|nay) {N} (?P<unit>ngay|hom|tuan|thang|nam)", values.units_ago),
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
    ("nam truoc nua", r"nam truoc nua", lambda _match, today: year_of(today.year - 2)),
    ("nam 0000", rf"nam {Y}", lambda match, _today: year_of(int(match["y"]))),
    # "5 năm 23 ngày", "tuyển nam 23": a year of two digits ends what is said, or has a word of time before it.
    (
        "nam 00",
        rf"(?<!viet )(?<!ha )(?<!quang )(?<!mien )(?<!phia )(?<!tuyen )(?<!\d )(?<!be )(?<!anh )(?<!vien )(?<!sinh )"
        rf"(?<!bong da )(?<!chuyen )(?<!dao )(?<!si )(?<!nguoi )(?<!chau )(?<!em )"
        rf"(?:(?:trong|vao|hoi) nam {SHORT_Y}(?= (?:co|da|duoc|bao nhieu|thi|o|tai)\b)|"
        rf"nam (?P<y_at_end>[012]\d){AT_END})",
        values.short_year,
    ),
    ("dau nam 00|giua nam 00|cuoi nam 00", rf"(?P<side>dau|giua|cuoi) nam {SHORT_Y}{AT_END}", values.side_of_year),
    ("thang 0", rf"thang {M}(?:(?:\s?[/-]\s?| nam ){Y})?", values.named_month),
    ("thang 0 & 0000", rf"thang {M} {YEAR_ALONE}", values.named_month),
    ("thang 0 & nam ", rf"thang {M} nam {ANY_Y}", values.named_month),
    ("thang 0 & nam 00", rf"thang {M} nam {SHORT_Y}", values.named_month),
    ("thang 0 & /00|-00", rf"thang {M}[/-]{SHORT_Y}", values.named_month),
    ("t0 & 0/0", rf"(?<!le )t{M}/(?P<y>20\d\d|[12]\d)", values.named_month),
    ("thang ", rf"thang {M_SPELLED}(?:(?: nam)? {ANY_Y})?", values.named_month),
    (
        "quy i|quy 0",
        rf"quy (?P<q>i{{1,3}}|iv|[1-4]){NO_MONEY}(?:(?:\s?[/-]\s?| nam | ){Y})?(?: nam (?P<rel>nay|ngoai))?",
        values.named_quarter,
    ),
    ("quy  & nam ", rf"quy (?P<q>mot|hai|ba|bon|tu) nam {ANY_Y}(?P<rel>(?!))?", values.named_quarter),
    (
        "quy nay|quy truoc|quy vua|quy roi",
        r"quy (?P<rel>nay|truoc|vua roi|vua qua|roi)", values.relative_quarter,
    ),
    (
        "thang dau nam|thang cuoi nam",
        rf"{N} thang (?P<side>dau|cuoi) nam(?: {ANY_Y})?", values.months_of_year,
    ),
    ("nua dau nam|nua cuoi nam", rf"(?P<n>nua) (?P<side>dau|cuoi) nam(?: {ANY_Y})?", values.months_of_year),
    ("thang nam 0000", rf"{N} thang(?P<side>(?!))? nam {Y}", values.months_of_year),
    ("dau nam|giua nam|cuoi nam", rf"(?P<side>dau|giua|cuoi) nam(?: {ANY_Y})?", values.side_of_year),
    (
        "dau 0000|giua 0000|cuoi 0000",
        rf"(?<!o )(?<!gia )(?<!xang )(?P<side>dau|giua|cuoi) {YEAR_ALONE}", values.side_of_year,
    ),
    (
        "dau thang|giua thang|cuoi thang",
        rf"(?P<side>dau|giua|cuoi) thang {M_ANY}(?:(?:[/-]| nam ){ANY_Y})?(?P<rel>(?!))?", values.side_of_month,
    ),
    (
        "dau thang|giua thang|cuoi thang",
        rf"(?P<side>dau|giua|cuoi) thang(?P<m>(?!))?(?: {REL})?", values.side_of_month,
    ),
    # "Vỉa hè nay bị lấn", "hội hè năm nay", "mùa hè qua đi".
    ("he ", r"(?<!via )(?<!hoi )(?:mua |dip )?he (?:vua )?(?:roi|qua)(?! (?:di|doi)\b)", values.past_summer),
    ("he ", rf"(?<!via )(?<!hoi )(?:mua |dip )?he(?: nam)? {ANY_Y}", values.summer),
    ("/0|.0|-0", rf"(?:{HALF}|ngay |hom )?{OF_DATE}(?:ngay )?{DM}[/.-](?P<y>(?:19|20)\d\d|\d\d)", values.numeric_day),
    (
        "0/0|0-0",
        rf"(?:{HALF}(?:ngay )?|ngay |hom |dip (?:le )?|le |dot le )(?P<d>\d{{1,2}})[/-]{M}(?: nam {ANY_Y})?",
        values.numeric_day,
    ),
    (
        "0/0|0-0 & thu |chu nhat",
        rf"(?:{HALF}|ngay |hom )?(?:{WEEKDAY}|chu nhat),? (?:ngay )?(?P<d>\d{{1,2}})[/-]{M}(?: nam {ANY_Y})?",
        values.numeric_day,
    ),
    ("ngay & thang", rf"ngay {D_SPELLED} thang {M_ANY}(?: nam {ANY_Y})?", values.numeric_day),
    (
        "0 thang 0",
        rf"(?:{HALF}|ngay )?{OF_DATE}(?:ngay )?(?P<d>\d{{1,2}}) thang {M}(?: nam {ANY_Y})?", values.numeric_day,
    ),
    (
        "0 thang 0 & 0000",
        rf"(?:{HALF}|ngay )?{OF_DATE}(?:ngay )?(?P<d>\d{{1,2}}) thang {M} {YEAR_ALONE}", values.numeric_day,
    ),
    (
        "0/0 & nam |vua ",
        rf"(?P<d>\d{{1,2}})/{M} (?:nam {ANY_Y}|(?P<rel>vua roi|vua qua))", values.numeric_day,
    ),
    ("0 0 & hom |ngay ", rf"(?:ngay|hom) (?P<d>\d{{1,2}}) {M}(?P<y>(?!))?{AT_END}", values.numeric_day),
    (
        "hom |ngay  & 0",
        rf"(?:hom (?:mung |mong )?|(?:^|vao |{HALF})ngay |{NO_COUNT}ngay (?=\d+\s*[?!.]*$))(?P<d>\d{{1,2}})"
        r"(?P<rel>(?!))?(?!\s?[-–,]\s?\d)"
        r"(?! (?:va |den |toi )?(?:\d|thang|gio|tieng|bua|lan|ngay|tuan|nam|nay|tet|am|cong)\b)",
        values.day_alone,
    ),
    ("ngay nay|thang nay & nam ngoai|nam truoc", r"(?P<of>ngay|thang) nay nam (?:ngoai|truoc)", values.a_year_ago),
    ("cung ky", r"(?P<of>cung ky)(?: cua)? nam (?:ngoai|truoc)", values.a_year_ago),
    (
        "thang nay|thang truoc|vua roi|vua qua & hom |ngay ",
        r"(?:hom|ngay) (?P<d>\d{1,2}) (?P<rel>thang nay|thang truoc|vua roi|vua qua)", values.day_of_month,
    ),
    *FEASTS,
    *SPANS,
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
        two_months,
        values.named_quarter,
        values.numeric_day,
        values.side_of_month,
        feasts.day_of_tet,
        feasts.day_before_tet,
        feasts.new_years_eve,
        feasts.first_lunar_month,
    )
)
# Behind any of them: "tháng 11 này", "ngày 20/11 tới"; but not "tháng 11 tới nay", "tháng 11 tới tháng 12".
WHICH: re.Pattern[str] = re.compile(
    r" (?P<rel>nay|vua roi|vua qua|toi(?! (?:nay|gio|bay gio|hien nay|qua|mai|hom|thu|chu nhat|ngay|thang|nam|quy|\d)))"
    r"(?!\w)"
)
# A year by itself: "giá mía 2024", "còn 2025?"; behind "năm" it is read above, but not behind "Việt Nam".
_OF_A_NAME = "|".join(rf"(?<={one} nam )" for one in ("viet", "ha", "quang", "dong", "tay", "mien", "phia"))
A_YEAR_ALONE: re.Pattern[str] = re.compile(
    rf"(?<![\w/.,-])(?<!\d\d\d )(?:(?<!nam )|{_OF_A_NAME})(?:(?:trong|vao|hoi) )?{YEAR_ALONE}(?!%|[.,]\d)"
)
