"""What can be done on the control side: name of the POST under /sim/ → what it does. See `control` for its words."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from bot.harness.errors import bad_request
from bot.harness.people import inline, membership, touching, writing
from bot.harness.records import STANDINGS, Chat, Json
from bot.harness.simulation import FLAGS, PEOPLE, Simulation
from bot.harness.snapshot import restore

FIRST_PERSON = PEOPLE[0][0]
Act = Callable[[Simulation, Json], Any]


def _person(wish: Json) -> int:
    return int(wish.get("user_id") or FIRST_PERSON)


def _place(wish: Json) -> int:
    return int(wish.get("chat_id") or _person(wish))


def _message(simulation: Simulation, wish: Json) -> Json:
    reply_to, thread_id = int(wish.get("reply_to") or 0), int(wish.get("message_thread_id") or 0)
    return writing.send(
        simulation,
        str(wish["text"]),
        _place(wish),
        _person(wish),
        reply_to,
        thread_id,
        is_anonymous=bool(wish.get("anonymous")),
    )


def _messages(simulation: Simulation, wish: Json) -> Json:
    return {"count": len([_message(simulation, one) for one in wish["messages"]])}


def _start(simulation: Simulation, wish: Json) -> Json:
    return writing.start(simulation, str(wish.get("payload", "")), _person(wish), _place(wish))


def _document(simulation: Simulation, wish: Json) -> Json:
    content = base64.b64decode(str(wish["content"]), validate=True)
    caption = str(wish.get("caption", ""))
    return writing.send_document(
        simulation, str(wish["file_name"]), content, caption, _place(wish), _person(wish)
    )


def _edit(simulation: Simulation, wish: Json) -> Json:
    return writing.edit(simulation, int(wish["chat_id"]), int(wish["message_id"]), str(wish["text"]))


def _callback(simulation: Simulation, wish: Json) -> Json:
    chat_id, message_id, data = int(wish["chat_id"]), int(wish["message_id"]), str(wish["data"])
    gone = bool(wish.get("inaccessible"))
    query_id = touching.press(simulation, chat_id, message_id, data, _person(wish), is_inaccessible=gone)
    return {"callback_query_id": query_id}


def _inline(simulation: Simulation, wish: Json) -> Json:
    query, offset = str(wish["query"]), str(wish.get("offset", ""))
    return {"inline_query_id": inline.inline(simulation, query, _person(wish), offset, _place(wish))}


def _choose(simulation: Simulation, wish: Json) -> Json:
    return inline.choose(simulation, str(wish["inline_query_id"]), str(wish["result_id"]), _place(wish))


def _guest(simulation: Simulation, wish: Json) -> Json:
    return inline.summon(simulation, str(wish["text"]), int(wish["chat_id"]), _person(wish))


def _reaction(simulation: Simulation, wish: Json) -> Json:
    emoji = [str(one) for one in wish["emoji"]]
    touching.react(simulation, int(wish["chat_id"]), int(wish["message_id"]), _person(wish), emoji)
    return {"ok": True}


def _member(simulation: Simulation, wish: Json) -> Json:
    membership.set_standing(simulation, int(wish["chat_id"]), _person(wish), str(wish["status"]))
    return {"ok": True}


def _person_in_group(simulation: Simulation, wish: Json) -> Json:
    by = int(wish.get("by") or FIRST_PERSON)
    membership.set_status(simulation, int(wish["chat_id"]), int(wish["user_id"]), str(wish["status"]), by)
    return {"ok": True}


def _bot(simulation: Simulation, wish: Json) -> Json:
    if unknown := wish.keys() - FLAGS:
        raise bad_request(
            f"no {', '.join(sorted(unknown))}; the bot's switches are {', '.join(sorted(FLAGS))}"
        )
    simulation.bot |= {name: bool(value) for name, value in wish.items()}
    return simulation.bot


def _migrate(simulation: Simulation, wish: Json) -> Json:
    return {"chat_id": membership.migrate(simulation, int(wish["chat_id"]), _person(wish))}


def _topic(simulation: Simulation, wish: Json) -> Json:
    name = str(wish["name"])
    return {"message_thread_id": membership.open_topic(simulation, int(wish["chat_id"]), _person(wish), name)}


def _new_chat(simulation: Simulation, wish: Json) -> Json:
    if wish["type"] not in {"group", "supergroup"} or int(wish["id"]) >= 0:
        raise bad_request("a group or supergroup with a negative id")
    standing = str(wish.get("status", "member"))
    if standing not in STANDINGS:
        raise bad_request(f"status is one of {', '.join(STANDINGS)}")
    chat = Chat(int(wish["id"]), wish["type"], str(wish["title"]), standing=standing)
    chat.is_forum = bool(wish.get("is_forum"))
    chat.username = str(wish["username"]) if wish.get("username") else None
    chat.members = {_person(wish): "creator"}
    return simulation.chats.setdefault(chat.id, chat).as_json()


def _user(simulation: Simulation, wish: Json) -> Json:
    return simulation.add_user(int(wish["id"]), str(wish["first_name"]), str(wish.get("language_code", "vi")))


def _fault(simulation: Simulation, wish: Json) -> Json:
    simulation.faults.order(wish)
    return simulation.faults.as_json()[-1]


def _flood(simulation: Simulation, wish: Json) -> Json:
    simulation.flood.set(enabled=bool(wish["enabled"]), scale=float(wish.get("scale", 1)))
    return {"ok": True}


def _clock(simulation: Simulation, wish: Json) -> Json:
    simulation.clock.advance(float(wish["advance_s"]))
    simulation.stir()
    return {"now": simulation.clock.now()}


def _redeliver(simulation: Simulation, wish: Json) -> Json:
    updates = simulation.updates
    updates.redeliver(dict(wish["update"]) if "update" in wish else updates.find(wish.get("update_id")))
    return {"ok": True}


def _restore(simulation: Simulation, wish: Json) -> Json:
    restore(simulation, wish)
    return {"ok": True}


def _reset(simulation: Simulation, _wish: Json) -> Json:
    simulation.reset()
    return {"ok": True}


ACTS: dict[str, Act] = {
    "message": _message,
    "messages": _messages,
    "start": _start,
    "document": _document,
    "edit": _edit,
    "callback": _callback,
    "inline": _inline,
    "choose": _choose,
    "guest": _guest,
    "reaction": _reaction,
    "member": _member,
    "person": _person_in_group,
    "bot": _bot,
    "migrate": _migrate,
    "topic": _topic,
    "chat": _new_chat,
    "user": _user,
    "fault": _fault,
    "flood": _flood,
    "clock": _clock,
    "redeliver": _redeliver,
    "restore": _restore,
    "reset": _reset,
}
