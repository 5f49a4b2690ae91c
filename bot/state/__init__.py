"""The bot's own memory: aiosqlite, one file, and beside it the key of its hashes."""

from bot.state.asked import Asked, Incoming, Kind
from bot.state.chats import GroupSettings
from bot.state.database import STATE_FILE
from bot.state.digests import Digest
from bot.state.keys import check as check_key
from bot.state.links import answer_in
from bot.state.log import Day, Statistics
from bot.state.packing import Packed, pack, pack_quote, packed_quotes, restored, unpack, unpack_quote
from bot.state.privacy import Erased
from bot.state.state import State
from bot.state.votes import Bad
from bot.state.watches import MAX_WATCHES, Added, Alert, Finding, Watch

__all__ = [
    "MAX_WATCHES",
    "STATE_FILE",
    "Added",
    "Alert",
    "Asked",
    "Bad",
    "Day",
    "Digest",
    "Erased",
    "Finding",
    "GroupSettings",
    "Incoming",
    "Kind",
    "Packed",
    "State",
    "Statistics",
    "Watch",
    "answer_in",
    "check_key",
    "pack",
    "pack_quote",
    "packed_quotes",
    "restored",
    "unpack",
    "unpack_quote",
]
