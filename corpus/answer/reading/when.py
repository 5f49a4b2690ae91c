"""What a question says of time: the days it asks about, whether it wants the newest, and what is left of it without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from corpus.answer.reading.question import Reading, as_typed, blanked, leaving_out
from corpus.language.either_way import EitherWay
from corpus.language.function_words import FUNCTION_WORDS
from corpus.language.geography.place_names import named
from corpus.language.geography.unit_kinds import without_kind
from corpus.language.geography.units import HOME, WIDER
from corpus.language.text import fold, normalise_tones
from corpus.language.time.dates import find_latest, find_period
from corpus.models import Period, Question, Span

# What one says who asks for news, whatever it is about; bare, "bao" would more often be a storm.
_NEWS = frozenset(
    "tin tức sự kiện thời bài viết báo đài chuyện việc vụ gì mới hot nóng nổi bật đáng chú ý xảy diễn đưa cập nhật đọc "
    "xem nghe tổng hợp điểm ngày hôm buổi vừa rồi gần đây quan trọng hay tỉnh nhà mình ta trang loạt danh sách"
    .split()
)  # fmt: skip
_CONTRAST = EitherWay(r"(?:thế |vậy )?còn(?!\w)")
ANNOUNCED = timedelta(days=45)  # ahead of the question, from which on articles hardly speak of one day
# "Tết này" is not said with its date by an article that announces something for it.
_TO_COME = re.compile(r"\b(?:mai|mot|kia|toi|sau|tuan nay)\b|\d/\d{4}\b")
# All the newspaper's news are of the province, whose name it has not lost.
_PROVINCE = re.compile("|".join(rf"\b{fold(without_kind(name))}\b" for name in (HOME, WIDER)))  # folded
_NEWS_BARE = frozenset(map(fold, _NEWS)) - {"bao"}


@dataclass(frozen=True, slots=True)
class When:
    """`period`: the days that are asked about. `is_latest`: whether the newest of what is relevant is wanted.
    `earlier`: the same days of the years before, the latest first, where no year was said.

    `timeless`: the reading with a subject that leaves out the words which say so. `is_news`: nothing else is asked than
    what there was: "hôm qua có gì mới", "tin mới nhất ở Sông Hinh"; `place`: where, if it is one of the province's.
    """

    timeless: Reading
    period: Period | None = None
    is_latest: bool = False
    is_news: bool = False
    place: str | None = None
    earlier: tuple[Period, ...] = ()


def when(reading: Reading, asked: Question) -> When:
    """Read the time of a question. What is far ahead is no period: articles hardly speak of one day of it.

    Of tomorrow and the next weeks they may: a forecast, a date that is announced. Nothing else answers for those days.

    With `asked.ignore_period` the days do not count, and the words that say them are left out as well.
    """
    typed = as_typed(reading)
    mention, latest = find_period(typed, asked.asked_at), find_latest(typed)
    if mention is not None and mention.period.start > asked.asked_at:
        is_near = mention.period.start < asked.asked_at + ANNOUNCED and _TO_COME.search(
            fold(mention.span.of(typed))
        )
        mention = mention if is_near else None
    if mention is not None:  # "thứ bảy vừa rồi" is one day
        latest = [one for one in latest if not one.overlaps(mention.span)]
    said = [*latest, *([mention.span] if mention else [])]
    if not said:
        return When(reading)
    timeless = leaving_out(reading, said)
    period = mention.period if mention and not asked.ignore_period else None
    if period is None and not latest:
        return When(timeless)
    where = named(typed)
    is_past = period is None or period.start <= asked.asked_at
    is_contrast = _CONTRAST.match(reading.full) is not None  # with nothing before it, it asks about nothing
    is_news = (
        is_past
        and not is_contrast
        and _is_news(leaving_out(reading, [*said, *(span for span, _place in where)]))
    )
    place = next((place for _span, place in where), None)
    return When(timeless, period, bool(latest), is_news, place, mention.earlier if mention and period else ())


def _is_news(nothing_else: Reading) -> bool:
    said = normalise_tones(nothing_else.subject).lower()
    known, said = (_NEWS, said) if nothing_else.has_marks else (_NEWS_BARE, fold(said))
    words = re.findall(
        r"\w+", blanked(said, (Span(*match.span()) for match in _PROVINCE.finditer(fold(said))))
    )
    return all(word in known for word in words if fold(word) not in FUNCTION_WORDS)
