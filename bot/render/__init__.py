"""Values → Telegram HTML, each message at most 4,096 UTF-16 units. Knows no chat and sends nothing."""

from bot.render import crawls, held_back
from bot.render.answers import PAGE_QUOTES, Frame, answer, page_of, refused
from bot.render.citing import citation, day, in_marks, moment
from bot.render.durations import spell, spell_ms
from bot.render.lists import Entry, latest, menu, timeline
from bot.render.reading import check, context
from bot.render.refusals import Refusal
from bot.render.why import why

__all__ = [
    "PAGE_QUOTES",
    "Entry",
    "Frame",
    "Refusal",
    "answer",
    "check",
    "citation",
    "context",
    "crawls",
    "day",
    "held_back",
    "in_marks",
    "latest",
    "menu",
    "moment",
    "page_of",
    "refused",
    "spell",
    "spell_ms",
    "timeline",
    "why",
]
