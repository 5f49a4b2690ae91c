"""Questions about certain days, asked on Wednesday 12 August 2026 at nine in Vietnam."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from corpus import Answer, Archive, Article, CorpusSettings, Outcome, Part, PartKind, Question
from corpus.answer.reading.question import read
from corpus.answer.reading.when import when
from corpus.language.text import fold
from corpus.timezone import VIETNAM

NOW = datetime(2026, 8, 12, 9, tzinfo=VIETNAM)


def article(key: str, day: str | None, headline: str, lead: str, *body: str) -> Article:
    text = "\n".join([lead, *body])
    parts, at = [], 0
    for number, paragraph in enumerate([lead, *body]):
        parts.append(Part(PartKind.BODY if number else PartKind.LEAD, at, at + len(paragraph)))
        at += len(paragraph) + 1
    published = datetime.fromisoformat(f"{day}T07:00+07:00") if day else None
    return Article(key, headline, text, tuple(parts), published_at=published)


NEWS = (
    article("khach-2024", "2024-12-20", "Du lịch tỉnh khép lại một năm",
            "Ngành Du lịch tỉnh đón 2,1 triệu lượt khách.",
            "Doanh thu du lịch ước 3.400 tỉ đồng."),
    article("khach-2025", "2026-01-05", "Du lịch vượt kế hoạch", "Ngành Du lịch tỉnh vừa họp tổng kết.",
            "Năm 2025, du lịch tỉnh đón 2,9 triệu lượt khách.",
            "Năm nay ngành đặt mục tiêu đón 3,3 triệu lượt khách."),
    article("gia-hom-qua", "2026-08-11", "Giá tôm hùm xanh nhích lên",
            "Giá tôm hùm xanh ở Sông Cầu lên 990.000 đồng một kg.",
            "Thương lái Sông Cầu mua 4 tấn trong ngày."),
    article("gia-thang-5", "2026-05-06", "Giá tôm hùm xanh giảm",
            "Giá tôm hùm xanh ở Sông Cầu xuống 870.000 đồng một kg."),
    article("hoi-thi", "2026-07-02", "Hội thi cồng chiêng mùa mưa",
            "Hội thi cồng chiêng diễn ra ngày 28/6 tại Sông Hinh.",
            "Có 14 đội với 320 nghệ nhân thi cồng chiêng."),
    article("nghi-quyet", "2026-03-03", "Sơ kết Nghị quyết về kinh tế biển",
            "Nghị quyết 08-NQ/TU ngày 16/8/2021 về kinh tế biển được sơ kết.",
            "Nghị quyết 08-NQ/TU đặt ra 12 chỉ tiêu về kinh tế biển cho nhiệm kỳ 2020-2025."),
    article("khong-ngay", None, "Chợ đêm mở cửa", "Chợ đêm phường Tuy Hòa có 85 gian hàng."),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("time")


@pytest.fixture
async def archive(folder: Path) -> AsyncIterator[Archive]:
    async with await Archive.open(CorpusSettings(folder)) as opened:
        await opened.take_in(NEWS)
        yield opened


async def ask(archive: Archive, text: str, now: datetime = NOW) -> Answer:
    return await archive.ask(Question(text, now))


def told(answer: Answer) -> list[str]:
    return [quote.source.article_id for quote in answer.quotes]


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize(
    ("question", "days", "first", "said"),
    [
        ("hôm qua giá tôm hùm xanh bao nhiêu", "11/8/2026", "gia-hom-qua", "990.000"),
        ("giá tôm hùm xanh tháng 5 bao nhiêu", "1–31/5/2026", "gia-thang-5", "870.000"),
        ("năm 2024 du lịch tỉnh đón bao nhiêu lượt khách", "1/1–31/12/2024", "khach-2024", "2,1 triệu"),
        ("ngày 28/6 hội thi cồng chiêng có bao nhiêu nghệ nhân", "28/6/2026", "hoi-thi", "320"),
    ],
)
async def test_the_days_decide_which_article_answers(
    archive: Archive, question: str, days: str, first: str, said: str, bare: bool
) -> None:
    answer = await ask(archive, fold(question) if bare else question)
    assert answer.period is not None
    assert answer.period.label == days
    assert told(answer)[0] == first
    assert said in answer.quotes[0].text


async def test_an_article_of_another_year_answers_by_the_sentence_that_speaks_of_it(archive: Archive) -> None:
    answer = await ask(archive, "năm ngoái du lịch tỉnh đón bao nhiêu lượt khách")
    assert [quote.text for quote in answer.quotes] == ["Năm 2025, du lịch tỉnh đón 2,9 triệu lượt khách."]


async def test_of_an_article_of_those_days_a_sentence_about_others_counts_less(archive: Archive) -> None:
    answer = await ask(archive, "năm 2026 du lịch tỉnh đón bao nhiêu lượt khách")
    assert "3,3 triệu" in answer.quotes[0].text


async def test_news_of_a_month_without_a_year_are_of_the_latest_that_has_some(tmp_path: Path) -> None:
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        await archive.take_in(NEWS)
        answer = await ask(archive, "tháng 12 có tin gì")
    assert told(answer) == ["khach-2024"]
    assert answer.period is not None and answer.period.label == "1–31/12/2024"


async def test_what_a_sentence_only_compares_with_is_not_told_of(tmp_path: Path) -> None:
    news = (
        article("tet-2026", "2026-02-24", "Biển hút khách", "Các điểm du lịch biển đón 214.000 lượt khách.",
                "So với Tết năm ngoái, lượng khách tăng 27%."),
        article("tet-2025", "2025-02-04", "Biển đông khách", "Chín ngày nghỉ, biển đón 168.000 lượt khách.",
                "So với cùng kỳ năm ngoái, khách tăng một phần năm."),
    )  # fmt: skip
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        await archive.take_in(news)
        answer = await ask(archive, "lượng khách Tết 2025 là bao nhiêu")
    assert told(answer) == ["tet-2025"]
    assert "168.000" in answer.quotes[0].text


async def test_a_newspaper_that_says_the_province_tells_of_its_own(tmp_path: Path) -> None:
    for province, found in (("", Outcome.NOT_FOUND), ("Phú Yên", Outcome.ANSWERED)):
        async with await Archive.open(CorpusSettings(tmp_path, province=province)) as archive:
            await archive.take_in([
                article("tet-2025", "2025-02-04", "Tết Ất Tỵ: 168.000 lượt khách đến với tỉnh",
                        "Chín ngày nghỉ Tết, các khu, điểm du lịch trong tỉnh đón 168.000 lượt khách."),
            ])  # fmt: skip
            answer = await ask(archive, "Tết năm ngoái Phú Yên đón bao nhiêu khách")
        assert answer.outcome is found


async def test_where_most_have_no_date_those_of_other_days_answer_nothing(tmp_path: Path) -> None:
    undated = [
        article(f"cho-{at}", None, f"Chợ quê {at}", f"Chợ quê thứ {at} bán tôm hùm xanh.") for at in range(9)
    ]
    news = [
        *undated,
        article("gia", "2026-05-06", "Giá tôm hùm xanh", "Giá tôm hùm xanh là 870.000 đồng một kg."),
    ]
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        await archive.take_in(news)
        other = await ask(archive, "năm ngoái giá tôm hùm xanh bao nhiêu tiền một kg")
        same = await ask(archive, "tháng 5 giá tôm hùm xanh bao nhiêu tiền một kg")
    assert "gia" not in told(other)
    assert told(same)[0] == "gia"


async def test_days_without_an_answer_are_said_and_never_widened(archive: Archive) -> None:
    answer = await ask(archive, "tháng 6 giá tôm hùm xanh bao nhiêu")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.period is not None
    assert answer.period.label == "1–30/6/2026"
    assert [one.article_id for one in answer.related] == ["gia-thang-5", "gia-hom-qua"]


async def test_the_days_can_be_taken_off(archive: Archive) -> None:
    asked = Question("tháng 6 giá tôm hùm xanh bao nhiêu", NOW, ignore_period=True)
    answer = await archive.ask(asked)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.period is None
    assert {"gia-hom-qua", "gia-thang-5"} == set(told(answer))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Nghị quyết 08-NQ/TU ngày 16/8/2021 đặt ra bao nhiêu chỉ tiêu", "nghi-quyet"),
        ("đến năm 2030 nghị quyết kinh tế biển có bao nhiêu chỉ tiêu", "nghi-quyet"),
        ("nhiệm kỳ 2020-2025 kinh tế biển có bao nhiêu chỉ tiêu", "nghi-quyet"),
    ],
)
async def test_what_only_looks_like_days_filters_nothing(archive: Archive, question: str, first: str) -> None:
    answer = await ask(archive, question)
    assert answer.period is None
    assert told(answer)[0] == first


async def test_the_newest_of_what_is_relevant_comes_first(archive: Archive) -> None:
    answer = await ask(archive, "giá tôm hùm xanh mới nhất bao nhiêu")
    assert told(answer)[:2] == ["gia-hom-qua", "gia-thang-5"]


@pytest.mark.parametrize("said", ["gần đây", "vừa rồi", "bay gio", "thời gian qua"])
async def test_so_it_does_of_what_was_lately(archive: Archive, said: str) -> None:
    answer = await ask(archive, f"giá tôm hùm xanh {said} bao nhiêu")
    assert told(answer)[:2] == ["gia-hom-qua", "gia-thang-5"]
    assert answer.period is None


def test_a_day_just_past_is_that_day_alone() -> None:
    time = when(read("thứ bảy vừa rồi có gì"), Question("thứ bảy vừa rồi có gì", NOW))
    assert time.period is not None
    assert not time.is_latest


@pytest.mark.parametrize("question", ["hôm qua có gì mới?", "hom qua co gi moi", "tin tức hôm qua"])
async def test_who_asks_what_there_was_is_told(archive: Archive, question: str) -> None:
    answer = await ask(archive, question)
    assert told(answer) == ["gia-hom-qua"]


async def test_what_there_was_at_a_place(archive: Archive) -> None:
    answer = await ask(archive, "tháng 5 ở Sông Cầu có chuyện gì")
    assert told(answer) == ["gia-thang-5"]
    assert told(await ask(archive, "tin mới nhất"))[:2] == ["gia-hom-qua", "hoi-thi"]


async def test_a_day_without_news_names_the_nearest(archive: Archive) -> None:
    answer = await ask(archive, "hôm nay có tin gì")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.related[0].article_id == "gia-hom-qua"


async def test_where_nothing_bears_a_date_words_decide(tmp_path: Path) -> None:
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        await archive.take_in([replace(one, published_at=None) for one in NEWS])
        answer = await ask(archive, "tháng 5 giá tôm hùm xanh bao nhiêu")
        assert answer.outcome is Outcome.ANSWERED
        assert answer.period is None


async def test_where_most_of_what_is_found_bears_no_date_words_decide(tmp_path: Path) -> None:
    async with await Archive.open(CorpusSettings(tmp_path)) as archive:
        await archive.take_in([NEWS[2], *(replace(one, published_at=None) for one in NEWS if one != NEWS[2])])
        answer = await ask(archive, "tháng 5 giá tôm hùm xanh ở Sông Cầu bao nhiêu")
        assert answer.outcome is Outcome.ANSWERED
        assert answer.period is None


async def test_what_bears_no_date_is_not_of_those_days(archive: Archive) -> None:
    answer = await ask(archive, "tuần này chợ đêm phường Tuy Hòa có bao nhiêu gian hàng")
    assert answer.outcome is Outcome.NOT_FOUND


async def test_a_follow_up_takes_its_days_along(archive: Archive) -> None:
    earlier = "tháng 5 giá tôm hùm xanh bao nhiêu"
    answer = await archive.ask(Question("còn hôm qua?", NOW, history=(earlier,)))
    assert told(answer)[0] == "gia-hom-qua"
    assert answer.period is not None
    assert answer.period.label == "11/8/2026"


@pytest.mark.parametrize(
    ("question", "left", "is_news"),
    [
        ("hôm qua có gì mới", "", True),
        ("Sông Cầu có gì mới", "Sông Cầu", True),
        ("giá mía có gì mới vậy ad", "giá mía", False),
        ("tin mới nhất về cao tốc", "tin về cao tốc", False),
        ("tuần trước ở Sông Hinh có chuyện gì", "ở Sông Hinh có chuyện", True),
        ("sáng nay có vụ tai nạn nào không", "có vụ tai nạn", False),
        ("năm ngoái bão số mấy", "bão số", False),
    ],
)
def test_words_that_say_when_leave_the_subject(question: str, left: str, is_news: bool) -> None:
    time = when(read(question), Question(question, NOW))
    assert time.timeless.subject == left
    assert time.is_news is is_news
    assert when(read(fold(question)), Question(fold(question), NOW)).is_news is is_news


async def test_of_tomorrow_only_what_speaks_of_tomorrow_answers(tmp_path: Path) -> None:
    forecast = article(
        "bao",
        "2026-08-12",
        "Dự báo thời tiết",
        "Ngày mai, thời tiết Tuy Hòa có mưa to.",
        "Hôm nay trời nắng.",
    )
    old = article("cu", "2026-08-01", "Dự báo thời tiết", "Ngày mai, thời tiết Tuy Hòa nắng nóng.")
    async with await Archive.open(CorpusSettings(tmp_path)) as opened:
        await opened.take_in([old])
        refused = await ask(opened, "thời tiết Tuy Hòa ngày mai")
        await opened.take_in([forecast])
        answered = await ask(opened, "thời tiết Tuy Hòa ngày mai")
    assert refused.outcome is Outcome.NOT_FOUND
    assert refused.period is not None
    assert refused.period.label == "13/8/2026"
    assert set(told(answered)) == {"bao"}
    assert "mưa to" in answered.quotes[0].text


def test_news_of_tomorrow_is_no_bulletin() -> None:
    time = when(read("ngày mai có gì mới"), Question("ngày mai có gì mới", NOW))
    assert time.period is not None
    assert not time.is_news


def test_far_days_to_come_are_no_period() -> None:
    ahead = (NOW + timedelta(days=500)).year
    assert when(read(f"năm {ahead} có gì"), Question(f"năm {ahead} có gì", NOW)).period is None


RACES = (
    article("dua-2024", "2024-02-16", "Rộn ràng hội đua thuyền đầm Ô Loan",
            "Sáng 16/2, đội An Cư về nhất hội đua thuyền."),
    article("dua-2025", "2025-02-04", "Hội đua thuyền đầm Ô Loan xuân Ất Tỵ", "Sáng 4/2, hội có 18.000 người về xem.",
            "Đội An Ninh Đông về nhất hội đua thuyền với 8 phút 31 giây."),
    article("tau", "2024-04-09", "Chống khai thác trái phép",
            "Quý I, trạm bờ ghi nhận 17 tàu mất kết nối quá 10 ngày."),
    article("tau-cu", "2023-04-11", "Siết tàu cá", "Quý I, trạm bờ ghi nhận 29 tàu mất kết nối."),
    article("giai-boi", "2026-01-04", "Giải bơi vượt sông Đà Rằng",
            "Giải bơi vượt sông Đà Rằng 2025 có 210 người bơi."),
)  # fmt: skip


@pytest.fixture
async def races(tmp_path: Path) -> AsyncIterator[Archive]:
    async with await Archive.open(CorpusSettings(tmp_path)) as opened:
        await opened.take_in([*NEWS, *RACES])
        yield opened


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize(("year", "first"), [(2024, "dua-2024"), (2025, "dua-2025")])
async def test_a_year_alone_is_that_year(races: Archive, year: int, first: str, bare: bool) -> None:
    text = f"đua thuyền Ô Loan {year} đội nào nhất"
    answer = await ask(races, fold(text) if bare else text)
    assert answer.period is not None
    assert answer.period.label == f"1/1–31/12/{year}"
    assert set(told(answer)) == {first}


async def test_an_event_is_of_the_year_in_its_name(races: Archive) -> None:
    assert told(await ask(races, "giải bơi vượt sông Đà Rằng 2025 có bao nhiêu người")) == ["giai-boi"]


@pytest.mark.parametrize(
    "earlier", ["đua thuyền Ô Loan 2024 đội nào nhất", "năm 2024 đua thuyền Ô Loan đội nào nhất"]
)
@pytest.mark.parametrize("question", ["còn 2025?", "con 2025", "năm sau thì sao", "nam sau thi sao"])
async def test_a_year_alone_takes_the_place_of_another(races: Archive, earlier: str, question: str) -> None:
    answer = await races.ask(Question(question, NOW, history=(earlier,)))
    assert answer.period is not None
    assert answer.period.label == "1/1–31/12/2025"
    assert told(answer)[0] == "dua-2025"


@pytest.mark.parametrize("bare", [False, True])
async def test_without_a_year_the_latest_that_has_any_is_meant_and_shown(races: Archive, bare: bool) -> None:
    text = "quý I có bao nhiêu tàu mất kết nối"
    answer = await ask(races, fold(text) if bare else text)
    assert told(answer) == ["tau"]
    assert answer.period is not None
    assert answer.period.label == "1/1–31/3/2024"


async def test_with_a_year_it_is_not_widened(races: Archive) -> None:
    answer = await ask(races, "quý I/2026 có bao nhiêu tàu mất kết nối")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.related[0].article_id == "tau"


async def test_the_newest_of_those_before_is_named_first(races: Archive) -> None:
    answer = await ask(races, "hội đua thuyền đầm Ô Loan năm nay ngày nào")
    assert answer.outcome is Outcome.NOT_FOUND
    assert [one.article_id for one in answer.related][:2] == ["dua-2025", "dua-2024"]


def of_the_races(year: int, day: int, rest: str) -> Article:
    lead = f"Sáng {day}/2, hội đua thuyền đầm Ô Loan {rest}"
    return article(f"dua-{year}", f"{year}-02-{day:02}", "Hội đua thuyền đầm Ô Loan", lead)


async def test_of_equally_good_ones_a_refusal_names_the_newest_first(tmp_path: Path) -> None:
    races = (
        of_the_races(2023, 4, "có 18.000 người về xem."),
        of_the_races(2025, 11, "do đội An Cư về nhất, và rất nhiều đội khác của các xã ven đầm cùng dự."),
        of_the_races(2024, 16, "mở với 12 đội của các xã ven đầm, trống hội vang từ sớm."),
    )
    async with await Archive.open(CorpusSettings(tmp_path)) as opened:
        await opened.take_in([*NEWS, *races])
        answer = await ask(opened, "số điện thoại ban tổ chức hội đua thuyền Ô Loan")
    assert answer.outcome is Outcome.NOT_FOUND
    assert [one.article_id for one in answer.related] == ["dua-2025", "dua-2024", "dua-2023"]


async def test_what_only_goes_on_asks_for_no_news(tmp_path: Path) -> None:
    """ "Còn năm 2024?", and nothing was asked before."""
    news = Article(
        "a", "Hội làng", "Năm 2024 hội làng đông vui.", published_at=datetime(2024, 5, 2, tzinfo=VIETNAM)
    )
    async with await Archive.open(CorpusSettings(tmp_path)) as opened:
        await opened.take_in([news])
        alone = await opened.ask(Question("còn năm 2024?", datetime(2026, 11, 24, tzinfo=VIETNAM)))
        told = await opened.ask(Question("năm 2024 có gì mới", datetime(2026, 11, 24, tzinfo=VIETNAM)))
    assert told.is_sure
    assert not alone.is_sure
