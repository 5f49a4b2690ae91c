"""The control side of the server: what a person, a test or the chat page does. JSON in, JSON out, under /sim/.

POST /sim/message   {text, chat_id = user_id, user_id = 1001, reply_to?, message_thread_id?, anonymous?} → Message
POST /sim/messages  {messages: [what /sim/message takes, …]} → {count}: many at once, for load
POST /sim/start     {payload = "", user_id = 1001, chat_id?} → Message: the START button, or t.me/<bot>?start=<payload>;
                    in a group what ?startgroup=<payload> does
POST /sim/document  {file_name, content: base64, caption = "", chat_id = user_id, user_id = 1001} → Message
POST /sim/edit      {chat_id, message_id, text} → Message
POST /sim/callback  {chat_id, message_id, data, user_id = 1001, inaccessible = false} → {callback_query_id}
POST /sim/inline    {query, offset = "", user_id = 1001, chat_id = user_id} → {inline_query_id}
POST /sim/choose    {inline_query_id, result_id, chat_id} → Message
POST /sim/guest     {text, chat_id, user_id = 1001} → Message: mentions the bot where it is no member
POST /sim/reaction  {chat_id, message_id, user_id, emoji: [..]} → {ok}
POST /sim/member    {chat_id, user_id, status} → {ok}: the bot is now member, administrator, restricted, kicked or left;
                    in private kicked is blocked, and the person may be deactivated; a group may be deleted
POST /sim/person    {chat_id, user_id, status, by = 1001} → {ok}: in a group a person is now creator, administrator,
                    member, restricted, left or kicked
POST /sim/migrate   {chat_id, user_id} → {chat_id}
POST /sim/chat      {id, type: group | supergroup, title, is_forum?, username?, status = "member", user_id = 1001}
                    → Chat: the user owns it, the status is the bot's
POST /sim/topic     {chat_id, name, user_id = 1001} → {message_thread_id}
POST /sim/bot       {can_read_all_group_messages?, supports_inline_queries?, supports_guest_queries?, can_join_groups?}
                    → User: switches that @BotFather has
POST /sim/user      {id, first_name, language_code = "vi"} → User
POST /sim/fault     {action, method?, chat_id?, contains?, skip?, times?, …} → the order (see `faults`)
POST /sim/outage    {seconds} → {ok}: connections are refused for so long, those of the control side that stand go on
POST /sim/heal      {} → {ok}: no fault is left, and an outage is over
POST /sim/flood     {enabled, scale = 1} → {ok}
POST /sim/clock     {advance_s} → {now}
POST /sim/redeliver {update_id? | update?} → {ok}: an update once more, the last one by default; or one made up, such
                    as one that no library can parse; without an update_id of its own it comes next
POST /sim/deliver   {update_id?, secret_token?, content_type = "application/json"} → {status}: posts an update to the
                    webhook out of turn, the last one by default, with a wrong secret or type if asked
POST /sim/restore   what /sim/snapshot gave → {ok}
POST /sim/reset     {} → {ok}
GET  /sim/snapshot  the whole state, to be restored later or elsewhere
GET  /sim/wait?since=&seconds= → {last_event}: as soon as there is a newer event than `since`, or when the time is up
GET  /sim/state · /sim/chat/<id>?user_id= · /sim/calls?since= · /sim/events?since= (server-sent events)
GET  /sim/file/<file_id>?name= a document or photo of a chat, to look at or to keep
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from inspect import isawaitable
from typing import Any

from aiohttp import web

from bot.harness import snapshot
from bot.harness.acts import ACTS, FIRST_PERSON, Act
from bot.harness.api import DOOR, SIMULATION
from bot.harness.delivery import JSON_TYPE
from bot.harness.download import download
from bot.harness.errors import ApiError, bad_request
from bot.harness.methods.profile import commands_for
from bot.harness.records import Json
from bot.harness.webhook import WebhookSender

SENDER = web.AppKey("sender", WebhookSender)
HEARTBEAT_S = 15.0


def add_control(app: web.Application) -> None:
    """Add the routes of the control side."""
    for name, act in ACTS.items():
        app.router.add_post(f"/sim/{name}", _poster(name, act))
    app.router.add_post("/sim/deliver", _deliver)
    app.router.add_post("/sim/outage", _outage)
    app.router.add_post("/sim/heal", _heal)
    app.router.add_get("/sim/snapshot", _snapshot)
    app.router.add_get("/sim/state", _state)
    app.router.add_get("/sim/chat/{chat_id}", _chat)
    app.router.add_get("/sim/wait", _wait)
    app.router.add_get("/sim/calls", _calls)
    app.router.add_get("/sim/events", _events)
    app.router.add_get("/sim/file/{file_id}", _file)


def _poster(name: str, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handler(request: web.Request) -> web.Response:
        simulation = request.app[SIMULATION]
        response = await _answer(request, lambda wish: act(simulation, wish))
        if response.status == 200:  # so that a page sees what another page or a test did
            simulation.events.add("act", name=name)
        return response

    return handler


async def _answer(request: web.Request, act: Callable[[Json], Any]) -> web.Response:
    """What `act` makes of the body, or why it does not. It may be a coroutine."""
    try:
        wish = await request.json() if request.can_read_body else {}
        result = act(wish)
        return web.json_response(await result if isawaitable(result) else result)
    except ApiError as error:
        return web.json_response(error.as_json(), status=error.code)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        wrong = bad_request(f"not what {request.path} takes: see bot/harness/control.py")
        return web.json_response(wrong.as_json(), status=400)


async def _deliver(request: web.Request) -> web.Response:
    updates, sender = request.app[SIMULATION].updates, request.app[SENDER]

    async def act(wish: Json) -> Json:
        update = updates.find(wish.get("update_id"))
        kind = str(wish.get("content_type", JSON_TYPE))
        return {"status": await sender.deliver_now(update, wish.get("secret_token"), kind)}

    return await _answer(request, act)


async def _outage(request: web.Request) -> web.Response:
    async def act(wish: Json) -> Json:
        await request.app[DOOR].shut(float(wish["seconds"]))
        return {"ok": True}

    return await _answer(request, act)


async def _heal(request: web.Request) -> web.Response:
    async def act(_wish: Json) -> Json:
        request.app[SIMULATION].faults.clear()
        await request.app[DOOR].reopen()
        return {"ok": True}

    response = await _answer(request, act)
    request.app[SIMULATION].events.add("act", name="heal")  # as of the other acts
    return response


async def _snapshot(request: web.Request) -> web.Response:
    return web.json_response(snapshot.take(request.app[SIMULATION]))


async def _state(request: web.Request) -> web.Response:
    simulation = request.app[SIMULATION]
    hook = simulation.webhook and {k: v for k, v in simulation.webhook.items() if k != "secret_token"}
    return web.json_response(
        {
            "bot": simulation.bot,
            "users": list(simulation.users.values()),
            "chats": [chat.as_json() for chat in simulation.chats.values()],
            "faults": simulation.faults.as_json(),
            "flood": {"enabled": simulation.flood.enabled, "scale": simulation.flood.scale},
            "pending_updates": len(simulation.updates.pending()),
            "webhook": hook,
            "polling": simulation.updates.is_polled,
            "now": simulation.now(),
            "processor_s": time.process_time(),
            "unanswered": list(simulation.callbacks),
            "last_event": simulation.events.last,
            "last_call": simulation.last_call,
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
            "draft": chat.draft if chat.draft and chat.draft["expires_at"] > simulation.clock.now() else None,
            "pinned": chat.pinned,
            "reply_keyboard": chat.reply_keyboard,
            "standing": chat.standing,
            "migrated_to": chat.migrated_to,
            "closed_topics": chat.closed_topics,
            "topics": [{"message_thread_id": number, "name": name} for number, name in chat.topics.items()],
            "typing": chat.typing_until > simulation.clock.now(),
            "last_event": simulation.events.last,
        }
    )


async def _file(request: web.Request) -> web.Response:
    content = request.app[SIMULATION].files.get(request.match_info["file_id"])
    if content is None:
        return web.json_response(ApiError(404, "Not Found").as_json(), status=404)
    return download(content, request.query.get("name", ""))


def _number(raw: str | None) -> int:
    return int(raw) if raw and raw.isdecimal() and raw.isascii() else 0


def _seconds(raw: str | None) -> float:
    return float(raw) if raw and re.fullmatch(r"[0-9]{1,9}(?:[.][0-9]*)?", raw) else 0.0


async def _calls(request: web.Request) -> web.Response:
    return web.json_response(
        {"calls": request.app[SIMULATION].calls_after(_number(request.query.get("since")))}
    )


async def _wait(request: web.Request) -> web.Response:
    events, since = request.app[SIMULATION].events, _number(request.query.get("since"))
    await events.wait_after(since, min(_seconds(request.query.get("seconds")), HEARTBEAT_S))
    return web.json_response({"last_event": events.last})


async def _events(request: web.Request) -> web.StreamResponse:
    simulation = request.app[SIMULATION]
    asked = request.headers.get("Last-Event-ID") or request.query.get("since")
    seen = _number(asked) if asked else simulation.events.last
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    await response.write(b": ready\nretry: 500\n\n")
    with suppress(ConnectionResetError):  # the page was closed
        while True:
            fresh = await simulation.events.wait_after(seen, HEARTBEAT_S)
            lines = [f"id: {event['n']}\ndata: {json.dumps(event)}\n\n" for event in fresh]
            await response.write("".join(lines or [": still here\n\n"]).encode())
            seen = fresh[-1]["n"] if fresh else seen
    return response
