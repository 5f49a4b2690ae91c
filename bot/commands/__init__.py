"""The conversation. `COMMANDS` and `BUTTONS` are the only lists: handlers, menus, /help and the docs follow them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Update

from bot.commands import (
    answer_buttons,
    help,  # noqa: A004 - the command is called so
    hoi,
    moinhat,
    nguon,
    quyenriengtu,
    reindex,
    start,
    thongke,
    trangthai,
    votes,
    xoadulieu,
)
from bot.context import Context

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command, who has it, and where it stands in the menu. Its description is in texts.commands."""

    name: str
    callback: Callback
    for_admins: bool = False
    in_groups: bool = False


COMMANDS = (
    Command("start", start.start),
    Command("hoi", hoi.ask, in_groups=True),
    Command("moinhat", moinhat.latest, in_groups=True),
    Command("nguon", nguon.sources, in_groups=True),
    Command("help", help.show_help, in_groups=True),
    Command("quyenriengtu", quyenriengtu.privacy),
    Command("xoadulieu", xoadulieu.ask_to_erase),
    Command("trangthai", trangthai.status, for_admins=True),
    Command("thongke", thongke.statistics, for_admins=True),
    Command("reindex", reindex.reindex, for_admins=True),
)

# The letter before the first colon of callback_data → what a press does. Data hold ids, never text.
BUTTONS: Mapping[str, Callback] = {
    "a": answer_buttons.turn_page,
    "c": answer_buttons.show_context,
    "v": votes.vote,
    "r": votes.explain,
    "l": moinhat.turn_page,
    "x": xoadulieu.erase,
}
