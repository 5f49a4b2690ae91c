"""Why an answer is what it is."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from corpus import VIETNAM, Archive, CorpusSettings, Question
from corpus.answer.ranking.model import fitted
from corpus.answer.ranking.necessity_features import NECESSITY_FEATURES
from corpus.answer.ranking.ranking import FEATURES
from corpus.answer.reading import common_terms
from corpus.terminal import explanation_text

NOW = datetime(2026, 11, 25, 9, tzinfo=VIETNAM)
NEWS = {
    "id": "tom",
    "headline": "Giá tôm hùm tăng",
    "body": "Tôm hùm xanh ở Sông Cầu có giá 950.000 đồng/kg.",
}


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps(NEWS), encoding="utf-8")
    async with await Archive.open(CorpusSettings(tmp_path / "data")) as opened:
        await opened.ingest([file])
        yield opened


async def test_an_answer_is_explained_by_its_words_and_what_was_weighed(archive: Archive) -> None:
    asked = Question("gia tom hum xanh bao nhieu", NOW)
    why, answer = await archive.explain(asked), await archive.ask(asked)
    [quote] = why["quotes"]
    assert (quote["start"], quote["end"]) == (answer.quotes[0].start, answer.quotes[0].end)
    assert quote["probability"] == pytest.approx(answer.quotes[0].score, abs=1e-3)
    assert set(quote["words"]["headline"]) == {"gia", "tom", "hum"}
    assert {"tom", "hum", "xanh"} <= set(quote["words"]["quote"])
    assert quote["features"].keys() <= {*FEATURES, *NECESSITY_FEATURES}
    assert quote["features"].keys() & set(NECESSITY_FEATURES)
    assert why["judged"]["says"].keys() == {"gia", "tom", "hum", "xanh"}
    assert why["judged"]["is_answer"]
    assert why["judged"]["confidence"] == pytest.approx(answer.confidence, abs=1e-3)
    assert "confidence" in explanation_text(why)


async def test_what_is_too_common_to_be_looked_for_is_told(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Question("Tôm hùm có giá bao nhiêu ở Sông Cầu?", NOW)
    assert (await archive.explain(asked))["common"] == {}
    monkeypatch.setattr(common_terms, "SMALL", 0)
    why = await archive.explain(asked)
    assert why["terms"]
    assert why["common"]
    assert "too common" in explanation_text(why)
    assert (await archive.ask(asked)).quotes


async def test_a_refusal_says_what_is_missing(archive: Archive) -> None:
    why = await archive.explain(Question("giá vàng SJC hôm qua", NOW))
    assert not why["judged"]["is_answer"]
    assert why["judged"]["threshold"] == pytest.approx(fitted().threshold, abs=1e-3)
    assert why["question"]["time"] == "24/11/2026"
    assert "vang" in why["judged"]["missing"]
    assert why["judged"]["says"]["vang"] < 0
    assert "words say" in explanation_text(why)


async def test_places_and_what_it_follows_are_told(archive: Archive) -> None:
    history = ("Tôm hùm xanh ở Sông Cầu giá bao nhiêu?",)
    why = await archive.explain(Question("còn xã Hòa Kiến?", NOW, history))
    assert why["question"]["follows"] == "Tôm hùm xanh ở Sông Cầu giá"
    assert [place["others"] for place in why["question"]["places"]] == [["Phường Bình Kiến"]]


async def test_an_empty_find_is_explained_too(archive: Archive) -> None:
    why = await archive.explain(Question("qwrtp zxcvb", NOW))
    assert why["quotes"] == []
    assert "refused" in explanation_text(why)
