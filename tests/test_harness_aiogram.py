"""Another client library on the harness: it is a Bot API server, not a mirror of one library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

import pytest
from harness_fixtures import RunningHarness
from harness_support import FORUM, LAN, MINH, png, until, updates

from bot.harness import TOKEN
from bot.harness.schema import schema


class Late:
    """A module that is imported when it is first used: aiogram takes seconds, and every worker collects this file."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # pytest looks at everything in a file whether it wraps something
            raise AttributeError(name)
        return getattr(import_module(self._name), name)


aiogram, exceptions, types = Late("aiogram"), Late("aiogram.exceptions"), Late("aiogram.types")


@pytest.fixture
async def bot(harness: RunningHarness) -> AsyncIterator[Any]:
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    session = AiohttpSession(api=TelegramAPIServer.from_base(harness.url))
    async with aiogram.Bot(TOKEN, session=session) as bot:
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


async def test_calls_of_groups_files_and_guests(harness: RunningHarness, bot: Any) -> None:
    harness.send("xin chào")
    picture = types.BufferedInputFile(png(80, 60), "a.png")
    photo = await bot.send_photo(LAN, picture, caption="<b>Thống kê</b>", parse_mode="HTML")
    assert (photo.photo[0].width, photo.caption_entities[0].type) == (80, "bold")
    media = types.InputMediaPhoto(media=types.BufferedInputFile(png(8, 6), "b.png"), caption="mới")
    edited = await bot.edit_message_media(media, chat_id=LAN, message_id=photo.message_id)
    assert (edited.photo[0].width, edited.caption) == (8, "mới")
    copied = await bot.copy_message(LAN, LAN, photo.message_id)
    forwarded = await bot.forward_message(LAN, LAN, copied.message_id)
    assert forwarded.forward_origin.sender_user.username == "hoibao_bot"
    harness.join(FORUM, "Diễn đàn", type="supergroup", is_forum=True)
    harness.set_bot(FORUM, "administrator")
    assert (await bot.get_chat_member(FORUM, LAN)).status == "creator"
    topic = await bot.create_forum_topic(FORUM, "Thời sự")
    sent = await bot.send_message(FORUM, "x", message_thread_id=topic.message_thread_id)
    assert (await sent.reply("y")).message_thread_id == topic.message_thread_id
    assert await bot.pin_chat_message(FORUM, sent.message_id)
    assert await bot.close_forum_topic(FORUM, topic.message_thread_id)
    await bot.send_message_draft(LAN, draft_id=1, text="Đang tìm")
    harness.act("chat", id=-600, type="group", title="Nhà", status="left")
    harness.summon("@hoibao_bot giá tôm?", -600)
    query = updates(harness, offset=-1)[0]["guest_message"]["guest_query_id"]
    content = types.InputTextMessageContent(message_text="950.000")
    article = types.InlineQueryResultArticle(id="1", title="T", input_message_content=content)
    guest = await bot.answer_guest_query(query, article)
    assert await bot.edit_message_text("khác", inline_message_id=guest.inline_message_id) is True
    assert harness.refused() == []


async def test_updates_are_read_whole(harness: RunningHarness, bot: Any) -> None:
    """As its strict models read them: nothing is over that they do not know.

    But for administrators, who have a right more in the newer Bot API that it speaks.
    """
    updates(harness, allowed_updates=sorted(schema().updates))
    first = harness.send("/hoi@hoibao_bot https://e.vn")
    harness.edit(first, "khác")
    harness.react(first, "👍")
    harness.block()
    harness.join(FORUM, "Diễn đàn", type="supergroup", is_forum=True)
    harness.set_person(FORUM, MINH, "kicked")
    harness.set_bot(FORUM, "restricted")
    harness.send_document("a.csv", b"x", caption="bảng")
    harness.act("inline", query="tôm")
    found = updates(harness)
    assert len(found) >= 10
    for raw in found:
        update = types.Update.model_validate(raw)
        for payload in (getattr(update, name) for name in schema().updates if getattr(update, name, None)):
            assert not payload.model_extra, raw


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
    dispatcher = aiogram.Dispatcher()
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
