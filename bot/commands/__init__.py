"""The conversation. `COMMANDS` and `BUTTONS` are the only lists: handlers, menus, /help and the docs follow them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Update

from bot.commands import (
    answer_buttons,
    bantin,
    caidat,
    chude,
    crawl,
    dangtheodoi,
    danhgia,
    diaphuong,
    dongthoigian,
    gobai,
    held_back,
    help,  # noqa: A004 - the command is called so
    hoantac,
    hoi,
    khongtraloi,
    loi,
    moinhat,
    nguon,
    nguontin,
    quyenriengtu,
    reindex,
    start,
    theodoi,
    thongke,
    trangthai,
    votes,
    xau,
    xoadulieu,
)
from bot.commands.common import Toast
from bot.context import Context

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
Press = Callable[[Update, Context], Coroutine[Any, Any, Toast | None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command, who has it, and where it stands in the menu. Its description is in texts.commands."""

    name: str
    callback: Callback
    for_admins: bool = False
    in_groups: bool = False
    in_private: bool = True
    for_group_admins: bool = False  # in groups, only their admins see it
    also: tuple[str, ...] = ()  # what it is called, too, in no menu

    def is_shown(self, *, in_group: bool, is_admin: bool = False, is_group_admin: bool = True) -> bool:
        """Whether it stands in a menu. `is_admin`: of the bot; `is_group_admin`: of the group."""
        if in_group:
            return self.in_groups and not self.for_admins and (is_group_admin or not self.for_group_admins)
        return self.in_private and (is_admin or not self.for_admins)


COMMANDS = (
    Command("start", start.start),
    Command("hoi", hoi.ask, in_groups=True),
    Command("moinhat", moinhat.latest, in_groups=True),
    Command("chude", chude.sections, in_groups=True),
    Command("diaphuong", diaphuong.places, in_groups=True),
    Command("dongthoigian", dongthoigian.timeline, in_groups=True),
    Command("theodoi", theodoi.watch),
    Command("dangtheodoi", dangtheodoi.mine),
    Command("bantin", bantin.digest, in_groups=True, for_group_admins=True),
    Command("nguon", nguon.sources, in_groups=True),
    Command("caidat", caidat.settings, in_groups=True, in_private=False, for_group_admins=True),
    Command("help", help.show_help, in_groups=True, also=("trogiup",)),
    Command("quyenriengtu", quyenriengtu.privacy),
    Command("xoadulieu", xoadulieu.ask_to_erase),
    Command("trangthai", trangthai.status, for_admins=True),
    Command("thongke", thongke.statistics, for_admins=True),
    Command("khongtraloi", khongtraloi.unanswered, for_admins=True),
    Command("xau", xau.bad_answers, for_admins=True),
    Command("danhgia", danhgia.evaluate, for_admins=True),
    Command("crawl", crawl.crawl, for_admins=True),
    Command("nguontin", nguontin.sources, for_admins=True),
    Command("loi", loi.failures, for_admins=True),
    Command("reindex", reindex.reindex, for_admins=True),
    Command("gobai", gobai.take_out, for_admins=True),
    Command("hoantac", hoantac.undo, for_admins=True),
)

# The letters before the first colon of callback_data → what a press does. Data hold ids, never text.
BUTTONS: Mapping[str, Press] = {
    "a": answer_buttons.turn_page,
    "b": bantin.choose,
    "c": answer_buttons.show_context,
    "d": quyenriengtu.export,
    "e": answer_buttons.explain,
    "f": answer_buttons.ask_alone,
    "ft": answer_buttons.ask_anytime,
    "g": answer_buttons.turn_timeline,
    "gb": gobai.change,
    "h": theodoi.ask_watched,
    "hb": held_back.show,
    "hw": held_back.believe,
    "k": answer_buttons.check_quotes,
    "l": moinhat.turn_page,
    "lo": loi.browse,
    "lr": loi.retry,
    "lt": crawl.stop,
    "n": xau.keep,
    "nt": nguontin.turn,
    "o": khongtraloi.browse,
    "p": diaphuong.browse,
    "q": start.ask_example,
    "r": votes.explain,
    "s": caidat.change,
    "t": chude.browse,
    "u": dangtheodoi.remove,
    "v": votes.vote,
    "w": theodoi.watch_asked,
    "x": xoadulieu.erase,
    "y": xau.browse,
    "z": theodoi.stop,
}
# These show what people asked, or change what the newsroom keeps and fetches: a press counts only from
# HOIBAO_ADMIN_IDS.
ADMIN_BUTTONS = frozenset({"gb", "hb", "hw", "lo", "lr", "lt", "n", "nt", "o", "y"})
