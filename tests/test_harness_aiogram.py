"""Another client library on the harness: it is a Bot API server, not a mirror of one library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from harness_fixtures import RunningHarness
from harness_support import LAN, until

aiogram = pytest.importorskip("aiogram", reason="needs aiogram, which the project itself does not use")

from aiogram import Bot, Dispatcher, exceptions, types  # noqa: E402
from aiogram.client.session.aiohttp import AiohttpSession  # noqa: E402
from aiogram.client.telegram import TelegramAPIServer  # noqa: E402

from bot.harness import TOKEN  # noqa: E402


@pytest.fixture
async def bot(harness: RunningHarness) -> AsyncIterator[Any]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(harness.url))
    async with Bot(TOKEN, session=session) as bot:
        yield bot


async def test_calls(harness: RunningHarness, bot: Any) -> None:
    harness.send("xin chào")
    assert (await bot.me()).username == "hoibao_bot"
    button = types.InlineKeyboardButton(text="Nguồn", callback_data="s:1")
    keyboard = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
    sent = await bot.send_message(
        LAN,
        "<blockquote expandable>950.000</blockquote> đồng",
        parse_mode="HTML",
        reply_markup=keyboard,
        reply_parameters=types.ReplyParameters(message_id=1),
        link_preview_options=types.LinkPreviewOptions(is_disabled=True),
    )
    assert sent.entities[0].type == "expandable_blockquote"
    edited = await bot.edit_message_text("mới", chat_id=LAN, message_id=sent.message_id)
    assert edited.text == "mới"
    await bot.send_chat_action(LAN, "typing")
    await bot.set_message_reaction(LAN, 1, [types.ReactionTypeEmoji(emoji="👍")])
    await bot.set_my_commands([types.BotCommand(command="hoi", description="Hỏi báo")], language_code="vi")
    assert (await bot.get_my_commands(language_code="vi"))[0].command == "hoi"
    document = await bot.send_document(LAN, types.BufferedInputFile(b"x", "a.csv"), caption="bảng")
    file = await bot.get_file(document.document.file_id)
    assert (await bot.download_file(file.file_path)).read() == b"x"
    assert (await bot.get_chat(LAN)).first_name == "Lan"
    await bot.delete_message(LAN, sent.message_id)
    assert harness.refused() == []


async def test_refusals(harness: RunningHarness, bot: Any) -> None:
    with pytest.raises(exceptions.TelegramForbiddenError, match="can't initiate conversation"):
        await bot.send_message(LAN, "x")
    harness.send("xin chào")
    with pytest.raises(exceptions.TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(LAN, "<p>", parse_mode="HTML")
    harness.act("fault", action="error", status=429, parameters={"retry_after": 3})
    with pytest.raises(exceptions.TelegramRetryAfter) as caught:
        await bot.send_message(LAN, "x")
    assert caught.value.retry_after == 3
    harness.act("fault", action="drop")
    with pytest.raises(exceptions.TelegramNetworkError):
        await bot.send_message(LAN, "x")


async def test_polling(harness: RunningHarness, bot: Any) -> None:
    """Messages, buttons and inline queries come, and are answered."""
    dispatcher = Dispatcher()
    button = types.InlineKeyboardButton(text="Nguồn", callback_data="s:1")

    @dispatcher.message()
    async def on_message(message: types.Message) -> None:
        markup = types.InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer(f"nghe: {message.text}", reply_markup=markup)

    @dispatcher.callback_query()
    async def on_button(query: types.CallbackQuery) -> None:
        await query.answer("đây")

    @dispatcher.inline_query()
    async def on_inline(query: types.InlineQuery) -> None:
        content = types.InputTextMessageContent(message_text=query.query)
        article = types.InlineQueryResultArticle(id="1", title="T", input_message_content=content)
        await query.answer([article], cache_time=0, is_personal=True)

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=2))
    harness.send("giá tôm")
    await until(lambda: len(harness.messages()) == 2)
    reply = harness.messages()[-1]
    assert reply["text"] == "nghe: giá tôm"
    harness.click(reply, "Nguồn")
    harness.act("inline", query="tôm")
    answered = {"answerCallbackQuery", "answerInlineQuery"}
    await until(lambda: answered <= {entry["method"] for entry in harness.calls()})
    await dispatcher.stop_polling()
    await polling
    assert harness.refused() == []
