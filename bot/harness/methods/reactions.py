"""The bot's own reactions: one emoji of those that Telegram offers."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.records import Json
from bot.harness.simulation import Simulation

_AS_PICTURE = "\ufe0f"  # libraries write it or not; Telegram does not care
EMOJI = frozenset(
    """
👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕
😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
""".split()
)


async def set_message_reaction(simulation: Simulation, parameters: Parameters) -> bool:
    """setMessageReaction; an empty list takes it back."""
    reactions = parameters.array("reaction")
    chat = simulation.chat_for_bot(parameters.text("chat_id"))
    number = parameters.integer("message_id")
    if number not in chat.messages:
        raise bad_request("message to react not found")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = [_emoji(one) for one in reactions]
    chat.messages[number]["bot_reactions"] = emoji
    simulation.events.add(
        "reaction", chat_id=chat.id, message_id=number, emoji=emoji, by=simulation.bot["id"]
    )
    return True


def _emoji(reaction: Json) -> str:
    emoji = str(reaction.get("emoji", "")).replace(_AS_PICTURE, "")
    if reaction["type"] != "emoji" or emoji not in EMOJI:
        raise bad_request("REACTION_INVALID")
    return emoji
