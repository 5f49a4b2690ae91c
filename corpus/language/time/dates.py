"""Vietnamese expressions of time in a question → the days they mean, in Asia/Ho_Chi_Minh.

Everything is matched on folded text, so that "thang 8/2023" reads like "tháng 8/2023"; but a word that
was typed with marks must be the right word: "3 ngày quá" is no "3 ngày qua", "Việt Nam 2023" no "năm 2023".
What looks like a date but belongs to something else (nhiệm kỳ 2020-2025, năm học 2023-2024, the date a
resolution was issued, the number of a house) is not read as a period.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from corpus.language.text import fold
from corpus.language.time.calendar import EVER, Days, year_of
from corpus.language.time.date_marks import ends_a_word, marks_agree
from corpus.language.time.date_rules import A_YEAR_ALONE, OF_ANY_YEAR, WHICH, rules_for
from corpus.language.time.date_spans import NOT_TOLD_OF, OF_QUESTIONS
from corpus.language.time.date_traps import TRAPS, YEAR_TRAPS
from corpus.language.time.date_values import Reader
from corpus.models import Period, Span
from corpus.timezone import VIETNAM


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression of time: where it stands in the question, and the period it means.

    `earlier`: the same of the years before, the latest first, where no year was said and any could be meant.
    """

    span: Span
    period: Period
    earlier: tuple[Period, ...] = ()


def find_period(question: str, asked_at: datetime) -> Mention | None:
    """The period a question asks about, or None. The longest expression wins, then the first.

    "Tháng 12" of a question that names a year elsewhere is that year's, however far that is.
    """
    found = _joined(find_said(question, asked_at), fold(question))
    longest = max(found, key=lambda one: (one.span.end - one.span.start, -one.span.start), default=None)
    if longest is None or not longest.earlier:
        return longest
    years = [one for one in found if _is_year(one) and not _AN_END.search(fold(question[: one.span.start]))]
    if not years:
        return longest
    said = max(years, key=lambda one: one.period.start)
    year = said.period.start.year
    of_year = find_said(question, datetime(year, 12, 31, 12, tzinfo=VIETNAM))
    meant = (one.period for one in of_year if one.span == longest.span and one.period.start.year == year)
    named = next(meant, None)  # none: there was no 29/2 then
    return replace(longest, period=named, earlier=()) if named else said


def _joined(found: list[Mention], folded: str) -> list[Mention]:
    """Two periods that touch, or two years, named together ("hôm qua và hôm nay") are one that holds both."""
    kept: list[Mention] = []
    for one in found:
        last = kept[-1] if kept else None
        if last and _LINK.fullmatch(folded[last.span.end : one.span.start]) and _go_together(last, one):
            start, end = min(last.period.start, one.period.start), max(last.period.end, one.period.end)
            label = _label((start.date(), end.date()))
            kept[-1] = Mention(Span(last.span.start, one.span.end), Period(start, end, label))
        else:
            kept.append(one)
    return kept


def _go_together(one: Mention, other: Mention) -> bool:
    touch = one.period.end == other.period.start or other.period.end == one.period.start
    return touch or (one.period != other.period and _is_year(one) and _is_year(other))


def _is_year(mention: Mention) -> bool:
    """Whether it is a whole year and nothing else."""
    return mention.period.label == _label(year_of(mention.period.start.year))


def find_said(question: str, asked_at: datetime) -> list[Mention]:
    """What a question says of time, in order; of two that overlap the longer one. A year counts without "năm" too."""
    today = asked_at.astimezone(VIETNAM).date()
    found = [*_mentions(question, today, of_question=True), *_years_alone(question)]
    return _apart(found)


def find_years(text: str) -> list[Mention]:
    """The years that stand in a text without "năm": "Hội thi 2025"."""
    return list(_years_alone(text)) if _A_YEAR.search(text) else []


def find_mentions(text: str, written_on: date) -> list[Mention]:
    """What a text that was written on that day says of time, in order; of two that overlap the longer one.

    A day or month without its year may lie ahead of an article by some weeks, as it does not of a question.
    """
    if not text.isascii() and not _MAY_HOLD.search(text.lower()):
        return []
    return _apart(_mentions(text, written_on, AHEAD))


def _apart(found: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for one in sorted(found, key=lambda mention: mention.span.start - mention.span.end):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda mention: mention.span.start)


def find_latest(question: str) -> list[Span]:
    """Where a question asks for the newest of what is relevant: "mới nhất", "vừa rồi", "hiện nay"."""
    found = (match.span() for match in _LATEST.finditer(fold(question)))
    return [Span(start, end) for start, end in found if marks_agree(question[start:end])]


def period_of(days: Days, label: str) -> Period:
    """A period of whole days in Vietnam's time."""
    start, end = (datetime.combine(day, time.min, VIETNAM) for day in days)
    return Period(start, end, label)


AHEAD = timedelta(days=60)  # of an article, where a day without its year may lie
_AN_END = re.compile(r"(?<!\w)(?:den|toi|truoc|sau|tu) (?:het )?$")  # "quy hoạch đến năm 2030" is not of 2030
YEARS_BEFORE = 5  # of which an expression without a year may be meant
_LINK = re.compile(r"\s*,\s*|,? (?:va|so voi|voi|hoac|hay) (?:trong |nam )?")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARLESS = re.compile(
    r"(?:\w+ )*?(?:\d{1,2}\s?[/-]\s?\d{1,2}|(?:\d{1,2} )?thang \d{1,2}|ngay \d{1,2} thang \d{1,2})"
)
# "Vừa qua đời", "vừa rơi xuống", "quán ăn gần đây" are no adverbs of time; "hiện nay" in the middle is a tense.
_CLOSING = r"(?=\s*(?:$|[?!.]|bao nhieu|may|la ai))"
_LATEST = re.compile(
    r"\b(?:co (?:tin |chuyen )?gi (?:moi|hot)(?! \w)|moi nhat|gan (?:day )?nhat|moi day|vua moi|moi cap nhat|"
    rf"(?:trong )?thoi gian (?:qua|gan day|vua qua|vua roi)(?! (?:doi|mat|song|cau)\b)|"
    rf"(?<!den )(?<!toi )(?<!chuyen )(?<!may )(?:hien nay|hien gio|bay gio){_CLOSING}|"
    r"vua qua(?! (?:doi|mat|song|cau|cua|khoi|tay))|(?:vua|moi) roi(?! (?:khoi|xuong|vao|tu|tay))|hom no|"
    rf"(?:^gan day|(?<!quan )(?<!tram )(?<!vien )(?<!nha )(?<!cho )(?<!hang )(?<!an )(?<!nao )gan day{_CLOSING}))\b"
)
# Cheap: most sentences of an article hold nothing of the kind. Only for text with its marks, in lower case.
_MAY_HOLD = re.compile(
    r"\d\s?[/–.-]\s?\d|\b(?:hôm|bữa|nay|qua|kia|mai|mốt|ngày|tuần|tháng|năm|quý|quí|tết|mùng|mồng|chủ nhật|thứ|"
    r"giao thừa|hè|trung thu|noel|giáng sinh|giỗ tổ)\b"
)


def _mentions(
    question: str, today: date, ahead: timedelta = timedelta(0), *, of_question: bool = False
) -> Iterator[Mention]:
    folded = fold(question)
    found: list[tuple[Span, Days | None, tuple[Days, ...]]] = []
    for read, match in _matches(folded):
        typed = question[match.start() : match.end()]
        if not of_question and read in OF_QUESTIONS:
            if read in NOT_TOLD_OF:  # nor of the year in it
                found.append((Span(*match.span()), None, ()))
            continue
        if (
            marks_agree(typed)
            and not ends_a_word(question, folded, match.span())
            and not _is_after(match, typed)
        ):
            day = today + ahead if _YEARLESS.fullmatch(match.group()) else today
            end, earlier = match.end(), tuple[Days, ...]()
            if of_question and _is_of_any_year(read, match):
                if which := _which(question[end:]):
                    end, day = end + which.end(), _seen_from(which["rel"], today)
                else:
                    earlier = _earlier(read, match, today)
            found.append((Span(match.start(), end), _read(read, match, day), earlier))
    readable = [(span, days, earlier) for span, days, earlier in found if days is not None]
    # 31/2 is no day, and the February in it is not meant either; unless another rule reads all of it.
    senseless = [
        span for span, days, _ in found if days is None and not any(one.holds(span) for one, _, _ in readable)
    ]
    for span, days, earlier in readable:
        if not any(no.holds(span) for no in senseless):
            before = (period_of(one, _label(one)) for one in earlier if one[0] < days[0])
            yield Mention(span, period_of(days, _label(days)), tuple(before))


def _matches(folded: str) -> Iterator[tuple[Reader, re.Match[str]]]:
    """What looks like an expression of time, but for what lies in a trap."""
    found = [(rule.read, match) for rule in rules_for(folded) for match in rule.pattern.finditer(folded)]
    if not found:
        return
    taken = [match.span() for trap in TRAPS for match in trap.finditer(folded)]
    for read, match in found:
        if all(end <= match.start() or match.end() <= start for start, end in taken):
            yield read, match


def _is_of_any_year(read: Reader, match: re.Match[str]) -> bool:
    said = match.groupdict()
    of_no_month = "m" in said and said["m"] is None  # "đầu tháng": of this one
    return read in OF_ANY_YEAR and not of_no_month and not any(map(said.get, ("y", "rel", "lunar")))


def _earlier(read: Reader, match: re.Match[str], today: date) -> tuple[Days, ...]:
    """An expression without a year as of the end of each of the years before, the latest first."""
    ends = (date(year, 12, 31) for year in range(today.year - 1, today.year - 1 - YEARS_BEFORE, -1))
    return tuple(days for end in ends if (days := _read(read, match, end)) is not None)


def _which(behind: str) -> re.Match[str] | None:
    """What stands behind an expression without a year and says which is meant: "này", "vừa qua", "tới"."""
    match = WHICH.match(fold(behind))
    return match if match and marks_agree(behind[: match.end()]) else None


def _seen_from(rel: str, today: date) -> date:
    """The day from which the latest is the one that is meant; "tháng 1 này" of a December is to come."""
    if rel == "toi":
        return today + timedelta(days=365)
    return max(date(today.year, 12, 31), today + AHEAD) if rel == "nay" else today


def _years_alone(text: str) -> Iterator[Mention]:
    folded = fold(text)
    matches = list(A_YEAR_ALONE.finditer(folded))
    taken = (
        [match.span() for trap in (*TRAPS, *YEAR_TRAPS) for match in trap.finditer(folded)] if matches else []
    )
    for match in matches:
        apart = all(end <= match.start("y") or match.end("y") <= start for start, end in taken)
        if apart and marks_agree(text[match.start() : match.end()]):
            days = year_of(int(match["y"]))
            yield Mention(Span(*match.span()), period_of(days, _label(days)))


def _is_after(match: re.Match[str], typed: str) -> bool:
    """Whether "tháng sau" is the month after: with marks, June would be "tháng sáu"."""
    return match.groupdict().get("m") == "sau" and not typed.isascii() and "sáu" not in typed.lower()


def _read(read: Reader, match: re.Match[str], today: date) -> Days | None:
    try:
        days = read(match, today)
    except (ValueError, OverflowError):  # 31/2, tháng 13, year 0
        return None
    return days if days and days[0] < days[1] else None


def _label(days: Days) -> str:
    """How the period is shown: 17/8/2023, 1–31/8/2023, 1/7–30/9/2023, trước 1/1/2024."""
    if days[0] == EVER:
        return f"trước {days[1].day}/{days[1].month}/{days[1].year}"
    first, last = days[0], days[1] - timedelta(days=1)
    full = f"{last.day}/{last.month}/{last.year}"
    if first == last:
        return full
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{full}"
    if first.year == last.year:
        return f"{first.day}/{first.month}–{full}"
    return f"{first.day}/{first.month}/{first.year}–{full}"
