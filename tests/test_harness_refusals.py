"""Every refusal of the Bot API that the harness copies, by its exact words; and that no call breaks the server."""

from __future__ import annotations

import struct
from typing import Any

import httpx
import pytest
from harness_fixtures import RunningHarness, running_harness
from harness_support import FORUM, GROUP, LAN, MINH, Json, call, png, respond

BUTTON = {"text": "Nguồn", "callback_data": "s:1"}
ARTICLE = {"type": "article", "id": "a", "title": "T", "input_message_content": {"message_text": "x"}}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TEXT_BUTTON = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"


@pytest.fixture(scope="module")
def chat() -> Any:
    """Lan's message 1; the bot's 2 with a button, 3 a document, 4 with a reply keyboard, 5 a pin's notice, 6 protected.

    Nothing that is refused changes anything, so one harness does for all.
    """
    with running_harness() as harness:
        harness.send("😀 xin chào bạn")
        call(harness, "sendMessage", chat_id=LAN, text="chào", reply_markup={"inline_keyboard": [[BUTTON]]})
        file = {"document": ("a.csv", b"x")}
        httpx.post(f"{harness.api}/sendDocument", data={"chat_id": LAN}, files=file)
        call(harness, "sendMessage", chat_id=LAN, text="chọn", reply_markup={"keyboard": [[{"text": "A"}]]})
        call(harness, "pinChatMessage", chat_id=LAN, message_id=2)
        call(harness, "sendMessage", chat_id=LAN, text="kín", protect_content=True)
        harness.join(GROUP, "Tòa soạn")
        harness.join(FORUM, "Diễn đàn", type="supergroup", is_forum=True)
        harness.open_topic(FORUM, "Chung")
        yield harness


def keyboard(*buttons: Any, **more: Any) -> Json:
    return {"text": "x", "reply_markup": {"inline_keyboard": [list(buttons)]}} | more


def html(text: str) -> Json:
    return {"text": text, "parse_mode": "HTML"}


def entity(**wish: Any) -> Json:
    return {"text": "😀 ok", "entities": [{"type": "bold", "offset": 0, "length": 2} | wish]}


def reply(**wish: Any) -> Json:
    return {"text": "x", "reply_parameters": wish}


def preview(**wish: Any) -> Json:
    return {"text": "x", "link_preview_options": wish}


def commands(**wish: Any) -> Json:
    return {"chat_id": None, "commands": [{"command": "hoi", "description": "Hỏi"} | wish]}


SEND: list[tuple[Json, str]] = [
    ({"text": ""}, "message text is empty"),
    ({"text": None}, "message text is empty"),
    ({"text": None, "chat_id": None}, "message text is empty"),
    ({"text": " \n "}, "text must be non-empty"),
    (html("<b> </b>"), "text must be non-empty"),
    ({"text": "a" * 4097}, "message is too long"),
    ({"text": "😀" * 4097}, "message is too long"),
    ({"text": "ệ" * 10_923}, "text is too long"),
    ({"text": "x", "parse_mode": "Org"}, "unsupported parse_mode"),
    (html("ệ <p>"), 'can\'t parse entities: Unsupported start tag "p" at byte offset 4'),
    (html("<b>x"), "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    (
        html("<b><i>x</b></i>"),
        'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    # chats
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "chat_id": None}, "chat_id is empty"),
    ({"text": "x", "chat_id": 0}, "chat not found"),
    ({"text": "x", "chat_id": -1}, "chat not found"),
    ({"text": "x", "chat_id": "nobody"}, "chat not found"),
    ({"text": "x", "chat_id": "@nobody_at_all"}, "chat not found"),
    ({"text": "x", "chat_id": 10**30}, "chat not found"),
    # replies, quotes, topics
    (reply(message_id=99), "message to be replied not found"),
    (reply(quote="chào"), 'can\'t find field "message_id"'),
    (reply(message_id=1, quote="khác"), "QUOTE_TEXT_INVALID"),
    (reply(message_id=1, quote="khác", allow_sending_without_reply=True), "QUOTE_TEXT_INVALID"),
    (
        reply(message_id=1, quote="a & <b", quote_parse_mode="HTML"),
        "can't parse entities: Unclosed start tag at byte offset 4",
    ),
    (
        reply(message_id=1, allow_sending_without_reply="yes"),
        'field "allow_sending_without_reply" must be of type Boolean',
    ),
    (reply(message_id="x"), 'field "message_id" must be a valid Number'),
    ({"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    ({"text": "x", "reply_parameters": []}, "object expected as reply parameters"),
    ({"text": "x", "message_thread_id": 9}, "message thread not found"),
    # link previews
    ({"text": "x", "link_preview_options": "{"}, "can't parse link preview options JSON object"),
    ({"text": "x", "link_preview_options": "5"}, "object expected as link preview options"),
    (preview(is_disabled="yes"), 'field "is_disabled" must be of type Boolean'),
    (preview(url="không phải"), "WEBPAGE_URL_INVALID"),
    # keyboards
    ({"text": "x", "reply_markup": "x"}, "can't parse reply keyboard markup JSON object"),
    ({"text": "x", "reply_markup": "5"}, "object expected as reply markup"),
    ({"text": "x", "reply_markup": {"inline_keyboard": 5}}, 'field "inline_keyboard" must be of type Array'),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": [BUTTON]}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    ({"text": "x", "reply_markup": {"keyboard": [5]}}, 'field "keyboard" must be an Array of Arrays'),
    ({"text": "x", "reply_markup": {"force_reply": "yes"}}, 'field "force_reply" must be of type Boolean'),
    (
        {"text": "x", "reply_markup": {"remove_keyboard": "yes"}},
        'field "remove_keyboard" must be of type Boolean',
    ),
    (keyboard({"text": "a"}), TEXT_BUTTON),
    (keyboard({"text": "a", "callback_data": ""}), TEXT_BUTTON),
    (keyboard({"callback_data": "a"}), "can't parse inline keyboard button: Can't find field \"text\""),
    (keyboard(5), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    (
        keyboard({"text": "a", "url": []}),
        'can\'t parse inline keyboard button: Field "url" must be of type String',
    ),
    (
        {"text": "x", "reply_markup": {"keyboard": [[{}]]}},
        "can't parse keyboard button: Can't find field \"text\"",
    ),
    (keyboard(BUTTON | {"text": " "}), "inline keyboard button text must be non-empty"),
    (keyboard(BUTTON | {"callback_data": "a" * 65}), "BUTTON_DATA_INVALID"),
    (keyboard(BUTTON | {"callback_data": "ệ" * 22}), "BUTTON_DATA_INVALID"),
    (keyboard({"text": "a", "copy_text": {"text": ""}}), "BUTTON_COPY_TEXT_INVALID"),
    (keyboard({"text": "a", "copy_text": {"text": "a" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
    (keyboard({"text": "a", "pay": True}), "BUTTON_TYPE_INVALID"),
    (keyboard({"text": "a", "login_url": {"url": "https://e.org"}}), "BOT_DOMAIN_INVALID"),
    (
        keyboard({"text": "a", "url": "không"}),
        "inline keyboard button URL 'không' is invalid: Wrong HTTP URL",
    ),
    (
        keyboard({"text": "a", "url": "ftp://e.org"}),
        "inline keyboard button URL 'ftp://e.org' is invalid: Unsupported URL protocol",
    ),
    (
        keyboard({"text": "a", "web_app": {"url": "http://e.org"}}),
        "inline keyboard button Web App URL 'http://e.org' is invalid: Only HTTPS links are allowed",
    ),
    (keyboard(*[BUTTON] * 101), "reply markup is too long"),
    # entities that the bot gives itself
    (
        entity(length=9),
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
    ),
    (entity(offset=9), "entity begins after the end of the text at UTF-16 offset 9"),
    (entity(offset=-1), "receive an entity with incorrect offset -1"),
    (entity(length=-1), "receive an entity with incorrect length -1"),
    (entity(offset=1, length=1), "entity begins in a middle of a UTF-16 symbol at UTF-16 offset 1"),
    (entity(length=1), "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol"),
    (entity(type="shiny"), "can't parse MessageEntity: Unsupported type specified"),
    (entity(type="text_link"), "can't parse MessageEntity: Can't find field \"url\""),
    (entity(type="text_mention"), "can't parse MessageEntity: Can't find field \"user\""),
    (entity(type="text_link", url="báo"), "entity URL 'báo' is invalid: Wrong HTTP URL"),
    (entity(type="text_link", url=""), "entity URL '' is invalid: URL host is empty"),
    (
        entity(type="custom_emoji", custom_emoji_id="9" * 19),
        'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
    ),
    (entity(offset=[]), 'can\'t parse MessageEntity: Field "offset" must be of type Number'),
    ({"text": "x", "entities": [5]}, "can't parse MessageEntity: expected an Object"),
    # what a bot like this one cannot have
    ({"text": "x", "business_connection_id": "b"}, "business connection not found"),
    ({"text": "x", "message_effect_id": "5"}, "EFFECT_ID_INVALID"),
    ({"text": "x", "allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
    (
        {"text": "x", "suggested_post_parameters": {"send_date": 1}},
        "suggested posts can be sent only to channel direct messages",
    ),
]
OTHERS: list[tuple[str, Json, str]] = [
    ("sendMessageDraft", {"chat_id": None}, "chat_id is empty"),
    ("sendMessageDraft", {}, "RANDOM_ID_INVALID"),
    ("sendMessageDraft", {"draft_id": 0, "text": "x"}, "RANDOM_ID_INVALID"),
    ("sendMessageDraft", {"draft_id": 1, "chat_id": GROUP}, "method is available only for private chats"),
    ("editMessageText", {"message_id": 99, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"text": "x"}, "message to edit not found"),
    ("editMessageText", {"message_id": 2, "text": ""}, "message text is empty"),
    ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
    ("editMessageText", {"message_id": 4, "text": "x"}, "message can't be edited"),
    ("editMessageText", {"message_id": 3, "text": "x"}, "there is no text in the message to edit"),
    ("editMessageText", {"message_id": 2, "chat_id": None, "text": "x"}, "chat_id is empty"),
    ("editMessageText", {"chat_id": None, "text": "x"}, "message identifier is not specified"),
    (
        "editMessageText",
        {"chat_id": None, "inline_message_id": "x", "text": "x"},
        "MESSAGE_ID_INVALID",
    ),
    ("editMessageText", keyboard(BUTTON, message_id=2, text="chào"), NOT_MODIFIED),
    (
        "editMessageText",
        {"message_id": 2, "text": "x", "reply_markup": {"force_reply": True}},
        "inline keyboard expected",
    ),
    (
        "editMessageReplyMarkup",
        {"message_id": 2, "reply_markup": {"inline_keyboard": [[BUTTON]]}},
        NOT_MODIFIED,
    ),
    ("editMessageCaption", {"message_id": 2, "caption": "x"}, "there is no caption in the message to edit"),
    ("editMessageCaption", {"message_id": 3, "caption": "a" * 1025}, "message caption is too long"),
    ("editMessageMedia", {"message_id": 2, "media": "x"}, "can't parse media JSON object"),
    (
        "editMessageMedia",
        {"message_id": 2, "media": {"type": "photo"}},
        "can't parse InputMedia: Can't find field \"media\"",
    ),
    ("deleteMessage", {"message_id": 99}, "message to delete not found"),
    ("deleteMessage", {}, "message identifier is not specified"),
    ("deleteMessage", {"chat_id": None}, "chat identifier is not specified"),
    ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
    ("deleteMessages", {}, "message identifiers are not specified"),
    ("deleteMessages", {"message_ids": "x"}, "can't parse message identifiers JSON object"),
    ("deleteMessages", {"message_ids": {}}, "expected an Array of message identifiers"),
    ("deleteMessages", {"message_ids": [*range(1, 102)]}, "too many message identifiers specified"),
    ("copyMessage", {"message_id": 1}, 'parameter "from_chat_id" is required'),
    ("copyMessage", {"from_chat_id": LAN}, "message to copy not found"),
    ("copyMessage", {"from_chat_id": LAN, "message_id": 99}, "message to copy not found"),
    ("copyMessage", {"from_chat_id": LAN, "message_id": 5}, "message can't be copied"),
    ("forwardMessage", {"from_chat_id": LAN, "message_id": 99}, "message to forward not found"),
    ("forwardMessage", {"from_chat_id": LAN, "message_id": 6}, "message can't be forwarded"),
    ("forwardMessage", {"from_chat_id": 5, "message_id": 1}, "chat not found"),
    ("copyMessages", {"from_chat_id": LAN, "message_ids": [99]}, "there are no messages to forward"),
    (
        "forwardMessages",
        {"from_chat_id": LAN, "message_ids": [2, 1]},
        "message identifiers must be in a strictly increasing order",
    ),
    ("setMessageReaction", {"message_id": 99}, "message to react not found"),
    ("setMessageReaction", {}, "message to react not found"),
    ("setMessageReaction", {"message_id": 1, "reaction": "x"}, "can't parse reaction types JSON object"),
    ("setMessageReaction", {"message_id": 1, "reaction": {}}, "expected an Array of ReactionType"),
    (
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "x"}]},
        "REACTION_INVALID",
    ),
    ("setMessageReaction", {"message_id": 1, "reaction": [{"type": "paid"}]}, "REACTION_INVALID"),
    (
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
        "REACTIONS_TOO_MANY",
    ),
    ("sendChatAction", {"action": "sleeping"}, "wrong parameter action in request"),
    ("sendChatAction", {}, "wrong parameter action in request"),
    ("answerCallbackQuery", {"chat_id": None, "callback_query_id": "5"}, TOO_OLD),
    ("answerCallbackQuery", {"chat_id": None}, TOO_OLD),
    ("answerInlineQuery", {"chat_id": None, "inline_query_id": "5", "results": []}, TOO_OLD),
    ("answerGuestQuery", {"chat_id": None}, "result isn't specified"),
    ("answerGuestQuery", {"chat_id": None, "guest_query_id": "5", "result": ARTICLE}, TOO_OLD),
    (
        "answerGuestQuery",
        {"chat_id": None, "guest_query_id": "5", "result": []},
        "inline query result must be an object",
    ),
    ("getChatMember", {"user_id": 999}, "member not found"),
    ("getChatMember", {"user_id": MINH}, "member not found"),
    ("getChatMember", {}, "invalid user_id specified"),
    ("getChatAdministrators", {}, "there are no administrators in the private chat"),
    ("leaveChat", {}, "chat member status can't be changed in private chats"),
    ("pinChatMessage", {"message_id": 99}, "message to pin not found"),
    ("pinChatMessage", {}, "message to pin not found"),
    (
        "pinChatMessage",
        {"message_id": 1, "chat_id": GROUP},
        "not enough rights to manage pinned messages in the chat",
    ),
    ("unpinChatMessage", {"message_id": 99}, "message to unpin not found"),
    ("createForumTopic", {"name": "x", "chat_id": GROUP}, "the chat is not a forum"),
    ("createForumTopic", {"name": "x", "chat_id": FORUM}, "not enough rights to create a topic"),
    ("createForumTopic", {"chat_id": FORUM}, "TOPIC_TITLE_EMPTY"),
    (
        "editForumTopic",
        {"chat_id": FORUM, "message_thread_id": 1, "name": "x"},
        "not enough rights to edit the topic",
    ),
    ("setMyCommands", {"chat_id": None, "commands": "x"}, "can't parse commands JSON object"),
    ("setMyCommands", {"chat_id": None, "commands": {}}, "expected an Array of BotCommand"),
    ("setMyCommands", {"chat_id": None, "commands": [5]}, "can't parse BotCommand: expected an Object"),
    (
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "x"}]},
        "can't parse BotCommand: Can't find field \"description\"",
    ),
    ("setMyCommands", commands(command="Hỏi"), "BOT_COMMAND_INVALID"),
    ("setMyCommands", commands(command="bad command"), "BOT_COMMAND_INVALID"),
    ("setMyCommands", commands(command=""), "command must be non-empty"),
    ("setMyCommands", commands(command="a" * 33), "command length must not exceed 32"),
    ("setMyCommands", commands(description=" "), "command description must be non-empty"),
    ("setMyCommands", commands(description="a" * 257), "command description length must not exceed 256"),
    ("setMyCommands", {"chat_id": None, "commands": commands()["commands"] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", commands() | {"language_code": "vie"}, "invalid language code specified"),
    ("setMyCommands", commands() | {"scope": "x"}, "can't parse BotCommandScope JSON object"),
    (
        "setMyCommands",
        commands() | {"scope": []},
        "can't parse BotCommandScope: BotCommandScope must be an Object",
    ),
    (
        "setMyCommands",
        commands() | {"scope": {"type": "chat"}},
        "can't parse BotCommandScope: Can't find field \"chat_id\"",
    ),
    ("setMyCommands", commands() | {"scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ("setMyDescription", {"chat_id": None, "description": "a" * 513}, "BOT_DESC_INVALID"),
    ("setMyShortDescription", {"chat_id": None, "short_description": "a" * 121}, "BOT_SHARETEXT_INVALID"),
    ("setMyName", {"chat_id": None, "name": "a" * 65}, "BOT_TITLE_INVALID"),
    ("setMyName", {"chat_id": None, "name": ""}, "BOT_TITLE_INVALID"),
    ("sendDocument", {}, "there is no document in the request"),
    ("sendPhoto", {}, "there is no photo in the request"),
    (
        "sendDocument",
        {"document": "nothing"},
        "wrong remote file identifier specified: can't unserialize it. Wrong last symbol",
    ),
    ("getFile", {"chat_id": None, "file_id": "x"}, "invalid file_id"),
    ("getFile", {"chat_id": None}, "file_id not specified"),
]
REFUSED = [("sendMessage", *row) for row in SEND] + OTHERS


@pytest.mark.parametrize(("method", "wish", "words"), REFUSED)
def test_bad_requests(chat: RunningHarness, method: str, wish: Json, words: str) -> None:
    before = len(chat.calls())
    parameters = {name: value for name, value in ({"chat_id": LAN} | wish).items() if value is not None}
    response = respond(chat, method, **parameters)
    assert response.json() == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
    assert response.status_code == 400
    assert [entry["method"] for entry in chat.refused(before)] == [method]


@pytest.mark.parametrize(
    ("field", "content", "words"),
    [
        ("document", b"", "file must be non-empty"),
        ("photo", b"", "file must be non-empty"),
        ("photo", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("photo", b"\xff\xd8\xff\xe0\0\x02\xff\xd9", "IMAGE_PROCESS_FAILED"),
        ("photo", png(10_000, 600), "PHOTO_INVALID_DIMENSIONS"),
        ("photo", png(21, 1), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
def test_files_that_are_refused(chat: RunningHarness, field: str, content: bytes, words: str) -> None:
    method = f"send{field.capitalize()}"
    body = httpx.post(f"{chat.api}/{method}", data={"chat_id": LAN}, files={field: ("f", content)}).json()
    assert body["description"] == f"Bad Request: {words}"


def test_pictures_of_both_kinds_have_their_size(chat: RunningHarness) -> None:
    frame = struct.pack(">BBHBHH", 0xFF, 0xC0, 11, 8, 30, 40) + b"\0" * 4
    for picture, size in ((png(80, 60), (80, 60)), (b"\xff\xd8\xff\xe0\0\x04xx" + frame, (40, 30))):
        file = {"photo": ("p", picture)}
        body = httpx.post(f"{chat.api}/sendPhoto", data={"chat_id": LAN}, files=file).json()
        (photo,) = body["result"]["photo"]
        assert (photo["width"], photo["height"]) == size


INLINE: list[tuple[Json, str]] = [
    ({"results": "x"}, "can't parse JSON encoded inline query results"),
    ({"results": {}}, "expected an Array of inline query results"),
    ({"results": [5]}, "can't parse inline query result: Inline query result must be an object"),
    (
        {"results": [ARTICLE | {"id": str(n)} for n in range(51)]},
        "too many inline query results specified",
    ),
    ({"results": [ARTICLE, ARTICLE]}, "RESULT_ID_DUPLICATE"),
    ({"results": [ARTICLE | {"id": ""}]}, "RESULT_ID_INVALID"),
    ({"results": [ARTICLE | {"id": "ệ" * 22}]}, "RESULT_ID_INVALID"),
    ({"results": [ARTICLE | {"title": ""}]}, "ARTICLE_TITLE_EMPTY"),
    (
        {"results": [{"type": "article", "id": "a", "input_message_content": {"message_text": "x"}}]},
        "can't parse inline query result: Can't find field \"title\"",
    ),
    (
        {"results": [ARTICLE | {"input_message_content": {}}]},
        "can't parse inline query result: Input message content is not specified",
    ),
    (
        {"results": [ARTICLE | {"input_message_content": {"message_text": "<p>", "parse_mode": "HTML"}}]},
        "can't parse inline query result: Can't parse entities: Unsupported start tag \"p\" at byte offset 0",
    ),
    (
        {"results": [ARTICLE | {"input_message_content": {"message_text": "a" * 4097}}]},
        "message is too long",
    ),
    (
        {"results": [ARTICLE | {"reply_markup": {"inline_keyboard": [[{}]]}}]},
        "can't parse inline query result: Can't parse inline keyboard button: Can't find field \"text\"",
    ),
    ({"results": [ARTICLE | {"reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}]}, TEXT_BUTTON),
    ({"results": [], "next_offset": "a" * 65}, "NEXT_OFFSET_INVALID"),
    ({"results": [], "button": {"text": "Mở", "start_parameter": "có dấu"}}, "START_PARAM_INVALID"),
    ({"results": [], "button": {"text": "Mở", "start_parameter": "a" * 65}}, "START_PARAM_INVALID"),
    (
        {"results": [], "button": {"text": "Mở"}},
        "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
    ),
    ({"results": [], "button": "x"}, "can't parse inline query results button JSON object"),
]


@pytest.mark.parametrize(("wish", "words"), INLINE)
def test_inline_answers_that_are_refused(chat: RunningHarness, wish: Json, words: str) -> None:
    asked = chat.act("inline", query="tôm")["inline_query_id"]
    body = call(chat, "answerInlineQuery", inline_query_id=asked, **wish)
    assert body["description"] == f"Bad Request: {words}"


def test_people_and_groups_that_are_out_of_reach(harness: RunningHarness) -> None:
    def refusal(chat_id: int) -> Any:
        return call(harness, "sendMessage", chat_id=chat_id, text="x").get("description")

    harness.send("xin chào")
    harness.join(GROUP, "Tòa soạn")
    harness.join(-10_001, "Phòng", type="supergroup")
    assert refusal(MINH) == "Forbidden: bot can't initiate conversation with a user"
    for chat_id, status, words in (
        (LAN, "kicked", "Forbidden: bot was blocked by the user"),
        (LAN, "deactivated", "Forbidden: user is deactivated"),
        (GROUP, "kicked", "Forbidden: bot was kicked from the group chat"),
        (GROUP, "left", "Forbidden: bot is not a member of the group chat"),
        (GROUP, "deleted", "Forbidden: the group chat was deleted"),
        (GROUP, "restricted", "Bad Request: not enough rights to send text messages to the chat"),
        (-10_001, "kicked", "Forbidden: bot was kicked from the supergroup chat"),
        (-10_001, "left", "Forbidden: bot is not a member of the supergroup chat"),
    ):
        harness.set_bot(chat_id, status)
        assert refusal(chat_id) == words
    harness.set_bot(GROUP, "member")
    new = harness.act("migrate", chat_id=GROUP)["chat_id"]
    body = call(harness, "sendMessage", chat_id=GROUP, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new}
    # Reading needs less than writing.
    assert call(harness, "getChat", chat_id=GROUP)["ok"]
    assert call(harness, "getChat", chat_id=-10_001)["error_code"] == 403


def test_what_may_be_deleted_and_when(harness: RunningHarness) -> None:
    harness.join(GROUP, "Tòa soạn")
    theirs = {"chat_id": GROUP, "message_id": harness.send("/hoi", chat_id=GROUP)["message_id"]}
    assert call(harness, "deleteMessage", **theirs)["description"] == "Bad Request: message can't be deleted"
    harness.set_bot(GROUP, "administrator")
    harness.advance(48 * 3600 + 1)
    refused = call(harness, "deleteMessage", **theirs)["description"]
    assert refused == "Bad Request: message can't be deleted for everyone"
    ours = call(harness, "sendMessage", chat_id=GROUP, text="x")["result"]["message_id"]
    numbers = [theirs["message_id"], ours, 999]
    assert call(harness, "deleteMessages", chat_id=GROUP, message_ids=numbers)["result"] is True
    left = [message["message_id"] for message in harness.messages(GROUP)]
    assert theirs["message_id"] in left
    assert ours not in left


def test_a_stale_button_and_a_stale_inline_query(harness: RunningHarness) -> None:
    """Both may be answered until the last second, and once."""
    harness.send("xin chào")
    markup = {"inline_keyboard": [[BUTTON]]}
    message = call(harness, "sendMessage", chat_id=LAN, text="x", reply_markup=markup)["result"]

    def answers(lives_s: int, method: str, query_id: str, **more: Any) -> list[Any]:
        name = "callback_query_id" if method == "answerCallbackQuery" else "inline_query_id"
        harness.advance(lives_s)
        return [call(harness, method, **{name: query_id}, **more).get("description") for _ in range(2)]

    refused = f"Bad Request: {TOO_OLD}"
    assert answers(148, "answerCallbackQuery", harness.click(message, "Nguồn")) == [None, refused]
    assert answers(151, "answerCallbackQuery", harness.click(message, "Nguồn")) == [refused, refused]
    for waited_s, told in ((28, [None, refused]), (31, [refused, refused])):
        asked = harness.act("inline", query="tôm")["inline_query_id"]
        assert answers(waited_s, "answerInlineQuery", asked, results=[]) == told
    pressed = harness.click(message, "Nguồn")
    long = call(harness, "answerCallbackQuery", callback_query_id=pressed, text="a" * 201)
    assert long["description"] == "Bad Request: MESSAGE_TOO_LONG"
    away = call(harness, "answerCallbackQuery", callback_query_id=pressed, url="https://e.vn")
    assert away["description"] == "Bad Request: URL_INVALID"
    home = "https://t.me/hoibao_bot?start=q1"
    assert call(harness, "answerCallbackQuery", callback_query_id=pressed, url=home)["ok"]


def test_what_is_just_within_the_limits(chat: RunningHarness) -> None:
    for wish in (
        {"text": "😀" * 4096},
        {"text": "ệ" * 4096},
        keyboard(BUTTON | {"callback_data": "a" * 64}),
        keyboard({"text": "a", "copy_text": {"text": "a" * 256}}),
        keyboard({"text": "a", "switch_inline_query": ""}),
        {"text": "x", "reply_markup": {"inline_keyboard": [[BUTTON] * 5] * 20}},
        {"text": "x", "reply_markup": {}},
        {"text": "x", "entities": "không phải JSON"},
        reply(message_id=99, allow_sending_without_reply=True),
    ):
        assert call(chat, "sendMessage", chat_id=LAN, **wish)["ok"], wish


def test_what_telegram_passes_over_is_in_the_log(chat: RunningHarness) -> None:
    for wish, warning in (
        ({"text": "😀" * 4096}, "8192 UTF-16 units: some clients count these"),
        (html('<a href="không">x</a>'), "1 × text_link left out in silence"),
        (html("<blockquote>a<blockquote>b</blockquote></blockquote>"), "1 × blockquote left out in silence"),
        (html("<code><b>x</b></code>"), "1 × bold left out in silence"),
        (html("<b>a</b>" * 101), "1 × bold left out in silence; only 100 entities are kept"),
        (keyboard(*[BUTTON] * 9), "more than 8 buttons in a row: clients leave some out"),
        (html("<b>x</b>"), ""),
    ):
        assert call(chat, "sendMessage", chat_id=LAN, **wish)["ok"]
        assert "; ".join(chat.calls()[-1]["warnings"]) == warning


def test_a_quote_stands_where_it_says(chat: RunningHarness) -> None:
    """In UTF-16 units: the emoji before it takes two."""
    wish = {"message_id": 1, "quote": "<b>chào</b> bạn", "quote_parse_mode": "HTML"}
    message = call(chat, "sendMessage", chat_id=LAN, text="x", reply_parameters=wish)["result"]
    bold = {"type": "bold", "offset": 0, "length": 4}
    assert message["quote"] == {"text": "chào bạn", "position": 7, "is_manual": True, "entities": [bold]}
    missing = {"message_id": 99, "allow_sending_without_reply": True}
    message = call(chat, "sendMessage", chat_id=LAN, text="x", reply_parameters=missing)["result"]
    assert "reply_to_message" not in message
