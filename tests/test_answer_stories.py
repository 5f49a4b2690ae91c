"""Several articles on one story: quoted once where they agree, side by side where their numbers do not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from itertools import permutations
from pathlib import Path

import pytest

from corpus import Archive, Article, CorpusSettings, Part, PartKind, Question, Quote, Source, Span
from corpus.answer.choosing.stories import Amount, amount_of, grouped
from corpus.timezone import VIETNAM

NOW = datetime(2026, 8, 12, 9, tzinfo=VIETNAM)
WIRE = "Bão số 7 làm tốc mái 1.250 nhà ở ba xã ven biển, chín người bị thương."


def article(key: str, day: str, headline: str, text: str) -> Article:
    published = datetime.fromisoformat(f"{day}T07:00+07:00")
    return Article(key, headline, text, (Part(PartKind.BODY, 0, len(text)),), published_at=published)


NEWS = (
    article("bao-1", "2026-08-03", "Bão số 7 vào bờ", f"{WIRE}\nĐiện đã có lại ở Xuân Cảnh."),
    article("bao-2", "2026-08-03", "Sau bão số 7", f"{WIRE[:-1]}, theo ban chỉ huy.\nTrường học mở cửa."),
    article("bao-3", "2026-08-04", "Bão số 7: thống kê", f"Tin từ ban chỉ huy: {WIRE}\nGạo được chở ra xã."),
    article("ghe-1", "2026-07-01", "Vụ va ghe ở cửa Đà Diễn", "Vụ va ghe ở cửa Đà Diễn làm chìm 3 ghe câu."),
    article("ghe-2", "2026-07-03", "Vụ va ghe ở cửa Đà Diễn: kiểm đếm", "Vụ va ghe ở cửa Đà Diễn làm chìm 5 ghe câu."),
    article("ghe-3", "2026-06-20", "Vụ va ghe ở vịnh Xuân Đài", "Vụ va ghe ở vịnh Xuân Đài làm chìm 8 ghe câu."),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stories")


@pytest.fixture
async def archive(folder: Path) -> AsyncIterator[Archive]:
    async with await Archive.open(CorpusSettings(folder)) as opened:
        await opened.take_in(NEWS)
        yield opened


async def test_what_several_articles_say_alike_is_quoted_once_and_counted(archive: Archive) -> None:
    answer = await archive.ask(Question("bão số 7 làm tốc mái bao nhiêu nhà", NOW))
    first = answer.quotes[0]
    articles = {first.source.article_id, *(source.article_id for source in first.also)}
    assert articles == {"bao-1", "bao-2", "bao-3"}
    assert not any("1.250" in quote.text for quote in (*answer.quotes[1:], *answer.more))
    assert not answer.amounts_differ


@pytest.mark.parametrize(
    "question", ["vụ va ghe ở cửa Đà Diễn chìm bao nhiêu ghe", "vu va ghe o cua da dien chim bao nhieu ghe"]
)
async def test_different_amounts_of_the_same_are_both_quoted_the_newer_first(
    archive: Archive, question: str
) -> None:
    answer = await archive.ask(Question(question, NOW))
    assert answer.amounts_differ
    assert [quote.source.article_id for quote in answer.quotes[:2]] == ["ghe-2", "ghe-1"]


async def test_of_more_than_two_amounts_the_newest_are_quoted_and_nothing_else(tmp_path: Path) -> None:
    prices = {"2023": 5200, "2024": 6100, "2026": 8300, "2025": 7700}
    lines = (
        article(
            f"lua-{year}", f"{year}-01-17", "Giá lúa đầu vụ", f"Thương lái mua lúa tươi giá {price} đồng/kg."
        )
        for year, price in prices.items()
    )
    async with await Archive.open(CorpusSettings(tmp_path)) as opened:
        await opened.take_in(
            [*lines, article("phan", "2026-05-02", "Giá phân", "Lúa cần phân, giá phân tăng.")]
        )
        answer = await opened.ask(Question("giá lúa tươi bao nhiêu", NOW))
    days = [one.source.published_at.year for one in answer.quotes if one.source.published_at]
    assert answer.amounts_differ
    assert days == sorted(days, reverse=True)
    assert days[0] == 2026
    assert all(one.source.article_id.startswith("lua-") for one in answer.quotes)


async def test_another_event_with_another_amount_is_no_contradiction(archive: Archive) -> None:
    answer = await archive.ask(Question("vụ va ghe ở vịnh Xuân Đài chìm bao nhiêu ghe", NOW))
    assert answer.quotes[0].source.article_id == "ghe-3"
    assert not answer.amounts_differ


def quote(key: str, text: str, marked: str | None = None) -> Quote:
    source = Source(key, "v", "Tin", None, None, None, NOW)
    start = text.index(marked) if marked else 0
    return Quote(source, 0, len(text), text, 1.0, Span(start, start + len(marked)) if marked else None)


def test_texts_that_differ_in_a_number_alone_are_not_the_same() -> None:
    found = grouped(
        [quote("a", "Giá cá ngừ hôm nay là 120 nghìn."), quote("b", "Giá cá ngừ hôm nay là 135 nghìn.")]
    )
    assert [one.also for one in found] == [(), ()]


def test_articles_known_to_be_nearly_the_same_may_say_it_less_alike() -> None:
    texts = (
        "Chợ Tuy Hòa cháy trong đêm, không ai bị thương.",
        "Trong đêm, chợ Tuy Hòa cháy lớn, không ai bị làm sao.",
    )
    apart = grouped(map(quote, "ab", texts))
    assert len(apart) == 2
    together = grouped(map(quote, "ab", texts), {frozenset("ab")})
    assert [source.article_id for source in together[0].also] == ["b"]
    assert len(together) == 1


def test_what_is_like_any_of_those_that_say_the_same_is_one_of_them() -> None:
    """Whichever of them comes first."""
    story = "Bão số 7 làm tốc mái 1.250 nhà ở ba xã ven biển, chín người bị thương"
    texts = (f"{story}.", f"{story}, theo ban chỉ huy.", f"Tin từ ban chỉ huy: {story}.")
    for order in permutations(texts):
        assert [len(one.also) for one in grouped(map(quote, "abc", order))] == [2]


@pytest.mark.parametrize(
    ("text", "marked", "amount"),
    [
        ("thiệt hại 41,3 tỉ đồng", "41,3 tỉ", Amount(41.3e9, "dong", 1)),
        ("có 4.860 nhà bị ngập", "4.860", Amount(4860, "nha")),
        ("đạt 98,73%", "98,73%", Amount(98.73, "%", 2)),
        ("lúc ấy", None, None),
        ("ông Nam", "Nam", None),
        ("có khoảng 18.000 người về xem", "khoảng 18.000 người", Amount(18_000, "nguoi")),
        ("tốn từ 55 đến 70 triệu đồng", "55 đến 70 triệu đồng", None),
        ("thờ bảy bộ cốt", "bảy bộ", None),
        ("chi 2 tỉ cho cầu", "2 tỉ", Amount(2e9, "dong")),
        ("cách 6 cây số", "6 cây số", Amount(6, "cay so")),
    ],
)
def test_what_is_highlighted_amounts_to(text: str, marked: str | None, amount: Amount | None) -> None:
    found = amount_of(quote("a", text, marked))
    assert (found and found.unit) == (amount and amount.unit)
    assert (found and found.value) == pytest.approx(amount and amount.value)
    assert (found and found.decimals) == (amount and amount.decimals)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (Amount(98.61, "%", 2), Amount(98.73, "%", 2), True),
        (Amount(98.61, "%", 2), Amount(98.6, "%", 1), False),
        (Amount(98.7, "%", 1), Amount(99.0, "%", 0), False),
        (Amount(41.3e9, "dong", 1), Amount(41.2e9, "dong", 1), False),
        (Amount(41.3e9, "dong", 1), Amount(12e9, "dong"), True),
        (Amount(12, "ho"), Amount(87, "nha"), False),
    ],
)
def test_other_roundings_are_no_other_amounts(one: Amount, other: Amount, differs: bool) -> None:
    assert one.differs(other) is differs
    assert other.differs(one) is differs


async def test_a_question_that_only_names_an_amount_asks_for_it(samples: Path) -> None:
    async with await Archive.open(CorpusSettings(samples)) as archive:
        answer = await archive.ask(Question("tỉ lệ tốt nghiệp thpt đắk lắk", NOW))
    assert answer.amounts_differ
    marked = [
        quote.text[one.start - quote.start : one.end - quote.start]
        for quote in answer.quotes
        if (one := quote.highlight)
    ]
    assert marked[:2] == ["98,73%", "98,61%"]
