"""Messages sent on to another chat: as forwards that name their author, or as copies that do not."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from bot.harness.errors import bad_request
from bot.harness.methods.compose import chat_to_write, for_bot, new_message, thread
from bot.harness.methods.formatting import caption_fields
from bot.harness.methods.messages import send
from bot.harness.parameters import Parameters
from bot.harness.records import Chat, Json
from bot.harness.simulation import Simulation

MAX_AT_ONCE = 100
_CONTENT = (
    "text entities link_preview_options document photo caption caption_entities has_media_spoiler "
    "show_caption_above_media"
).split()
_MEDIA = {"document", "photo"}


async def copy_message(simulation: Simulation, parameters: Parameters) -> Json:
    """copyMessage: with another caption if one is given."""
    source = _source(simulation, parameters, "copy")
    content = _content(source)
    if "caption" in parameters and source.keys() & _MEDIA:
        content |= caption_fields(parameters)
    sent = send(simulation, chat_to_write(simulation, parameters), parameters, content)
    return {"message_id": sent["message_id"]}


async def forward_message(simulation: Simulation, parameters: Parameters) -> Json:
    """forwardMessage."""
    source = _source(simulation, parameters, "forward")
    return for_bot(_pass_on(simulation, parameters, _content(source) | _origin(source)))


async def copy_messages(simulation: Simulation, parameters: Parameters) -> list[Json]:
    """copyMessages: those that are there and may be copied."""
    dropped = {"caption", "caption_entities"} if parameters.boolean("remove_caption") else set()
    contents = [
        {name: value for name, value in _content(source).items() if name not in dropped}
        for source in _sources(simulation, parameters)
    ]
    return [_number_of(_pass_on(simulation, parameters, content)) for content in contents]


async def forward_messages(simulation: Simulation, parameters: Parameters) -> list[Json]:
    """forwardMessages: those that are there and may be forwarded."""
    sources = _sources(simulation, parameters)
    sent = [_pass_on(simulation, parameters, _content(source) | _origin(source)) for source in sources]
    return [_number_of(message) for message in sent]


def message_ids(parameters: Parameters) -> list[int]:
    """`message_ids` of a call. Raises ApiError 400."""
    wanted: list[Any] = parameters.array("message_ids")
    if not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > MAX_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    return [int(number) for number in wanted]


def _pass_on(simulation: Simulation, parameters: Parameters, content: Json) -> Json:
    chat = chat_to_write(simulation, parameters)
    content["has_protected_content"] = parameters.boolean("protect_content")
    return new_message(simulation, chat, simulation.bot, content, thread(chat, parameters))


def _number_of(message: Json) -> Json:
    return {"message_id": message["message_id"]}


def _from_chat(simulation: Simulation, parameters: Parameters) -> Chat:
    return simulation.chat_for_bot(parameters.text("from_chat_id"), only_to_read=True)


def _source(simulation: Simulation, parameters: Parameters, verb: str) -> Json:
    message = _from_chat(simulation, parameters).messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if not _may_pass_on(message):
        participle = "copied" if verb == "copy" else "forwarded"
        raise bad_request(f"message can't be {participle}")
    return message


def _sources(simulation: Simulation, parameters: Parameters) -> list[Json]:
    messages, wanted = _from_chat(simulation, parameters).messages, message_ids(parameters)
    if any(later <= earlier for earlier, later in pairwise(wanted)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = [messages[number] for number in wanted if number in messages and _may_pass_on(messages[number])]
    if not found:
        raise bad_request("there are no messages to forward")
    return found


def _may_pass_on(message: Json) -> bool:
    """Not what only says that something happened, nor what is protected."""
    return bool(message.keys() & {"text", *_MEDIA}) and not message.get("has_protected_content")


def _content(message: Json) -> Json:
    return {name: message[name] for name in _CONTENT if name in message}


def _origin(message: Json) -> Json:
    if "forward_origin" in message:
        return {"forward_origin": message["forward_origin"]}
    return {
        "forward_origin": {"type": "user", "date": message["date"], "sender_user": message["from"]},
    }
