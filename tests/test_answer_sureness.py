"""What is below even odds says so wherever it is shown, and is counted as such."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.elsewhere.results import guest_result, results
from bot.state import pack, unpack
from bot.texts import VI
from corpus import Answer, Archive, CorpusSettings, Outcome, Quote, Source
from corpus.evaluation.metrics import judge, report
from corpus.evaluation.questionset import Example, GoldSpan
from corpus.terminal.report import answer_json, answer_text

WHEN = datetime(2026, 11, 1, tzinfo=UTC)
SOURCE = Source("a", "v", "Giá tôm", "https://bao.example/a", None, "Báo Thử", WHEN)
QUOTE = Quote(SOURCE, 0, 4, "Một.", 1.0)
SURE = Answer("?", Outcome.ANSWERED, (QUOTE,), confidence=0.5)
UNSURE = replace(SURE, confidence=0.49)
REFUSED = Answer("?", Outcome.NOT_FOUND, confidence=0.9)  # held back for another reason


def test_only_what_is_answered_is_sure() -> None:
    assert [one.is_sure for one in (SURE, UNSURE, REFUSED)] == [True, False, False]


def test_the_command_line_says_so() -> None:
    line = "The nearest there is; it may not answer the question."
    assert answer_text(UNSURE).splitlines()[0] == line
    assert line not in answer_text(SURE)
    assert line not in answer_text(REFUSED)
    assert [answer_json(one)["is_sure"] for one in (SURE, UNSURE)] == [True, False]


def test_a_message_in_somebody_elses_chat_says_so() -> None:
    for is_sure in (True, False):
        inline, _next = results([QUOTE], 0, "https://t.me/b", VI, is_sure=is_sure)
        for one in (*inline, guest_result(QUOTE, "https://t.me/b", VI, is_sure=is_sure)):
            said = one.input_message_content.to_dict()["message_text"]
            assert said.startswith("<blockquote>" if is_sure else f"{VI.reading.unsure}\n<blockquote>")


@pytest.mark.parametrize("confidence", [0.3, 0.7])
async def test_it_is_still_known_when_an_answer_is_shown_again(tmp_path: Path, confidence: float) -> None:
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        again = await unpack(pack(replace(SURE, confidence=confidence)), "?", archive)
        older = await unpack(pack(SURE).replace('"confidence"', '"other"'), "?", archive)
    assert again.confidence == confidence
    assert older.is_sure  # it did not say


def test_shares_of_sure_answers() -> None:
    asked = Example("1", "?", "a", ())
    answerable = Example("2", "?", "a", (GoldSpan("Một.", 0),))
    found = report(
        [
            judge(example, one, None)
            for example in (asked, answerable)
            for one in (SURE, UNSURE, UNSURE, REFUSED)
        ]
    )
    assert (found.answered, found.sure) == (0.75, 0.25)
    assert (found.wrong_answers, found.surely_wrong) == (0.75, 0.25)
