"""What a text tells beside the point: of another year, of a part alone, what was before, how deep for how long."""

from __future__ import annotations

import re
from collections.abc import Set

from corpus.answer.asked_for.details import FATES, SIDE, Details, numbered, years
from corpus.answer.marking.sentence_ends import SENTENCE_END
from corpus.language.measures import UNITS, Measure
from corpus.language.text import fold, normalise_tones
from corpus.models import Span

_BRACKETS = re.compile(r"\s?\([^)]*\)")
_PART = re.compile(r"(?<!\w)riêng ([^,.;:!?\n]{1,60})(?:, ?[^.;:!?\n]*)?$", re.IGNORECASE)
# "Từ 20.000 đồng lên 30.000 đồng", "thay vì 5%": what was, or is compared with.
_FORMER = re.compile(
    r"(?<!\w)(?:so với|thay vì|thay cho|trước là|(?:cao|thấp|nhiều|ít) hơn|gấp)(?: [^\W\d_]+){0,5}\s$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)từ(?: (?:mức|vùng|mốc|giá|khoảng|hơn|gần))*\s$")
_RISEN = re.compile(r"(?:(?! đến )[^.;]){0,60}?\s(?:lên|xuống|còn|thành)\s")
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|thêm)(?: thêm)?\s$", re.IGNORECASE)
# "Cùng 6 người khác": the others, not all; but "30 nhà khác tốc mái" says itself what became of them.
_REST = re.compile(r" khác(?=\s*(?:[.,;:!?)…”]|$))")
_RISE_OR_FALL = re.compile(
    r"(?<!\w)(?:tăng(?! cường| huyết| ca)|giảm(?! nghèo| biên chế))(?!\w)(?=[^,;]*$)", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:(?!,\s|;| và | còn | trong đó )[^.!?\n]|\.(?=\d))+")
_VERB = 10  # code points before an amount that tell what became of those
_PRICE = re.compile(  # as `normalise_tones` writes it: "kí"
    r"(?<!\w)(?:giá|bán|mua|vé|thu|phí|trả|cước|tiền|mỗi|một (?:kg|kí|con|lượt|người|khối|suất|tháng|chai|tấn))(?!\w)"
    r"|(?:đồng|nghìn|ngàn|triệu|usd)/"
)
_SUM = re.compile(UNITS[Measure.MONEY], re.IGNORECASE)


def is_aside(text: str, span: Span, asked: Details, said: Set[str]) -> bool:
    """Whether a span is told of something else than is asked; `said`: the folded words of the question."""
    return _is_of_another(text, span, asked) or _is_part(text, span, said)


def is_other_amount(text: str, span: Span, asked: Details) -> bool:
    """Whether an amount of the right kind is a former one, a change (or the opposite one), or of others.

    Of others: the injured, where the dead are asked about; what is owed, where a price is.
    """
    return (
        _REST.match(text, span.end) is not None
        or _is_opposite(text, span, asked)
        or (is_former(text, span) and not _is_of_asked_year(text, span, asked))
        or (not asked.is_change and _CHANGE.search(text, max(0, span.start - 20), span.start) is not None)
        or _has_other_fate(text, span, asked)
        or is_no_price(text, span, asked)
    )


def is_other_length(text: str, span: Span, asked: Details) -> bool:
    """Whether the words before tell how long a thing is, and how deep was asked; and so on."""
    told = SIDE.findall(normalise_tones(_begun(text, span)).lower())
    return bool(asked.sides and told) and told[-1] not in asked.sides


def _begun(text: str, span: Span) -> str:
    """The sentence up to the span."""
    return SENTENCE_END.split(text[: span.start])[-1]


def _is_of_another(text: str, span: Span, asked: Details) -> bool:
    """Whether the words before, or in brackets behind, name another one than the question: mũi 1 for mũi 2."""
    behind = _in_brackets_behind(text, span)
    told = numbered(_begun(text, span)) | numbered(behind)
    if any(told.get(name, number) != number for name, number in asked.numbered.items()):
        return True
    told_years = years(behind)
    return bool(told_years and asked.years) and told_years.isdisjoint(asked.years)


def _is_of_asked_year(text: str, span: Span, asked: Details) -> bool:
    """Whether a year that is asked about stands in brackets behind."""
    return not years(_in_brackets_behind(text, span)).isdisjoint(asked.years)


def _in_brackets_behind(text: str, span: Span) -> str:
    behind = _BRACKETS.match(text, span.end)
    return behind[0] if behind else ""


def _is_part(text: str, span: Span, said: Set[str]) -> bool:
    """Whether it is told of a part alone that was not asked about: "Riêng ngày mùng 4, …"."""
    part = _PART.search(text[: span.start])
    if part is None:
        return False
    words = re.findall(r"\w+", fold(part[1]))
    return not all(word in said for word in words if word[0].isdigit() or len(words) == 1)


def is_former(text: str, span: Span) -> bool:
    """Whether it is what was, or what something is compared with: "so với dự tính ban đầu là 15/4"."""
    before = text[max(0, span.start - 40) : span.start]
    return bool(_FORMER.search(before) or (_FROM.search(before) and _RISEN.match(text, span.end)))


def _has_other_fate(text: str, span: Span, asked: Details) -> bool:
    """Whether the question names what became of them, and the sentence does not; money is told of them later.

    Where the clause of the amount names a fate, that counts: "4 người chết, 3 người bị thương".
    """
    if not asked.fates or _SUM.search(span.of(text)):
        return False
    if any(words.search(_begun(text, span)[-_VERB:]) for words in asked.fates):
        return False  # "cứu được 5 người bị thương", "làm chết 4 người"
    clause = _CLAUSE.match(text, span.start)
    told = [words for words in FATES if clause and words.search(clause[0])]
    if told:
        return not any(words in asked.fates for words in told)
    return not any(words.search(_sentence(text, span)) for words in asked.fates)


def _is_opposite(text: str, span: Span, asked: Details) -> bool:
    """Whether it is by how much something fell, where a rise is asked for, or the other way round."""
    told = _RISE_OR_FALL.findall(text, max(0, span.start - 25), span.start)
    return bool(asked.change and told) and told[-1].lower() != asked.change


def is_no_price(text: str, span: Span, asked: Details) -> bool:
    """Whether a price is asked for, and the sentence of an amount tells of none: what was exported, what is owed."""
    return asked.is_price and _PRICE.search(normalise_tones(_sentence(text, span)).lower()) is None


def _sentence(text: str, span: Span) -> str:
    end = SENTENCE_END.search(text, span.end)
    return _begun(text, span) + text[span.start : end.start() if end else len(text)]
