"""The methods of the Bot API that the harness knows. `METHODS` is the only list; their parameters are in the schema.

A method that Telegram has and the harness has not is refused with 501, loudly; one that nobody has with 404. To add
one: a handler, a line in METHODS, and `python tests/harness_schema.py`, which takes its parameters into the schema.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.harness.errors import ApiError, not_built
from bot.harness.methods import (
    chats,
    deleting,
    editing,
    files,
    forwarding,
    inline,
    messages,
    pins,
    profile,
    queries,
    reactions,
    receiving,
    topics,
)
from bot.harness.parameters import Parameters
from bot.harness.schema import schema
from bot.harness.schema.calls import check_call
from bot.harness.simulation import Simulation

Handler = Callable[[Simulation, Parameters], Awaitable[Any]]

METHODS: dict[str, Handler] = {
    "getMe": profile.get_me,
    # receiving updates
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    # messages
    "sendMessage": messages.send_message,
    "sendMessageDraft": messages.send_message_draft,
    "sendDocument": files.send_document,
    "sendPhoto": files.send_photo,
    "getFile": files.get_file,
    "copyMessage": forwarding.copy_message,
    "copyMessages": forwarding.copy_messages,
    "forwardMessage": forwarding.forward_message,
    "forwardMessages": forwarding.forward_messages,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "setMessageReaction": reactions.set_message_reaction,
    # answers to what people do
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": inline.answer_inline_query,
    "answerGuestQuery": inline.answer_guest_query,
    # chats
    "sendChatAction": chats.send_chat_action,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "pinChatMessage": pins.pin_chat_message,
    "unpinChatMessage": pins.unpin_chat_message,
    "unpinAllChatMessages": pins.unpin_all_chat_messages,
    "unpinAllForumTopicMessages": pins.unpin_all_forum_topic_messages,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "closeForumTopic": topics.close_forum_topic,
    "reopenForumTopic": topics.reopen_forum_topic,
    "deleteForumTopic": topics.delete_forum_topic,
    # what the bot says of itself
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
}
_BY_LOWER = {name.lower(): name for name in METHODS}


def find_method(name: str) -> str:
    """The name as Telegram writes it. Raises ApiError 501 for a method that is not built, 404 for none at all."""
    if known := _BY_LOWER.get(name.lower()):
        return known
    if name.lower() in {other.lower() for other in schema().not_built}:
        raise not_built(f"{name}; add it to METHODS")
    raise ApiError(404, "Not Found: method not found")


async def call(simulation: Simulation, name: str, parameters: Parameters) -> Any:
    """Run a method. Raises ApiError as Telegram would, and for what the harness does not know."""
    method = find_method(name)
    check_call(method, parameters)
    return await METHODS[method](simulation, parameters)
