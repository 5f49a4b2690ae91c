"""The bot's own reactions: one emoji of those that Telegram offers."""

from __future__ import annotations

from bot.harness.errors import bad_request
from bot.harness.parameters import Parameters
from bot.harness.simulation import Simulation

_UNREADABLE = "can't parse reaction types JSON object"
_AS_PICTURE = "\ufe0f"  # libraries write it or not; Telegram does not care
EMOJI = frozenset(
    """
👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕
😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
""".split()
)


async def set_message_reaction(simulation: Simulation, parameters: Parameters) -> bool:
    """setMessageReaction; an empty list takes it back."""
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    number = parameters.integer("message_id")
    if number not in chat.messages:
        raise bad_request("message to react not found")
    reactions = parameters.json("reaction", _UNREADABLE) or []
    if not isinstance(reactions, list) or not all(isinstance(one, dict) for one in reactions):
        raise bad_request(_UNREADABLE)
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = [str(one.get("emoji")).replace(_AS_PICTURE, "") for one in reactions]
    if not EMOJI.issuperset(emoji):
        raise bad_request("REACTION_INVALID")
    chat.messages[number]["bot_reactions"] = emoji
    simulation.events.add(
        "reaction", chat_id=chat.id, message_id=number, emoji=emoji, by=simulation.bot["id"]
    )
    return True
