"""Every method of the harness as python-telegram-bot 22.8 calls it: it sends what we take, and reads what we answer."""

from __future__ import annotations

from typing import Any

import pytest
from harness_fixtures import RunningHarness
from harness_support import FORUM, GROUP, LAN, MINH, leftovers, png, ptb_bot, updates
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputMediaPhoto,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from bot.harness.methods import METHODS
from bot.harness.watch import Watch

KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Nguồn", callback_data="s:1"), InlineKeyboardButton("Mở", url="https://e.vn")],
        [InlineKeyboardButton("Chép", copy_text=CopyTextButton("950.000"))],
        [InlineKeyboardButton("Hỏi", switch_inline_query_current_chat="tôm")],
    ]
)
ARTICLE = InlineQueryResultArticle(
    "a1",
    "Giá tôm",
    InputTextMessageContent(
        "<b>950.000</b> đồng", ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    ),
    reply_markup=KEYBOARD,
    description="hôm nay",
)


def whole(thing: Any) -> Any:
    """What PTB read, of which nothing was left over that it does not know."""
    assert leftovers(thing, "result") == []
    return thing


async def test_every_method(harness: RunningHarness, watch: Watch) -> None:
    watch.expect_refusal("editMessageText", "message is not modified")
    harness.send("xin chào")
    async with ptb_bot(harness) as bot:
        await _messages(bot)
        await _files(bot)
        await _answers(harness, bot)
        await _groups(harness, bot)
        await _profile(bot)
    # PTB asks for updates and webhooks with its Updater: test_harness_faults, test_harness_webhook
    called = {entry["method"] for entry in harness.calls()}
    assert METHODS.keys() - called == {"getUpdates"}


async def _messages(bot: Bot) -> None:
    sent = whole(
        await bot.send_message(
            LAN,
            "<blockquote expandable>“Tôm hùm <b>950.000</b> đồng”</blockquote> <a href='e.vn'>Báo</a>",
            ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=KEYBOARD,
            reply_parameters=ReplyParameters(1, quote="chào", allow_sending_without_reply=True),
            protect_content=False,
            disable_notification=True,
        )
    )
    assert [entity.type for entity in sent.entities] == ["expandable_blockquote", "bold", "text_link"]
    assert sent.entities[2].url == "http://e.vn/"
    assert (sent.reply_to_message.text, sent.quote.text, sent.quote.position) == ("xin chào", "chào", 4)
    assert sent.reply_markup == KEYBOARD
    assert await bot.send_message_draft(LAN, 7, "Đang <i>tìm</i>", parse_mode=ParseMode.HTML)
    assert await bot.send_chat_action(LAN, ChatAction.TYPING)
    edited = whole(await bot.edit_message_text("mới", LAN, sent.message_id))
    assert (edited.text, edited.reply_markup, edited.entities) == ("mới", None, ())
    assert edited.edit_date
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("mới", LAN, sent.message_id)
    marked = whole(await bot.edit_message_reply_markup(LAN, sent.message_id, reply_markup=KEYBOARD))
    assert marked.reply_markup == KEYBOARD
    assert await bot.set_message_reaction(LAN, 1, ReactionTypeEmoji("❤"), is_big=True)
    assert await bot.pin_chat_message(LAN, sent.message_id, disable_notification=True)
    chat = whole(await bot.get_chat(LAN))
    assert (chat.first_name, chat.pinned_message.text) == ("Lan", "mới")
    assert await bot.unpin_chat_message(LAN, sent.message_id)
    assert await bot.unpin_all_chat_messages(LAN)
    copied = await bot.copy_message(LAN, LAN, sent.message_id, protect_content=True)
    forwarded = whole(await bot.forward_message(LAN, LAN, sent.message_id))
    assert forwarded.forward_origin.sender_user.username == "hoibao_bot"
    assert len(await bot.copy_messages(LAN, LAN, [1, sent.message_id, copied.message_id])) == 2
    assert len(await bot.forward_messages(LAN, LAN, [1, sent.message_id])) == 2
    chosen = await bot.send_message(LAN, "chọn", reply_markup=ReplyKeyboardMarkup([["A", "B"]]))
    assert chosen.reply_markup is None  # Telegram does not give them back
    assert await bot.delete_message(LAN, sent.message_id)
    assert await bot.delete_messages(LAN, [copied.message_id, forwarded.message_id])


async def _files(bot: Bot) -> None:
    document = whole(
        await bot.send_document(
            LAN,
            b"Ng\xc3\xa0y,Gi\xc3\xa1",
            filename="bảng.csv",
            caption="<b>Đây</b>",
            parse_mode=ParseMode.HTML,
        )
    )
    assert (document.document.file_name, document.document.mime_type) == ("bảng.csv", "text/csv")
    assert (document.caption, document.caption_entities[0].type) == ("Đây", "bold")
    file = whole(await bot.get_file(document.document.file_id))
    assert bytes(await file.download_as_bytearray()) == b"Ng\xc3\xa0y,Gi\xc3\xa1"
    photo = whole(await bot.send_photo(LAN, png(80, 60), caption="Thống kê", has_spoiler=True))
    assert (photo.photo[0].width, photo.photo[0].height, photo.has_media_spoiler) == (80, 60, True)
    other = whole(
        await bot.edit_message_media(InputMediaPhoto(png(9, 6), caption="Mới"), LAN, photo.message_id)
    )
    assert isinstance(other, Message)
    assert (other.photo[0].width, other.caption) == (9, "Mới")
    assert whole(await bot.edit_message_caption(LAN, photo.message_id, caption="Kia")).caption == "Kia"
    again = await bot.send_photo(LAN, other.photo[0].file_id)
    assert again.photo[0].file_unique_id == other.photo[0].file_unique_id
    copy = await bot.copy_message(LAN, LAN, photo.message_id, caption="Chép")
    assert copy.message_id > again.message_id


async def _answers(harness: RunningHarness, bot: Bot) -> None:
    await bot.send_message(LAN, "x", reply_markup=KEYBOARD)
    pressed = harness.click(harness.messages()[-1], "Nguồn")
    assert await bot.answer_callback_query(pressed, "đây", show_alert=True, cache_time=3)
    asked = harness.act("inline", query="tôm")["inline_query_id"]
    button = InlineQueryResultsButton("Mở bot", start_parameter="tim")
    assert await bot.answer_inline_query(
        asked, [ARTICLE], 0, is_personal=True, next_offset="1", button=button
    )
    harness.act("chat", id=-600, type="group", title="Nhà", status="left")
    harness.summon("@hoibao_bot giá tôm?", -600)
    query = updates(harness, offset=-1)[0]["guest_message"]["guest_query_id"]
    guest = whole(await bot.answer_guest_query(query, ARTICLE))
    assert await bot.edit_message_text("khác", inline_message_id=guest.inline_message_id) is True


async def _groups(harness: RunningHarness, bot: Bot) -> None:
    harness.join(GROUP, "Tòa soạn")
    for status in ("restricted", "left", "kicked", "administrator"):
        harness.set_person(GROUP, MINH, status)
        assert whole(await bot.get_chat_member(GROUP, MINH)).status == status
    assert [member.status for member in await bot.get_chat_administrators(GROUP)] == [
        "creator",
        "administrator",
    ]
    harness.join(FORUM, "Diễn đàn", type="supergroup", is_forum=True, username="dien_dan")
    harness.set_bot(FORUM, "administrator")
    assert len(whole(await bot.get_chat_administrators("@dien_dan"))) == 2
    assert await bot.get_chat_member_count(FORUM) == 3
    topic = whole(await bot.create_forum_topic(FORUM, "Thời sự", icon_color=16478047))
    told = {"chat_id": FORUM, "message_thread_id": topic.message_thread_id}
    sent = whole(await bot.send_message(**told, text="x"))
    assert sent.message_thread_id == topic.message_thread_id
    assert (await sent.reply_text("y")).message_thread_id == topic.message_thread_id
    assert await bot.edit_forum_topic(**told, name="Tin")
    assert await bot.close_forum_topic(**told)
    assert await bot.reopen_forum_topic(**told)
    assert await bot.unpin_all_forum_topic_messages(**told)
    assert await bot.delete_forum_topic(**told)
    assert await bot.leave_chat(FORUM)


async def _profile(bot: Bot) -> None:
    me = whole(await bot.get_me())
    assert (me.username, me.supports_inline_queries, me.can_read_all_group_messages) == (
        "hoibao_bot",
        True,
        False,
    )
    commands = [BotCommand("hoi", "Hỏi báo")]
    for scope in (None, BotCommandScopeAllPrivateChats(), BotCommandScopeChat(LAN)):
        assert await bot.set_my_commands(commands, scope, "vi")
        assert await bot.get_my_commands(scope, "vi") == tuple(commands)
        assert await bot.delete_my_commands(scope, "vi")
    assert await bot.set_my_name("Hỏi Báo", "vi")
    assert (await bot.get_my_name("vi")).name == "Hỏi Báo"
    assert await bot.set_my_description("Hỏi báo, có trích dẫn", "vi")
    assert (await bot.get_my_description("vi")).description == "Hỏi báo, có trích dẫn"
    assert await bot.set_my_short_description("Hỏi báo")
    assert (await bot.get_my_short_description("vi")).short_description == "Hỏi báo"
    assert await bot.set_webhook("http://127.0.0.1:9/hook", allowed_updates=["message"], secret_token="a")  # noqa: S106
    info = whole(await bot.get_webhook_info())
    assert (info.url, info.allowed_updates) == ("http://127.0.0.1:9/hook", ("message",))
    assert await bot.delete_webhook(drop_pending_updates=True)
