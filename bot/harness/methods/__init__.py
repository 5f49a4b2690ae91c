"""The methods of the Bot API that the harness knows. `METHODS` is the only list: name → callable, its parameters.

A method that Telegram has and the harness has not is refused with 501, loudly; one that nobody has with 404.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.harness.errors import ApiError, bad_request
from bot.harness.methods import (
    chats,
    deleting,
    editing,
    files,
    inline,
    messages,
    pins,
    profile,
    queries,
    reactions,
    receiving,
    topics,
)
from bot.harness.methods.names import BOT_API_10
from bot.harness.parameters import Parameters
from bot.harness.simulation import Simulation

Handler = Callable[[Simulation, Parameters], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """What answers a method, and the names of its parameters as Bot API 10.0 documents them."""

    handler: Handler
    required: frozenset[str]
    optional: frozenset[str]


def _method(handler: Handler, required: str = "", optional: str = "") -> Method:
    return Method(handler, frozenset(required.split()), frozenset(optional.split()))


_SENT = (
    "business_connection_id message_thread_id direct_messages_topic_id disable_notification protect_content "
    "allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup"
)
_EDITED = "business_connection_id chat_id message_id inline_message_id reply_markup"
_TOPIC = "chat_id message_thread_id"
_FILE = "caption parse_mode caption_entities"

METHODS: dict[str, Method] = {
    "getMe": _method(profile.get_me),
    "getUpdates": _method(receiving.get_updates, optional="offset limit timeout allowed_updates"),
    "setWebhook": _method(
        receiving.set_webhook,
        "url",
        "certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
    ),
    "deleteWebhook": _method(receiving.delete_webhook, optional="drop_pending_updates"),
    "getWebhookInfo": _method(receiving.get_webhook_info),
    "sendMessage": _method(
        messages.send_message, "chat_id text", f"parse_mode entities link_preview_options {_SENT}"
    ),
    "sendMessageDraft": _method(
        messages.send_message_draft, "chat_id draft_id", "message_thread_id text parse_mode entities"
    ),
    "editMessageText": _method(
        editing.edit_message_text, "text", f"parse_mode entities link_preview_options {_EDITED}"
    ),
    "editMessageReplyMarkup": _method(
        editing.edit_message_reply_markup,
        optional=f"{_EDITED} parse_mode",  # PTB's Defaults may add it
    ),
    "editMessageCaption": _method(
        editing.edit_message_caption,
        optional=f"caption parse_mode caption_entities show_caption_above_media {_EDITED}",
    ),
    "deleteMessage": _method(deleting.delete_message, "chat_id message_id"),
    "deleteMessages": _method(deleting.delete_messages, "chat_id message_ids"),
    "setMessageReaction": _method(reactions.set_message_reaction, "chat_id message_id", "reaction is_big"),
    "sendChatAction": _method(
        chats.send_chat_action, "chat_id action", "business_connection_id message_thread_id"
    ),
    "getChat": _method(chats.get_chat, "chat_id"),
    "getChatMember": _method(chats.get_chat_member, "chat_id user_id"),
    "getChatAdministrators": _method(chats.get_chat_administrators, "chat_id", "return_bots"),
    "getChatMemberCount": _method(chats.get_chat_member_count, "chat_id"),
    "leaveChat": _method(chats.leave_chat, "chat_id"),
    "answerCallbackQuery": _method(
        queries.answer_callback_query, "callback_query_id", "text show_alert url cache_time"
    ),
    "answerInlineQuery": _method(
        inline.answer_inline_query,
        "inline_query_id results",
        "cache_time is_personal next_offset button",
    ),
    "answerGuestQuery": _method(inline.answer_guest_query, "guest_query_id result"),
    "pinChatMessage": _method(
        pins.pin_chat_message, "chat_id message_id", "business_connection_id disable_notification"
    ),
    "unpinChatMessage": _method(pins.unpin_chat_message, "chat_id", "business_connection_id message_id"),
    "unpinAllChatMessages": _method(pins.unpin_all_chat_messages, "chat_id"),
    "createForumTopic": _method(topics.create_forum_topic, "chat_id name", "icon_color icon_custom_emoji_id"),
    "editForumTopic": _method(topics.edit_forum_topic, _TOPIC, "name icon_custom_emoji_id"),
    "closeForumTopic": _method(topics.close_forum_topic, _TOPIC),
    "reopenForumTopic": _method(topics.reopen_forum_topic, _TOPIC),
    "deleteForumTopic": _method(topics.delete_forum_topic, _TOPIC),
    "setMyCommands": _method(profile.set_my_commands, "commands", "scope language_code"),
    "getMyCommands": _method(profile.get_my_commands, optional="scope language_code"),
    "deleteMyCommands": _method(profile.delete_my_commands, optional="scope language_code"),
    "setMyDescription": _method(profile.set_my_description, optional="description language_code"),
    "getMyDescription": _method(profile.get_my_description, optional="language_code"),
    "setMyShortDescription": _method(
        profile.set_my_short_description, optional="short_description language_code"
    ),
    "getMyShortDescription": _method(profile.get_my_short_description, optional="language_code"),
    "setMyName": _method(profile.set_my_name, optional="name language_code"),
    "getMyName": _method(profile.get_my_name, optional="language_code"),
    "sendDocument": _method(
        files.send_document, "chat_id document", f"thumbnail disable_content_type_detection {_FILE} {_SENT}"
    ),
    "sendPhoto": _method(
        files.send_photo, "chat_id photo", f"show_caption_above_media has_spoiler {_FILE} {_SENT}"
    ),
    "getFile": _method(files.get_file, "file_id"),
}
_MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "action": "wrong parameter action in request",
    "commands": "can't parse commands JSON object",
}
_BY_LOWER = {name.lower(): name for name in METHODS}
_KNOWN_TO_TELEGRAM = {name.lower() for name in BOT_API_10}


def find_method(name: str) -> tuple[str, Method]:
    """The method of that name in any case. Raises ApiError 501 for one we have not, 404 for none at all."""
    if known := _BY_LOWER.get(name.lower()):
        return known, METHODS[known]
    if name.lower() in _KNOWN_TO_TELEGRAM:
        raise ApiError(501, f"Not Implemented: the harness does not know {name}; add it to METHODS")
    raise ApiError(404, "Not Found: method not found")


async def call(simulation: Simulation, name: str, parameters: Parameters) -> Any:
    """Run a method. Raises ApiError as Telegram would, and 400 for a parameter that the method does not have."""
    _name, method = find_method(name)
    for missing in sorted(method.required - parameters.values.keys()):
        raise bad_request(_MISSING.get(missing, f'parameter "{missing}" is required'))
    if parameters.values.get("chat_id") == "":
        raise bad_request(_MISSING["chat_id"])
    known = method.required | method.optional | parameters.attached()
    if unknown := parameters.values.keys() - known:
        raise bad_request(f"the harness knows no parameter {', '.join(sorted(unknown))} of {_name}")
    return await method.handler(simulation, parameters)
