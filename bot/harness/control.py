"""The control side of the server: what a person, a test or the chat page does. JSON in, JSON out, under /sim/.

POST /sim/message   {text, chat_id = user_id, user_id = 1001, reply_to?, message_thread_id?} → Message
POST /sim/edit      {chat_id, message_id, text} → Message
POST /sim/callback  {chat_id, message_id, data, user_id = 1001} → {callback_query_id}
POST /sim/inline    {query, offset = "", user_id = 1001} → {inline_query_id}
POST /sim/choose    {inline_query_id, result_id, chat_id} → Message
POST /sim/reaction  {chat_id, message_id, user_id, emoji: [..]} → {ok}
POST /sim/member    {chat_id, user_id, status: member | kicked | left | deactivated} → {ok}
POST /sim/migrate   {chat_id, user_id} → {chat_id}
POST /sim/chat      {id, type: group | supergroup, title, is_forum?} → Chat
POST /sim/user      {id, first_name, language_code = "vi"} → User
POST /sim/fault     {action, method?, chat_id?, contains?, skip?, times?, …} → the order (see `faults`)
POST /sim/flood     {enabled, scale = 1} → {ok}
POST /sim/clock     {advance_s} → {now}
POST /sim/redeliver {update_id? | update?} → {ok}: an update once more, the last one by default; or one made up, such
                    as one that no library can parse
POST /sim/deliver   {update_id?, secret_token?, content_type = "application/json"} → {status}: posts an update to the
                    webhook out of turn, the last one by default, with a wrong secret or type if asked
POST /sim/reset     {} → {ok}
GET  /sim/state · /sim/chat/<id>?user_id= · /sim/calls?since= · /sim/events?since= (server-sent events)
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from aiohttp import web

from bot.harness.api import SIMULATION
from bot.harness.delivery import JSON_TYPE
from bot.harness.errors import ApiError, bad_request
from bot.harness.methods.profile import commands_for
from bot.harness.people import People
from bot.harness.simulation import PEOPLE, Chat, Json, Simulation
from bot.harness.webhook import WebhookSender

SENDER = web.AppKey("sender", WebhookSender)
HEARTBEAT_S = 15.0
FIRST_PERSON = PEOPLE[0][0]
Act = Callable[[Simulation, People, Json], Any]


def add_control(app: web.Application) -> None:
    """Add the routes of the control side."""
    for name, act in ACTS.items():
        app.router.add_post(f"/sim/{name}", _poster(act))
    app.router.add_post("/sim/deliver", _deliver)
    app.router.add_get("/sim/state", _state)
    app.router.add_get("/sim/chat/{chat_id}", _chat)
    app.router.add_get("/sim/calls", _calls)
    app.router.add_get("/sim/events", _events)


def _poster(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        simulation = request.app[SIMULATION]
        return await _answer(request, lambda wish: act(simulation, People(simulation), wish))

    return handler


async def _answer(request: web.Request, act: Callable[[Json], Any]) -> web.Response:
    """What `act` makes of the body, or why it does not. It may be a coroutine."""
    try:
        wish = await request.json() if request.can_read_body else {}
        result = act(wish)
        return web.json_response(await result if isawaitable(result) else result)
    except ApiError as error:
        return web.json_response(error.as_json(), status=error.code)
    except (ValueError, KeyError, TypeError):
        wrong = bad_request(f"not what {request.path} takes: see bot/harness/control.py")
        return web.json_response(wrong.as_json(), status=400)


async def _deliver(request: web.Request) -> web.Response:
    updates, sender = request.app[SIMULATION].updates, request.app[SENDER]

    async def act(wish: Json) -> Json:
        update = updates.find(wish.get("update_id"))
        kind = str(wish.get("content_type", JSON_TYPE))
        return {"status": await sender.deliver_now(update, wish.get("secret_token"), kind)}

    return await _answer(request, act)


def _person(wish: Json) -> int:
    return int(wish.get("user_id") or FIRST_PERSON)


def _message(_sim: Simulation, people: People, wish: Json) -> Json:
    return people.send(
        str(wish["text"]),
        int(wish.get("chat_id") or _person(wish)),
        _person(wish),
        int(wish.get("reply_to") or 0),
        int(wish.get("message_thread_id") or 0),
    )


def _edit(_sim: Simulation, people: People, wish: Json) -> Json:
    return people.edit(int(wish["chat_id"]), int(wish["message_id"]), str(wish["text"]))


def _callback(_sim: Simulation, people: People, wish: Json) -> Json:
    query_id = people.press(int(wish["chat_id"]), int(wish["message_id"]), str(wish["data"]), _person(wish))
    return {"callback_query_id": query_id}


def _inline(_sim: Simulation, people: People, wish: Json) -> Json:
    return {"inline_query_id": people.inline(str(wish["query"]), _person(wish), str(wish.get("offset", "")))}


def _choose(_sim: Simulation, people: People, wish: Json) -> Json:
    chat_id = int(wish.get("chat_id") or _person(wish))
    return people.choose(str(wish["inline_query_id"]), str(wish["result_id"]), chat_id)


def _reaction(_sim: Simulation, people: People, wish: Json) -> Json:
    emoji = [str(one) for one in wish["emoji"]]
    people.react(int(wish["chat_id"]), int(wish["message_id"]), _person(wish), emoji)
    return {"ok": True}


def _member(_sim: Simulation, people: People, wish: Json) -> Json:
    people.set_standing(int(wish["chat_id"]), _person(wish), str(wish["status"]))
    return {"ok": True}


def _migrate(_sim: Simulation, people: People, wish: Json) -> Json:
    return {"chat_id": people.migrate(int(wish["chat_id"]), _person(wish))}


def _new_chat(simulation: Simulation, _people: People, wish: Json) -> Json:
    if wish["type"] not in {"group", "supergroup"} or int(wish["id"]) >= 0:
        raise bad_request("a group or supergroup with a negative id")
    chat = Chat(int(wish["id"]), wish["type"], str(wish["title"]), is_forum=bool(wish.get("is_forum")))
    return simulation.chats.setdefault(chat.id, chat).as_json()


def _user(simulation: Simulation, _people: People, wish: Json) -> Json:
    return simulation.add_user(int(wish["id"]), str(wish["first_name"]), str(wish.get("language_code", "vi")))


def _fault(simulation: Simulation, _people: People, wish: Json) -> Json:
    simulation.faults.order(wish)
    return simulation.faults.as_json()[-1]


def _flood(simulation: Simulation, _people: People, wish: Json) -> Json:
    simulation.flood.set(enabled=bool(wish["enabled"]), scale=float(wish.get("scale", 1)))
    return {"ok": True}


def _clock(simulation: Simulation, _people: People, wish: Json) -> Json:
    simulation.clock.advance(float(wish["advance_s"]))
    simulation.stir()
    return {"now": simulation.clock.now()}


def _redeliver(simulation: Simulation, _people: People, wish: Json) -> Json:
    updates = simulation.updates
    updates.redeliver(dict(wish["update"]) if "update" in wish else updates.find(wish.get("update_id")))
    return {"ok": True}


def _reset(simulation: Simulation, _people: People, _wish: Json) -> Json:
    simulation.reset()
    return {"ok": True}


ACTS: dict[str, Act] = {
    "message": _message,
    "edit": _edit,
    "callback": _callback,
    "inline": _inline,
    "choose": _choose,
    "reaction": _reaction,
    "member": _member,
    "migrate": _migrate,
    "chat": _new_chat,
    "user": _user,
    "fault": _fault,
    "flood": _flood,
    "clock": _clock,
    "redeliver": _redeliver,
    "reset": _reset,
}


async def _state(request: web.Request) -> web.Response:
    simulation = request.app[SIMULATION]
    hook = simulation.webhook and {k: v for k, v in simulation.webhook.items() if k != "secret_token"}
    return web.json_response(
        {
            "bot": simulation.bot,
            "users": list(simulation.users.values()),
            "chats": [chat.as_json() for chat in simulation.chats.values()],
            "faults": simulation.faults.as_json(),
            "pending_updates": len(simulation.updates.pending()),
            "webhook": hook,
            "polling": simulation.updates.is_polled,
            "now": simulation.now(),
            "last_event": simulation.events.last,
        }
    )


async def _chat(request: web.Request) -> web.Response:
    simulation = request.app[SIMULATION]
    try:
        chat = simulation.chats[int(request.match_info["chat_id"])]
        user = simulation.users[int(request.query.get("user_id") or FIRST_PERSON)]
    except (ValueError, KeyError):
        return web.json_response(bad_request("chat not found").as_json(), status=400)
    language = user.get("language_code", "")
    return web.json_response(
        {
            "chat": chat.as_json(),
            "messages": list(chat.messages.values()),
            "commands": commands_for(simulation, chat, user),
            "description": simulation.profile.text("description", language),
            "short_description": simulation.profile.text("short_description", language),
            "typing": chat.typing_until > simulation.clock.now(),
            "last_event": simulation.events.last,
        }
    )


async def _calls(request: web.Request) -> web.Response:
    since = int(request.query.get("since", 0))
    return web.json_response({"calls": request.app[SIMULATION].calls[since:]})


async def _events(request: web.Request) -> web.StreamResponse:
    simulation = request.app[SIMULATION]
    seen = int(request.headers.get("Last-Event-ID") or request.query.get("since") or simulation.events.last)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    await response.write(b": ready\n\n")
    while True:
        fresh = await simulation.events.wait_after(seen, HEARTBEAT_S)
        lines = [f"id: {event['n']}\ndata: {json.dumps(event)}\n\n" for event in fresh]
        await response.write("".join(lines or [": still here\n\n"]).encode())
        seen = fresh[-1]["n"] if fresh else seen
