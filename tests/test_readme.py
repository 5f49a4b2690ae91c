"""The exchange at the head of the README is what the sample articles really answer."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from bot import render
from bot.texts import VI
from corpus import Archive, CorpusSettings, Question, now

SHOWN = (Path(__file__).parents[1] / "README.md").read_text("utf-8").split("\nIt writes nothing")[0]


async def test_the_first_exchange_is_real(samples: Path) -> None:
    (question,) = re.findall(r"\*\*Lan:\*\* (.+)", SHOWN)
    async with await Archive.open(CorpusSettings(samples)) as archive:
        answer = await archive.ask(Question(question, now()))
    frame = render.Frame(1, share_url="https://t.me/share/url?url=x")
    message = render.answer(answer, frame, VI)
    quotes = re.findall(r"<blockquote>(.+?)</blockquote>", message.html)
    assert re.findall(r"> > (“.+”)", SHOWN) == [re.sub("</?b>", "**", unescape(one)) for one in quotes]
    source = answer.quotes[0].source
    assert f"[{source.headline}]({source.url})" in SHOWN
    buttons = [button.text for row in message.buttons for button in row]
    assert re.findall(r"`([^`]+)`", SHOWN) == buttons
