"""The page that the project began from: what it says is found, what it does not say is not; however it is typed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from corpus import Archive, CorpusSettings, Outcome, Question
from corpus.evaluation.variants import bare, old_tones

SEED = Path(__file__).parents[2] / "shared" / "seed"
ASKED_AT = datetime(2026, 11, 24, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared with the seed page is not here")

ANSWERED = [
    ("Đảng bộ Khối có bao nhiêu đảng viên?", "4.214 đảng viên"),
    ("Có bao nhiêu đảng viên?", "4.214 đảng viên"),
    ("Kết nạp được bao nhiêu đảng viên mới?", "413 đảng viên mới"),
    ("Từ đầu nhiệm kỳ phát triển bao nhiêu đảng viên mới?", "413 đảng viên mới"),
    ("Nghị quyết 06-NQ/ĐUK về cái gì?", "Nghị quyết 06-NQ/ĐUK"),
    ("nghị quyết ngày 17/8/2021 về vấn đề gì?", "17/8/2021"),
    ("Nghị quyết nào ban hành ngày 20/10/2022?", "14-NQ/ĐUK"),
    ("Nghị quyết 14-NQ/ĐUK ban hành ngày nào?", "20/10/2022"),
    ("Bí thư Đảng ủy Khối là ai?", "Trần Hữu Thế"),
    ("Ai là bí thư Đảng ủy Khối cơ quan, doanh nghiệp tỉnh?", "Trần Hữu Thế"),
    ("Ai viết bài này?", "TRẦN QUỐC TOÀN"),
    ("Tác giả bài viết là ai?", "TRẦN QUỐC TOÀN"),
    ("Mở bao nhiêu lớp bồi dưỡng?", "11 lớp"),
    ("Đã mở mấy lớp bồi dưỡng lý luận chính trị?", "11 lớp"),
    ("Chỉ thị nào về học tập và làm theo tư tưởng Hồ Chí Minh?", "Chỉ thị 05-CT/TW"),
    ("Học tập đạo đức Hồ Chí Minh theo chỉ thị nào?", "Chỉ thị 05-CT/TW"),
    ("Có bao nhiêu tổ chức cơ sở đảng trực thuộc?", "73 tổ chức cơ sở đảng"),
]
NOT_FOUND = [
    "Giá vàng hôm nay bao nhiêu?",
    "Thời tiết hôm nay thế nào?",
    "Kết quả bóng đá tối qua?",
    "Quán phở nào ngon?",
    "Cách nấu phở bò?",
    "Mã xác nhận là gì?",
    "Ai thiết kế trang web?",
    "Trang web do ai thiết kế?",
    "Đội tuyển bóng đá Việt Nam đá với ai?",
]
TYPED = {"marks": str, "bare": bare, "lower": str.lower, "old tones": old_tones}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Archive]:
    folder = tmp_path_factory.mktemp("seed")
    async with await Archive.open(CorpusSettings(folder)) as archive:
        await archive.ingest([SEED])
        yield archive


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize(("question", "expected"), ANSWERED)
@pytest.mark.asyncio(loop_scope="module")
async def test_what_the_page_says(page: Archive, question: str, expected: str, typed: str) -> None:
    answer = await page.ask(Question(TYPED[typed](question), ASKED_AT))
    assert answer.outcome is Outcome.ANSWERED
    assert answer.is_sure
    assert expected in answer.quotes[0].text


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("question", NOT_FOUND)
@pytest.mark.asyncio(loop_scope="module")
async def test_what_the_page_does_not_say(page: Archive, question: str, typed: str) -> None:
    answer = await page.ask(Question(TYPED[typed](question), ASKED_AT))
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.quotes == ()
