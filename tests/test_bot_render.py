"""Rendering: any text in, valid Telegram HTML of bearable length out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import render
from bot.harness.methods.keyboards import MAX_COPY_TEXT
from bot.harness.text.entities import finish, utf16_slice
from bot.harness.text.html import parse
from bot.markup import MAX_MESSAGE_UTF16, Message, escape, shorten, utf16_length
from bot.render import Frame, citing, windows
from bot.render.citing import MAX_COPIED_UTF16
from bot.render.reading import Place, Proof
from bot.texts import EN, LANGUAGES, VI, Texts
from corpus import Answer, Article, Outcome, Quote, Renamed, Source, Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=300)
WHEN = datetime(2023, 8, 17, tzinfo=UTC)


def quote_of(text: str, headline: str, highlight: bool, url: str | None = "https://bao.example/a") -> Quote:
    source = Source("a", "v", headline, url, "https://bao.example", "Báo Thử", WHEN)
    return Quote(source, 10, 10 + len(text), text, 1.0, Span(10, 10 + len(text)) if highlight else None)


def answered(quotes: list[Quote], more: list[Quote] | None = None, confidence: float = 1.0) -> Answer:
    return Answer(
        "?", Outcome.ANSWERED, tuple(quotes), tuple(more or ()), newest_article_at=WHEN, confidence=confidence
    )


def shown(message: Message) -> tuple[str, list[dict[str, object]]]:
    """What Telegram would show; refused HTML fails the test."""
    return finish(*parse(message.html))


@given(TEXTS, TEXTS, st.booleans())
def test_any_quote_and_headline_arrive_as_they_are(text: str, headline: str, highlight: bool) -> None:
    message = render.answer(answered([quote_of(text, headline, highlight)]), Frame(1), VI)
    plain, entities = parse(message.html)
    expected = text if {text[0], text[-1]} & set('“”„«»"') else f"“{text}”"
    assert expected in plain
    quotes = [one for one in entities if one["type"] == "blockquote"]
    assert utf16_slice(plain, quotes[0]["offset"], quotes[0]["length"]) == expected
    assert utf16_length(shown(message)[0]) <= MAX_MESSAGE_UTF16


@pytest.mark.parametrize("text", ["“Tôm chết nhiều”, ông Ba nói.", "Ông Ba nói: “Tôm chết nhiều.”"])
def test_a_quote_with_marks_of_its_own_gets_no_others_beside_them(text: str) -> None:
    message = render.answer(answered([quote_of(text, "Tôm hùm", highlight=False)]), Frame(1), VI)
    assert f"<blockquote>{text}</blockquote>" in message.html


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
            also=(Source("x", "v", long_headline, "https://bao.example/x", None, long_headline, WHEN),) * 9,
        )
        for at, text in enumerate(texts)
    ]
    message = render.answer(
        answered(quotes, quotes),
        Frame(
            2**40, "?" * 1_000, "https://t.me/share/url?url=x", can_watch=True, can_keep=True, asked_at=WHEN
        ),
        VI,
    )
    assert utf16_length(shown(message)[0]) <= MAX_MESSAGE_UTF16
    for row in message.buttons:
        for button in row:
            assert button.data is None or 1 <= len(button.data.encode()) <= 64


@given(TEXTS)
def test_escaping_round_trips(text: str) -> None:
    assert parse(f"<b>{escape(text)}</b>")[0] == text


@given(st.text(max_size=200), st.integers(min_value=2, max_value=100))
def test_shortening_keeps_the_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= max(limit, 1)
    assert len(text) > limit or shorten(text, limit) == text


@given(st.lists(st.text("ab \n", max_size=80), min_size=1, max_size=30), st.data())
def test_context_holds_the_quote_and_keeps_its_limit(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines) + "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 40)))
    span = windows.around(text, Span(start, end), limit=60)
    assert span.start <= start < end <= span.end
    assert span.end - span.start <= max(60, end - start)


def test_an_article_without_an_address_is_linked_to_its_papers_home() -> None:
    message = render.answer(answered([quote_of("Câu.", "Tít", False, url=None)]), Frame(1), VI)
    assert message.html.split("\n")[1] == 'Tít · <a href="https://bao.example">Báo Thử</a> · 17/8/2023'
    assert message.buttons[0][0].text == VI.button_home


@pytest.mark.parametrize("texts", [VI, EN])
def test_an_answer_that_may_be_none_says_so(texts: Texts) -> None:
    one, other = quote_of("Một.", "Bài một", False), quote_of("Hai.", "Bài hai", False)
    unsure, sure = (answered([one], [other], confidence=chance) for chance in (0.49, 0.5))
    assert texts.reading.unsure not in render.answer(sure, Frame(1), texts).html
    assert render.answer(unsure, Frame(1), texts).html.startswith(texts.reading.unsure + "\n<blockquote>")
    assert render.answer(unsure, Frame(1), texts, page=1).html.startswith(
        texts.reading.unsure + "\n<blockquote>"
    )
    differing = [
        render.answer(replace(one, amounts_differ=True), Frame(1), texts).html for one in (sure, unsure)
    ]
    assert differing[0].startswith(texts.reading.amounts_differ)
    assert texts.reading.amounts_differ not in differing[1]
    kept = replace(unsure, follows="Giá tôm")  # what it goes on from comes first
    assert render.answer(kept, Frame(1), texts).html.splitlines()[1] == texts.reading.unsure


def test_the_example_of_the_documentation() -> None:
    text = "Đảng bộ có 73 tổ chức cơ sở đảng với 4.214 đảng viên."
    source = Source("a", "v", "Nhiều chuyển biến", "https://bao.example/a", None, "Báo Thử", WHEN)
    start = text.index("4.214")
    quote = Quote(source, 5, 5 + len(text), text, 1.0, Span(5 + start, 5 + len(text) - 1))
    assert render.answer(answered([quote]), Frame(1), VI).html == (
        "<blockquote>“Đảng bộ có 73 tổ chức cơ sở đảng với <b>4.214 đảng viên</b>.”</blockquote>\n"
        '<a href="https://bao.example/a#:~:text=%C4%90%E1%BA%A3ng%20b%E1%BB%99%20c%C3%B3%2073,'
        'v%E1%BB%9Bi%204.214%20%C4%91%E1%BA%A3ng%20vi%C3%AAn.">Nhiều chuyển biến</a> · Báo Thử · 17/8/2023\n'
        "<i>Kho tin có bài đến 17/8/2023.</i>"
    )


def test_not_found_names_what_is_near() -> None:
    source = quote_of("x", "Tít gần", False).source
    message = render.answer(
        Answer("?", Outcome.NOT_FOUND, related=(source,), newest_article_at=WHEN), Frame(1), VI
    )
    assert VI.related in message.html
    assert "Tít gần" in message.html


def test_context_shows_the_quote_in_bold() -> None:
    article = Article("a", "Tít", "Đoạn một.\nĐoạn hai có câu.\nĐoạn ba.")
    start = article.text.index("Đoạn hai")
    quote = Quote(article.source, start, start + 16, article.text[start : start + 16], 1.0)
    message = render.context(quote, article, Place(1, 0, 1), VI)
    assert message.html.startswith("<blockquote>Đoạn một.\n<b>Đoạn hai có câu.</b>\nĐoạn ba.</blockquote>")


@given(TEXTS)
def test_a_text_fragment_says_how_the_quote_begins_and_ends(text: str) -> None:
    link = citing.fragment_link("https://bao.example/a?b=1", text)
    plain, found, fragment = link.partition("#:~:text=")
    assert plain == "https://bao.example/a?b=1"
    words = text.split()
    if not words:
        assert not found
        return
    if not found:
        assert len(link) + 9 * len(text) > 2_000
        return
    assert not set(fragment) & set("&-")
    ends = [unquote(end) for end in fragment.split(",")]
    assert words[: len(ends[0].split())] == ends[0].split()
    assert words[-len(ends[-1].split()) :] == ends[-1].split()
    assert sum(len(end.split()) for end in ends) <= 8


def test_an_address_with_a_fragment_of_its_own_is_left_alone() -> None:
    assert (
        citing.fragment_link("https://bao.example/#!/tin/1", "Tôm hùm chết") == "https://bao.example/#!/tin/1"
    )


@given(TEXTS, TEXTS)
def test_what_is_copied_is_the_quote_with_its_source_and_fits_a_button(text: str, headline: str) -> None:
    copied = citing.copyable(quote_of(text, headline, False), VI)
    assert utf16_length(copied) <= MAX_COPIED_UTF16 == MAX_COPY_TEXT
    assert copied.startswith("“") or {text[0], text[-1]} & set(citing.QUOTATION_MARKS)
    assert copied.endswith(", Báo Thử, 17/8/2023)")
    kept, _sign, _rest = copied[1:].rpartition("” (")
    assert kept == text or text.startswith(kept.removesuffix("…"))


def test_a_short_quote_is_copied_whole() -> None:
    copied = citing.copyable(quote_of("Tôm chết 27 tấn.", "Tôm hùm chết", False), VI)
    assert copied == "“Tôm chết 27 tấn.” (Tôm hùm chết, Báo Thử, 17/8/2023)"


@given(st.lists(st.text("ab \n", max_size=80), min_size=1, max_size=30), st.data())
def test_the_windows_show_the_article_whole_and_in_order(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(lines) + "x"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 40)))
    spans, own = windows.windows(text, Span(start, end), limit=60)
    assert spans[own].start <= start < end <= spans[own].end
    assert all(one.end <= other.start for one, other in pairwise(spans))
    left_out = set(range(len(text))) - {at for span in spans for at in range(span.start, span.end)}
    assert all(text[at].isspace() for at in left_out)


def test_reading_on_turns_to_the_neighbours_and_back() -> None:
    text = "\n".join(f"Đoạn {number}: " + "chữ " * 300 for number in range(5))
    start = text.index("Đoạn 2")
    article = Article("a", "Tít", text)
    quote = Quote(article.source, start, start + 7, text[start : start + 7], 1.0)
    place = Place(7, 0, 2, 1)
    middle = render.context(quote, article, place, VI)
    turn = [button.data for button in middle.buttons[0]]
    assert len(turn) == 2
    assert "<b>Đoạn 2:</b>" in middle.html
    later = render.context(quote, article, place, VI, int(str(turn[1]).split(":")[-1]))
    assert "Đoạn 3" in later.html
    assert "<b>" not in later.html
    assert [button.data for button in middle.buttons[1]] == ["c:7:0:0", "c:7:0:1"]
    assert middle.buttons[-1][0].data == "a:7:0"


@pytest.mark.parametrize("window", [-5, 0, 99])
def test_a_window_that_is_not_there_is_the_nearest_one(window: int) -> None:
    article = Article("a", "Tít", "Một câu.")
    quote = Quote(article.source, 0, 3, "Một", 1.0)
    assert "<b>Một</b> câu." in render.context(quote, article, Place(1, 0, 1), VI, window).html


def test_a_proof_tells_what_was_compared() -> None:
    article = Article("a", "Tít", "Một câu.", url="https://bao.example/a", published_at=WHEN)
    quote = Quote(article.source, 0, 8, "Một câu.", 1.0)
    proof = Proof(0, 8, article.version, quote, is_stored=True, stored_at=WHEN)
    message = render.check([proof], Place(3, 0, 1), VI)
    for said in (
        VI.reading.check_ok,
        f"<code>{article.version[:12]}</code>",
        "ký tự thứ 1 đến 8",
        "17/8/2023 07:00",
        VI.reading.check_current,
    ):
        assert said in message.html
    corrected = render.check([replace(proof, revised_at=WHEN)], Place(3, 0, 1), VI).html
    assert VI.reading.check_changed.format(moment="17/8/2023 07:00") in corrected
    assert VI.reading.check_current not in corrected
    assert VI.reading.check_ok not in render.check([replace_quote(proof, True)], Place(3, 0, 1), VI).html
    assert VI.reading.check_gone in render.check([replace_quote(proof, False)], Place(3, 0, 1), VI).html
    withdrawn = replace(proof, quote=None, is_withdrawn=True)
    assert render.check([withdrawn], Place(3, 0, 1), VI).html == VI.reading.check_withdrawn


def replace_quote(proof: Proof, is_stored: bool) -> Proof:
    return Proof(proof.start, proof.end, proof.version, None, is_stored, None)


@given(st.lists(TEXTS, min_size=1, max_size=30), st.integers(0, 10))
def test_a_timeline_fits_into_its_messages(texts: list[str], page: int) -> None:
    quotes = [quote_of((text * 400)[:400], (text * 200)[:500], False) for text in texts]
    found = Answer("chủ đề " * 100, Outcome.ANSWERED, tuple(quotes))
    plain, _entities = shown(render.timeline(found, 1, VI, page))
    assert utf16_length(plain) <= MAX_MESSAGE_UTF16


def test_every_language_says_everything() -> None:
    for texts in LANGUAGES.values():
        assert texts.commands.keys() == VI.commands.keys()
        assert texts.reasons.keys() == VI.reasons.keys()
        shown(Message(texts.welcome))
        shown(Message(texts.help.format(commands="/x")))
        shown(Message(texts.privacy.told.format(days=1)))
        assert len(texts.alerts.weekdays) == len(texts.alerts.weekdays_short) == 7
        assert len(texts.description) <= 512
        assert len(texts.short_description) <= 120
    assert EN.not_found != VI.not_found


@pytest.mark.parametrize(
    ("renamed", "told"),
    [
        (Renamed("Xã An Cư", "Xã Ô Loan", is_old=True), "Xã An Cư nay thuộc: Xã Ô Loan"),
        (Renamed("Xã Ô Loan", "Xã An Cư", is_old=False), "Xã Ô Loan, tên cũ: Xã An Cư"),
        (
            Renamed("Phường 9", "Phường Bình Kiến", is_old=True, is_divided=True),
            "Phường 9: một phần nay thuộc Phường Bình Kiến",
        ),
        (
            Renamed("Phường Tuy Hòa", "Xã Hòa An", is_old=False, is_part=True, is_divided=True),
            "Xã Hòa An: một phần nay thuộc Phường Tuy Hòa",
        ),
        (
            Renamed("Huyện Tuy An", "Xã Ô Loan", is_old=True, is_part=True),
            "Xã Ô Loan: một phần của Huyện Tuy An cũ",
        ),
        (
            Renamed("Tỉnh Đắk Lắk", "Tỉnh Phú Yên", is_old=False, is_part=True),
            "Tỉnh Phú Yên: nay là một phần của Tỉnh Đắk Lắk",
        ),
        (
            Renamed("Phường Tuy Hòa", "Thành phố Tuy Hòa", is_old=False, is_namesake=True),
            "Bài trước ngày 1/7/2025, khi tên này là của Thành phố Tuy Hòa chứ chưa phải Phường Tuy Hòa",
        ),
    ],
)
def test_the_other_name_of_a_place_is_told_above_the_quotes(renamed: Renamed, told: str) -> None:
    found = replace(answered([quote_of("Chợ đông.", "Chợ", highlight=False)]), renamed=renamed)
    assert shown(render.answer(found, Frame(1), VI))[0].startswith(f"{told}\n")
    assert renamed.other in shown(render.answer(found, Frame(1), EN))[0]
