"""The conversation. `COMMANDS` and `BUTTONS` are the only lists: handlers, menus, /help and the docs follow them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from enum import Enum
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


class For(Enum):
    """Whose press counts."""

    EVERYBODY = "everybody"
    ADMINS = "HOIBAO_ADMIN_IDS"


@dataclass(frozen=True, slots=True)
class ButtonOf:
    """What a press on a button does, and whose press counts: no default, since a forgotten one would be everybody's."""

    press: Press
    whose: For


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
# Whose press counts is said of each: what shows what people asked, or changes what the newsroom keeps and fetches, is
# for admins. That a button stands only under messages to them is not enough: data can be made up.
BUTTONS: Mapping[str, ButtonOf] = {
    "a": ButtonOf(answer_buttons.turn_page, For.EVERYBODY),
    "b": ButtonOf(bantin.choose, For.EVERYBODY),
    "c": ButtonOf(answer_buttons.show_context, For.EVERYBODY),
    "d": ButtonOf(quyenriengtu.export, For.EVERYBODY),
    "e": ButtonOf(answer_buttons.explain, For.EVERYBODY),
    "f": ButtonOf(answer_buttons.ask_alone, For.EVERYBODY),
    "ft": ButtonOf(answer_buttons.ask_anytime, For.EVERYBODY),
    "g": ButtonOf(answer_buttons.turn_timeline, For.EVERYBODY),
    "gb": ButtonOf(gobai.change, For.ADMINS),
    "h": ButtonOf(theodoi.ask_watched, For.EVERYBODY),
    "hb": ButtonOf(held_back.show, For.ADMINS),
    "hw": ButtonOf(held_back.believe, For.ADMINS),
    "k": ButtonOf(answer_buttons.check_quotes, For.EVERYBODY),
    "l": ButtonOf(moinhat.turn_page, For.EVERYBODY),
    "lo": ButtonOf(loi.browse, For.ADMINS),
    "lr": ButtonOf(loi.retry, For.ADMINS),
    "lt": ButtonOf(crawl.stop, For.ADMINS),
    "n": ButtonOf(xau.keep, For.ADMINS),
    "nt": ButtonOf(nguontin.turn, For.ADMINS),
    "o": ButtonOf(khongtraloi.browse, For.ADMINS),
    "p": ButtonOf(diaphuong.browse, For.EVERYBODY),
    "q": ButtonOf(start.ask_example, For.EVERYBODY),
    "r": ButtonOf(votes.explain, For.EVERYBODY),
    "s": ButtonOf(caidat.change, For.EVERYBODY),
    "t": ButtonOf(chude.browse, For.EVERYBODY),
    "u": ButtonOf(dangtheodoi.remove, For.EVERYBODY),
    "v": ButtonOf(votes.vote, For.EVERYBODY),
    "w": ButtonOf(theodoi.watch_asked, For.EVERYBODY),
    "x": ButtonOf(xoadulieu.erase, For.EVERYBODY),
    "y": ButtonOf(xau.browse, For.ADMINS),
    "z": ButtonOf(theodoi.stop, For.EVERYBODY),
}
