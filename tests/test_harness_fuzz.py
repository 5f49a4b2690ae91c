"""Every method with parameters of any shape: a result, or a refusal in Telegram's form; the server never breaks."""

from __future__ import annotations

import asyncio
import json

from harness_support import CALM, FORUM, LAN
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.harness.calls import run
from bot.harness.methods import METHODS
from bot.harness.parameters import Parameters
from bot.harness.people import writing
from bot.harness.records import Chat
from bot.harness.schema import schema
from bot.harness.simulation import Simulation

ARTICLE = {"type": "article", "id": "a", "title": "T", "input_message_content": {"message_text": "x"}}


VALUES = st.one_of(
    st.sampled_from(
        ["", "x", "0", "1", "2", "-1", "1001", "-500", "true", "HTML", "typing", "ệ" * 300, "9" * 5_000]
    ),
    st.text(max_size=20),
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    "type id text url offset length message_id emoji command description title quote media "
                    "inline_keyboard callback_data input_message_content message_text".split()
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    ).map(json.dumps),
)
# Values that get past the schema, so that what lies behind it meets odd ones too.
SHAPED = {
    "reply_markup": st.fixed_dictionaries(
        {
            "inline_keyboard": st.lists(
                st.lists(
                    st.fixed_dictionaries(
                        {"text": st.text(max_size=3)}, optional={"url": st.text(max_size=9)}
                    ),
                    max_size=2,
                ),
                max_size=2,
            )
        }
    ).map(json.dumps),
    "media": st.fixed_dictionaries(
        {"type": st.sampled_from(["photo", "document"]), "media": st.text(max_size=9)}
    ).map(json.dumps),
    "result": st.just(json.dumps(ARTICLE)),
    "message_ids": st.lists(st.integers(-2, 9), max_size=4).map(json.dumps),
    "reply_parameters": st.fixed_dictionaries(
        {"message_id": st.integers(-1, 3)}, optional={"quote": st.text(max_size=4)}
    ).map(json.dumps),
}


def values_of(name: str) -> st.SearchStrategy[str]:
    if name in {"chat_id", "from_chat_id"}:
        return st.sampled_from(["1001", "-500", "-700", "@x", "5", ""])
    return VALUES | SHAPED[name] if name in SHAPED else VALUES


CALLS = st.sampled_from(sorted(METHODS.keys() - {"getUpdates", "setWebhook"})).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.fixed_dictionaries(
            {field: values_of(field) for field, kind in schema().methods[name].items() if kind.is_required},
            optional={
                field: values_of(field)
                for field, kind in schema().methods[name].items()
                if not kind.is_required
            },
        ),
    )
)


@settings(CALM, max_examples=120)
@given(st.lists(CALLS, min_size=1, max_size=4))
def test_no_call_breaks_the_server(calls: list[tuple[str, dict[str, str]]]) -> None:
    """Whatever the parameters, there is a result or a refusal in Telegram's form."""

    async def play() -> list[int]:
        simulation = Simulation()
        for number, kind in ((-500, "group"), (FORUM, "supergroup")):
            simulation.chats[number] = Chat(number, kind, "Nhóm", is_forum=kind == "supergroup")
            simulation.chats[number].standing = "administrator"
        writing.send(simulation, "xin chào", LAN, LAN)
        await run(simulation, "sendMessage", Parameters({"chat_id": str(LAN), "text": "chào"}))
        return [(await run(simulation, name, Parameters(dict(values))))[0] for name, values in calls]

    assert set(asyncio.run(play())) <= {200, 400, 403, 404, 501}
