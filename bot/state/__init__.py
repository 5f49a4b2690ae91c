"""The bot's own memory: aiosqlite, one file."""

from bot.state.packing import pack, unpack
from bot.state.state import KEPT_DAYS, STATE_FILE, Asked, State, Statistics

__all__ = ["KEPT_DAYS", "STATE_FILE", "Asked", "State", "Statistics", "pack", "unpack"]
