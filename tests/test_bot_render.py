"""Rendering: any text in, valid Telegram HTML of bearable length out."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot import render
from bot.harness.text.entities import finish, utf16_slice
from bot.harness.text.html import parse
from bot.markup import MAX_MESSAGE_UTF16, Message, escape, shorten, utf16_length
from bot.texts import EN, LANGUAGES, VI
from corpus import Answer, Article, Outcome, Quote, Source, Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=300)
WHEN = datetime(2023, 8, 17, tzinfo=UTC)


def quote_of(text: str, headline: str, highlight: bool, url: str | None = "https://bao.example/a") -> Quote:
    source = Source("a", "v", headline, url, "https://bao.example", "Báo Thử", WHEN)
    return Quote(source, 10, 10 + len(text), text, 1.0, Span(10, 10 + len(text)) if highlight else None)


def answered(quotes: list[Quote], more: list[Quote] | None = None) -> Answer:
    return Answer("?", Outcome.ANSWERED, tuple(quotes), tuple(more or ()), newest_article_at=WHEN)


def shown(message: Message) -> tuple[str, list[dict[str, object]]]:
    """What Telegram would show; refused HTML fails the test."""
    return finish(*parse(message.html))


@given(TEXTS, TEXTS, st.booleans())
def test_any_quote_and_headline_arrive_as_they_are(text: str, headline: str, highlight: bool) -> None:
    message = render.answer(answered([quote_of(text, headline, highlight)]), 1, VI)
    plain, entities = parse(message.html)
    assert f"“{text}”" in plain
    quotes = [one for one in entities if one["type"] == "blockquote"]
    assert utf16_slice(plain, quotes[0]["offset"], quotes[0]["length"]) == f"“{text}”"
    assert utf16_length(shown(message)[0]) <= MAX_MESSAGE_UTF16


@given(st.lists(TEXTS, min_size=1, max_size=3), TEXTS)
def test_the_fullest_answer_fits_into_one_message(texts: list[str], headline: str) -> None:
    long_headline = (headline * 50)[:3_000]
    quotes = [
        Quote(
            Source(
                str(at), "v", long_headline, "https://bao.example/" + "a" * 500, None, long_headline, WHEN
            ),
            0,
            len(text),
            text,
            1.0,
        )
        for at, text in enumerate(texts)
    ]
    message = render.answer(answered(quotes, quotes), 2**40, VI)
    assert utf16_length(shown(message)[0]) <= MAX_MESSAGE_UTF16
    for row in message.buttons:
        for button in row:
            assert button.data is None or 1 <= len(button.data.encode()) <= 64


@given(TEXTS)
def test_escaping_round_trips(text: str) -> None:
    assert parse(f"<b>{escape(text)}</b>")[0] == text


@given(st.text(max_size=400), st.integers(min_value=2, max_value=100))
def test_shortening_keeps_the_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= max(limit, 1)
    assert len(text) > limit or shorten(text, limit) == text


@given(st.lists(st.text("ab \n", max_size=80), min_size=1, max_size=30), st.data())
def test_context_holds_the_quote_and_keeps_its_limit(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines) + "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 40)))
    span = render.around(text, Span(start, end), limit=60)
    assert span.start <= start < end <= span.end
    assert span.end - span.start <= max(60, end - start)


def test_an_article_without_an_address_is_linked_to_its_papers_home() -> None:
    message = render.answer(answered([quote_of("Câu.", "Tít", False, url=None)]), 1, VI)
    assert message.html.split("\n")[1] == 'Tít · <a href="https://bao.example">Báo Thử</a> · 17/8/2023'
    assert message.buttons[0][0].text == VI.button_home


def test_the_example_of_the_documentation() -> None:
    text = "Đảng bộ có 73 tổ chức cơ sở đảng với 4.214 đảng viên."
    source = Source("a", "v", "Nhiều chuyển biến", "https://bao.example/a", None, "Báo Thử", WHEN)
    start = text.index("4.214")
    quote = Quote(source, 5, 5 + len(text), text, 1.0, Span(5 + start, 5 + len(text) - 1))
    assert render.answer(answered([quote]), 1, VI).html == (
        "<blockquote>“Đảng bộ có 73 tổ chức cơ sở đảng với <b>4.214 đảng viên</b>.”</blockquote>\n"
        '<a href="https://bao.example/a">Nhiều chuyển biến</a> · Báo Thử · 17/8/2023\n'
        "<i>Kho tin có bài đến 17/8/2023.</i>"
    )


def test_not_found_names_what_is_near() -> None:
    source = quote_of("x", "Tít gần", False).source
    message = render.answer(Answer("?", Outcome.NOT_FOUND, related=(source,), newest_article_at=WHEN), 1, VI)
    assert VI.related in message.html
    assert "Tít gần" in message.html


def test_context_shows_the_quote_in_bold() -> None:
    article = Article("a", "Tít", "Đoạn một.\nĐoạn hai có câu.\nĐoạn ba.")
    start = article.text.index("Đoạn hai")
    quote = Quote(article.source, start, start + 16, article.text[start : start + 16], 1.0)
    message = render.context(quote, article, 1, 0, VI)
    assert message.html.startswith("<blockquote>Đoạn một.\n<b>Đoạn hai có câu.</b>\nĐoạn ba.</blockquote>")


def test_every_language_says_everything() -> None:
    for texts in LANGUAGES.values():
        assert texts.commands.keys() == VI.commands.keys()
        assert texts.reasons.keys() == VI.reasons.keys()
        shown(Message(texts.welcome.format(example="x")))
        shown(Message(texts.help.format(commands="/x")))
        shown(Message(texts.privacy.format(days=1)))
        assert len(texts.description) <= 512
        assert len(texts.short_description) <= 120
    assert EN.not_found != VI.not_found
