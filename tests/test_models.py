"""The values between the rooms keep their own promises."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corpus.errors import QuoteError
from corpus.models import Article, Part, PartKind, Quote, Span

ARTICLE = Article(
    id="a1",
    headline="Cảng cá Đông Tác mở rộng",
    text="Cảng cá được mở rộng.\nHÀ MY",
    parts=(Part(PartKind.LEAD, 0, 21), Part(PartKind.BYLINE, 22, 27)),
    published_at=datetime(2024, 5, 1, tzinfo=UTC),
)


def quote(start: int, end: int, text: str, highlight: Span | None = None) -> Quote:
    return Quote(ARTICLE.source, start, end, text, 1.0, highlight)


def test_parts_are_named_slices() -> None:
    assert ARTICLE.lead == "Cảng cá được mở rộng."
    assert ARTICLE.byline == "HÀ MY"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2)])
def test_a_span_is_never_empty_or_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_an_article_needs_a_utc_offset() -> None:
    with pytest.raises(ValueError, match="UTC offset"):
        replace(ARTICLE, published_at=datetime(2024, 5, 1))


def test_another_text_is_another_version() -> None:
    assert replace(ARTICLE, text=ARTICLE.text + ".").version != ARTICLE.version
    assert replace(ARTICLE).version == ARTICLE.version


def test_a_true_quote_passes() -> None:
    quote(0, 7, "Cảng cá", Span(0, 4)).check(ARTICLE)


@pytest.mark.parametrize(
    "wrong",
    [quote(0, 7, "Cảng cạ"), quote(0, 70, "Cảng cá"), quote(0, 7, "Cảng cá", Span(5, 9))],
    ids=["another text", "beyond the end", "highlight outside"],
)
def test_a_false_quote_never_passes(wrong: Quote) -> None:
    with pytest.raises(QuoteError):
        wrong.check(ARTICLE)


def test_a_quote_of_another_version_never_passes() -> None:
    with pytest.raises(QuoteError, match="another version"):
        quote(0, 7, "Cảng cá").check(replace(ARTICLE, headline="Cảng cá khác"))
