"""Messages other than answers: whatever the archive holds, they fit, and Telegram takes their HTML and buttons."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot import render
from bot.commands.browsing import key_of
from bot.delivery.intake import Intake
from bot.delivery.order import ChatOrder
from bot.delivery.pace import Pace
from bot.elsewhere.results import PAGE, results
from bot.harness.text.entities import finish
from bot.harness.text.html import parse
from bot.markup import MAX_MESSAGE_UTF16, Message, utf16_length
from bot.observe.metrics import Metrics
from bot.render import Entry
from bot.state import Alert
from bot.texts import EN, LANGUAGES, VI
from bot.watches import words
from bot.watches.looking import is_same_news
from corpus import News, Quote, Source

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200)
WHEN = datetime(2026, 11, 25, tzinfo=UTC)
NOW = WHEN.timestamp()


def source(number: int, headline: str, url: str | None = "https://bao.example/a") -> Source:
    return Source(str(number), "v", headline, url, "https://bao.example", headline, WHEN)


def check(message: Message) -> str:
    """What Telegram would show; what it would refuse fails the test."""
    plain, _entities = finish(*parse(message.html))
    assert 0 < utf16_length(plain) <= MAX_MESSAGE_UTF16
    assert sum(map(len, message.buttons)) <= 100
    for row in message.buttons:
        assert 0 < len(row) <= 8
        for button in row:
            assert button.text.strip()
            assert button.data is None or len(button.data.encode()) <= 64
    return plain


@given(st.lists(st.tuples(TEXTS, TEXTS | st.none()), min_size=1, max_size=40))
def test_a_digest_fits_and_names_each_story_once(articles: list[tuple[str, str | None]]) -> None:
    news = [
        News(source(at, (headline * 60)[:2_000]), section and (section * 20)[:400], 0)
        for at, (headline, section) in enumerate(articles)
    ]
    check(words.digest(news, NOW, VI))


def test_a_digest_counts_what_it_leaves_out() -> None:
    news = [News(source(at, f"Chuyện số {at} ở nơi thứ {at * 7}"), "Kinh tế", 0) for at in range(14)]
    plain = check(words.digest(news, NOW, VI))
    assert plain.startswith("Bản tin 25/11/2026\n\nKinh tế\n• Chuyện số 0")
    assert VI.alerts.digest_rest.format(count=4) in plain


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_an_alert_fits(question: str, text: str, folded: int) -> None:
    body = (text * 900)[:900]
    quote = Quote(source(1, question * 30), 0, len(body), body, 1.0)
    alert = Alert(2**50, 2**50, 1, question * 10, "a", "", 0)
    for texts in LANGUAGES.values():
        check(words.alert(alert, quote, folded, texts))


@given(st.lists(TEXTS, min_size=1, max_size=120), st.integers(0, 3))
def test_a_menu_of_any_names_fits(names: list[str], page: int) -> None:
    entries = [Entry(f"x{name}", 12_345, f"t:{key_of(name)}:0") for name in names]
    check(render.menu(VI.browsing.sections, entries, "t:m", page))


def test_a_menu_is_turned_over() -> None:
    entries = [Entry(f"Xã {at}", at, f"p:{at}:0") for at in range(45)]
    pages = [render.menu("x", entries, "p:m", page) for page in range(3)]
    shown = [button.text for page in pages for row in page.buttons for button in row]
    assert [text for text in shown if text not in "‹›"] == [f"Xã {at} · {at}" for at in range(45)]
    assert [button.data for button in pages[1].buttons[-1]] == ["p:m:0", "p:m:2"]


@given(st.lists(TEXTS, max_size=25), st.integers(0, 30))
def test_inline_results_are_ten_at_most_and_unique(texts: list[str], offset: int) -> None:
    quotes = [Quote(source(at, f"x{text}"), 0, len(text), text, 1.0) for at, text in enumerate(texts)]
    found, following = results(quotes, offset, "https://t.me/hoibao_bot?start=q_x", EN, is_sure=True)
    assert len(found) == max(0, min(PAGE, len(quotes) - offset))
    assert len({one.id for one in found}) == len(found)
    assert following == (str(offset + PAGE) if offset + PAGE < len(quotes) else "")


@pytest.mark.parametrize(
    ("headlines", "texts", "same"),
    [
        (("Giá tôm hùm", "Giá tôm hùm"), ("Tôm 950.000 đồng một ký.", "Tôm 980.000 đồng một ký."), False),
        (("Giá tôm hùm", "Tôm hùm được giá"), ("Tôm 950.000 đồng một ký.", "Tôm 950.000 đồng mỗi ký."), True),
        (("Tàu cá mất tích", "Tàu cá mất tích"), ("Tàu có bảy người.", "Trên tàu có 7 ngư dân."), True),
        (("Giá tôm", "Giá lúa"), ("Tôm lên giá.", "Lúa xuống giá mạnh."), False),
    ],
)
def test_which_news_are_the_same(headlines: tuple[str, str], texts: tuple[str, str], same: bool) -> None:
    one, other = (Quote(source(at, headlines[at]), 0, len(texts[at]), texts[at], 1.0) for at in range(2))
    assert is_same_news(one, other) is same


# -- the order of work, and its pace


def update(number: int, chat_id: int) -> Update:
    chat: dict[str, Any] = {"id": chat_id, "type": "private", "first_name": "N"}
    message = {"message_id": number, "date": 1, "chat": chat, "text": "x"}
    found = Update.de_json({"update_id": number, "message": message}, None)
    assert found is not None
    return found


async def test_a_chat_is_served_in_order_and_its_flood_holds_up_nobody() -> None:
    order, done, first = ChatOrder(Metrics(), Intake(), at_once=2), list[int](), asyncio.Event()

    async def work(number: int, waits: bool) -> None:
        if waits:
            await first.wait()
        done.append(number)

    flood = [order.process_update(update(at, 1), work(at, at == 0)) for at in range(50)]
    tasks = [asyncio.create_task(one) for one in flood]
    await asyncio.wait_for(order.process_update(update(99, 2), work(99, False)), 1)
    assert done == [99]
    first.set()
    await asyncio.gather(*tasks)
    assert done == [99, *range(50)]


@pytest.mark.parametrize("endpoint", ["sendChatAction", "answerCallbackQuery", "getChatMember"])
async def test_what_is_no_message_does_not_wait(endpoint: str) -> None:
    pace = Pace()

    async def call() -> bool:
        return True

    async def many() -> None:
        for _ in range(100):
            await pace.process_request(call, (), {}, endpoint, {"chat_id": 1}, None)

    await asyncio.wait_for(many(), 1)


async def test_a_chat_that_waits_for_its_pace_makes_nobody_else_wait() -> None:
    pace, sent = Pace(), list[int]()

    async def call(chat_id: int) -> bool:
        sent.append(chat_id)
        return True

    async def send(chat_id: int) -> None:
        await pace.process_request(call, (chat_id,), {}, "sendMessage", {"chat_id": chat_id}, None)

    eager = asyncio.gather(*(send(1) for _ in range(22)))
    await asyncio.sleep(0)
    await asyncio.wait_for(send(2), 1)
    assert 2 in sent
    assert not eager.done()
    eager.cancel()
    with pytest.raises(asyncio.CancelledError):
        await eager
