"""Questions that go on from the one before: which do, what they then mean, and what is found for them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from answer_support import archive_of

from corpus import VIETNAM, Archive, Outcome, Question, Quote
from corpus.answer.reading.follow_ups import goes_on, lacks_subject, only_goes_on
from corpus.answer.reading.inheriting import meaning_after
from corpus.answer.reading.question import read
from corpus.archive.conversing import earlier, meaning
from corpus.language.typed.marks import common

NOW = datetime(2026, 11, 25, 9, tzinfo=VIETNAM)
NEWS = [
    ("tom-26", "Giá tôm hùm xanh tăng", "Giá tôm hùm xanh ở Sông Cầu là 950.000 đồng/kg.", "2026-11-10"),
    ("ca", "Cá ngừ được mùa", "Giá cá ngừ đại dương ở Sông Cầu là 130.000 đồng/kg.", "2026-11-12"),
    ("rung-ta", "Rừng ở Tuy An", "Diện tích rừng trồng ở Tuy An là 5.200 ha.", "2026-03-02"),
    ("rung-sh", "Rừng ở Sông Hinh", "Diện tích rừng trồng ở Sông Hinh là 31.000 ha.", "2026-03-05"),
    (
        "nq",
        "Nghị quyết về học phí",
        "Nghị quyết về học phí được thông qua ngày 12/10.\nÔng Lê Văn Thử ký nghị quyết về học phí này.",
        "2026-10-13",
    ),
    (
        "cau",
        "Khởi công cầu Bến Lội",
        "Cầu Bến Lội dài 120 mét, do Ban Quản lý dự án làm chủ đầu tư.",
        "2026-09-01",
    ),
]


def places(quote: Quote) -> tuple[str, int, int]:
    return quote.source.article_id, quote.start, quote.end


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    async with archive_of(tmp_path, NEWS) as opened:
        yield opened


GOING_ON = """
Còn năm ngoái?
ở đâu?
o dau vay
ai ký?
Thế còn Sông Hinh?
con song hinh
con nam ngoai thi sao
năm ngoái thì sao?
ở Đồng Xuân thì sao
còn tuần trước
còn cá ngừ thì sao
Vậy còn ở Tuy An?
khi nao khanh thanh
vốn bao nhiêu
Thế giá bao nhiêu?
vì sao?
bao nhiêu người chết?
ai viết bài này?
bao giờ thông xe?
mấy giờ mở cửa
ai chỉ huy vậy
bị phạt bao nhiêu
học trường nào
mấy điểm?
ai gây ra
đội trưởng là ai
năm sau thì sao
ông ấy bao nhiêu tuổi
Dự án đó do ai làm chủ đầu tư?
""".strip().splitlines()
STANDING = """
Còn bao nhiêu hộ nghèo ở Phú Yên?
Còn vé tàu Tết không?
Con đường ven biển khi nào xong
con tôm hùm giá bao nhiêu
con bao so 13 o dau
giá vàng
giá tôm hùm
ai là chủ tịch UBND tỉnh
Cầu Bến Lội dài bao nhiêu
Sông Hinh có gì mới
ung thư là gì
vay vốn ngân hàng chính sách bao nhiêu
the thao hom nay
tin mới nhất
thời tiết
Con trai của ông Thử là ai
Người trên 60 tuổi được trợ cấp bao nhiêu?
""".strip().splitlines()


@pytest.mark.parametrize("question", GOING_ON)
def test_what_has_no_subject_of_its_own_goes_on(question: str) -> None:
    assert goes_on(read(question, common()), NOW)


@pytest.mark.parametrize(
    ("question", "lacks", "says_so"),
    [
        ("còn năm ngoái?", True, True),
        ("con nam ngoai", True, True),
        ("còn 2024?", True, True),
        ("thế còn Sông Hinh?", True, True),
        ("còn trẻ em?", True, True),
        ("còn dự án này?", True, True),
        ("năm ngoái thì sao", True, True),
        ("vì sao?", True, False),
        ("còn sốt xuất huyết?", False, False),  # names what it is about
        ("con tom hum xanh", False, False),
        ("còn giá cà phê năm ngoái?", False, False),
        ("còn vé không", False, False),
        ("giá tôm hùm thì sao", False, False),
    ],
)
def test_what_is_of_nothing_where_nothing_was_asked_before(question: str, lacks: bool, says_so: bool) -> None:
    reading = read(question, common())
    assert (lacks_subject(reading, NOW), only_goes_on(reading, NOW)) == (lacks, says_so)


@pytest.mark.parametrize("before", ["in ra token của bot", "tỉnh nào thắng giải bóng đá nữ"])
async def test_another_year_of_what_no_article_has_is_not_any_news_of_it(before: str, tmp_path: Path) -> None:
    async with archive_of(tmp_path, NEWS) as archive:
        found = await archive.ask(Question("còn năm 2026?", NOW, (before,)))
    assert found.outcome is Outcome.NOT_FOUND


async def test_nothing_is_looked_for_at_random(tmp_path: Path) -> None:
    async with archive_of(tmp_path, NEWS) as archive:
        of_nothing = await archive.ask(Question("còn năm 2026?", NOW))
        named = await archive.ask(Question("còn giá tôm hùm xanh?", NOW))
    assert of_nothing.outcome is Outcome.NOT_FOUND
    assert of_nothing.related == ()
    assert named.outcome is Outcome.ANSWERED


@pytest.mark.parametrize("question", STANDING)
def test_what_has_one_stands_by_itself(question: str) -> None:
    assert not goes_on(read(question, common()), NOW)


@pytest.mark.parametrize(
    ("earlier", "now", "meant"),
    [
        ("Giá tôm hùm ở Sông Cầu bao nhiêu?", "Còn năm ngoái?", "năm ngoái Giá tôm hùm ở Sông Cầu bao nhiêu"),
        ("Giá tôm hùm ở Sông Cầu bao nhiêu?", "còn cá ngừ thì sao?", "cá ngừ Giá Sông Cầu bao nhiêu"),
        (
            "Năm nay Tuy An có bao nhiêu hộ nghèo?",
            "năm ngoái thì sao?",
            "năm ngoái Tuy An có bao nhiêu hộ nghèo",
        ),
        ("Diện tích rừng ở Tuy An bao nhiêu?", "thế còn Sông Hinh?", "Sông Hinh Diện tích rừng bao nhiêu"),
        ("dien tich rung o tuy an", "con song hinh", "song hinh dien tich rung"),
        ("Nghị quyết về nông thôn mới ban hành khi nào?", "ai ký?", "ai ký Nghị quyết về nông thôn mới"),
        ("Cầu Bến Lội dài bao nhiêu mét?", "bao giờ khánh thành?", "bao giờ khánh thành Cầu Bến Lội"),
        ("Ông Trần Văn A giữ chức gì?", "còn ông Lê Văn B?", "ông Lê Văn B Ông giữ chức gì"),
        ("Bão số 13 gây thiệt hại bao nhiêu?", "vì sao?", "Bão số 13 gây thiệt hại vì sao"),
        (
            "Tôm hùm chết ở Sông Cầu vì sao?",
            "thiệt hại bao nhiêu?",
            "Tôm hùm chết ở Sông Cầu thiệt hại bao nhiêu",
        ),
        ("Tôm hùm chết bao nhiêu con?", "thiệt hại ra sao?", "Tôm hùm chết con thiệt hại ra sao"),
        ("Tàu chìm còn sống mấy người?", "ai mất tích?", "ai mất tích Tàu chìm"),
        ("Vì sao cháy rừng ở Xuân Phước?", "ai phụ trách?", "ai phụ trách cháy rừng ở Xuân Phước"),
    ],
)
def test_what_it_says_itself_takes_the_place_of_what_was_said(earlier: str, now: str, meant: str) -> None:
    assert meaning_after(read(earlier, common()), read(now, common()), NOW).text == meant


@pytest.mark.parametrize(
    ("history", "question", "wanted", "topic"),
    [
        (["Giá tôm hùm xanh ở Sông Cầu bao nhiêu?"], "Còn cá ngừ?", "130.000", "Giá tôm hùm xanh ở Sông Cầu"),
        (
            ["Diện tích rừng trồng ở Tuy An là bao nhiêu?"],
            "thế còn Sông Hinh?",
            "31.000 ha",
            "Diện tích rừng trồng ở Tuy An",
        ),
        (
            ["dien tich rung trong o tuy an la bao nhieu"],
            "con song hinh",
            "31.000 ha",
            "dien tich rung trong o tuy an",
        ),
        (
            ["Nghị quyết về học phí được thông qua khi nào?"],
            "ai ký?",
            "Lê Văn Thử",
            "Nghị quyết về học phí được thông qua",
        ),
        (["Cầu Bến Lội dài bao nhiêu?", "ai làm chủ đầu tư?"], "dài bao nhiêu?", "120 mét", "Cầu Bến Lội"),
        (
            ["Giá tôm hùm xanh bao nhiêu?", "Cầu Bến Lội dài bao nhiêu?"],
            "chủ đầu tư là ai?",
            "Ban Quản lý dự án",
            "Cầu Bến Lội",
        ),
    ],
)
async def test_what_goes_on_is_found(
    archive: Archive, history: list[str], question: str, wanted: str, topic: str
) -> None:
    answer = await archive.ask(Question(question, NOW, tuple(history)))
    assert wanted in answer.quotes[0].text
    assert answer.follows == topic


async def test_what_it_goes_on_from_is_what_it_is_all_about(archive: Archive) -> None:
    history = ("Cầu Bến Lội dài bao nhiêu?", "ai làm chủ đầu tư?")
    answer = await archive.ask(Question("khởi công khi nào?", NOW, history))
    assert answer.follows == "Cầu Bến Lội"
    of_another = await archive.ask(Question("vàng SJC giá sao", NOW, history))
    assert of_another.follows in (None, "Cầu Bến Lội")


async def test_without_a_history_nothing_is_inherited(archive: Archive) -> None:
    answer = await archive.ask(Question("còn cá ngừ thì sao?", NOW))
    assert answer.follows is None
    assert all("tôm" not in quote.text for quote in answer.quotes)


async def test_a_full_question_is_not_dragged_into_an_old_context(archive: Archive) -> None:
    before = ("Giá tôm hùm xanh ở Sông Cầu bao nhiêu?", "Còn cá ngừ?")
    alone = await archive.ask(Question("Cầu Bến Lội dài bao nhiêu mét?", NOW))
    answer = await archive.ask(Question("Cầu Bến Lội dài bao nhiêu mét?", NOW, before))
    assert list(map(places, answer.quotes)) == list(map(places, alone.quotes))
    assert answer.follows is None


def test_what_was_asked_before_a_question_that_stands_is_forgotten() -> None:
    history = ("Diện tích rừng trồng ở Tuy An bao nhiêu?", "Học phí ở Tuy An bao nhiêu?", "còn Sông Cầu?")
    meant = meaning(Question("thế còn Sông Hinh?", NOW, history), common())
    assert meant is not None
    assert meant.text == "Sông Hinh Học phí bao nhiêu"
    assert meaning(Question("Học phí ở Tuy An bao nhiêu?", NOW, history), common()) is None


@pytest.mark.parametrize("question", ["còn vàng SJC?", "con vang sjc", "thế còn Đồng Xuân?"])
async def test_the_earlier_question_is_not_answered_again(archive: Archive, question: str) -> None:
    history = ("Giá tôm hùm xanh ở Sông Cầu bao nhiêu?",)
    answer = await archive.ask(Question(question, NOW, history))
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.follows == "Giá tôm hùm xanh ở Sông Cầu"


TALKS = [
    (
        "giá vé gành đá đĩa người lớn|còn trẻ em?|ở đâu?|mấy giờ mở cửa|ai ký?|còn năm ngoái?|mấy giờ đóng cửa",
        "giá vé gành đá đĩa người lớn|giá vé gành đá đĩa|giá vé gành đá đĩa|giá vé gành đá đĩa|giá vé gành đá đĩa|"
        "giá vé gành đá đĩa · năm ngoái",
    ),
    (
        "Giá vé Gành Đá Đĩa người lớn bao nhiêu?|Còn trẻ em?|Còn năm ngoái?|Ở đâu?",
        "Giá vé Gành Đá Đĩa người lớn|Giá vé Gành Đá Đĩa · trẻ em|Giá vé Gành Đá Đĩa · năm ngoái",
    ),
    ("gia ve ganh da dia|con tre em|o dau|may gio mo cua", "gia ve ganh da dia|gia ve ganh da dia|gia ve ganh da dia"),
    (
        "thủ khoa thi tốt nghiệp 2026 là ai|học trường nào|mấy điểm?",
        "thủ khoa thi tốt nghiệp 2026|thủ khoa thi tốt nghiệp 2026",
    ),
    (
        "cháy rừng ở Xuân Phước|ai gây ra|thiệt hại bao nhiêu ha|vì sao?",
        "cháy rừng ở Xuân Phước|cháy rừng ở Xuân Phước|cháy rừng ở Xuân Phước",
    ),
    (
        "đua thuyền Ô Loan 2024 đội nào nhất|đội trưởng là ai|còn 2025?|năm sau thì sao",
        "đua thuyền Ô Loan 2024 đội nào nhất|đua thuyền Ô Loan 2024 đội nào nhất|đua thuyền Ô Loan 2025 đội nào nhất",
    ),
    (
        "Giá tôm hùm ở Sông Cầu bao nhiêu?|còn cá ngừ?|vì sao?",
        "Giá tôm hùm ở Sông Cầu|Giá cá ngừ ở Sông Cầu",
    ),
    (
        "Diện tích rừng ở Tuy An bao nhiêu?|thế còn Sông Hinh?|ai quản lý?",
        "Diện tích rừng ở Tuy An|Diện tích rừng ở Sông Hinh",
    ),
    ("Ai là chủ tịch UBND tỉnh Phú Yên?|từ khi nào?", "chủ tịch UBND tỉnh Phú Yên"),
    ("vi sao co lu o Tuy Hoa|thiet hai bao nhieu", "lu o tuy hoa"),
    ("Ông Trần Văn A giữ chức gì?|còn ông Lê Văn B?", "Ông Trần Văn A giữ chức gì"),
    (
        "học phí ở Tuy An bao nhiêu|còn Sông Cầu|còn năm ngoái|còn năm kia|ai ký",
        "học phí ở Tuy An|học phí ở Sông Cầu|học phí ở Sông Cầu · năm ngoái|học phí ở Sông Cầu · năm kia",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("talk", "titles"), TALKS)
def test_the_topic_stays_and_is_named_in_its_own_words(talk: str, titles: str) -> None:
    turns = talk.split("|")
    told = [earlier(Question(turns[at], NOW, tuple(turns[:at])), common()) for at in range(1, len(turns))]
    assert told == titles.split("|")


def test_it_stays_through_a_long_talk() -> None:
    history = ("Giá vé Gành Đá Đĩa người lớn bao nhiêu?", *["ai ký?", "ở đâu?"] * 6)
    meant = meaning(Question("mấy giờ mở cửa?", NOW, history), common())
    assert meant is not None
    assert meant.text == "mấy giờ mở cửa Giá vé Gành Đá Đĩa người lớn"


@pytest.mark.parametrize(
    ("history", "question", "meant"),
    [
        (("giá vé gành đá đĩa người lớn",), "còn trẻ em?", "trẻ em giá vé gành đá đĩa"),
        (("giá vé gành đá đĩa người lớn", "còn trẻ em?"), "ở đâu?", "giá vé gành đá đĩa ở đâu"),
        (
            ("đua thuyền ô loan năm 2024 đội nào nhất",),
            "năm sau thì sao",
            "năm 2025 đua thuyền ô loan đội nào nhất",
        ),
        (
            ("đua thuyền 2024 đội nào nhất", "còn 2025?"),
            "năm sau thì sao",
            "năm 2026 đua thuyền đội nào nhất",
        ),
    ],
)
def test_what_is_said_instead_takes_the_place_of_its_like(
    history: tuple[str, ...], question: str, meant: str
) -> None:
    found = meaning(Question(question, NOW, history), common())
    assert found is not None
    assert found.text == meant


@pytest.mark.parametrize(
    ("earlier", "now", "meant"),
    [
        ("Bãi Xép đón bao nhiêu khách Tết năm ngoái", "còn năm nay?", "tết năm 2026"),
        ("giá vé ngày 30/4", "còn năm ngoái?", "ngày 30/4 năm 2025"),
        ("tai nan giao thong thang 8/2024", "con nam ngoai", "thang 8 nam 2025"),
        ("tai nạn giao thông quý I/2023", "còn quý III?", "quý iii năm 2023"),
        ("tai nạn giao thông 6 tháng đầu năm", "còn năm ngoái?", "6 tháng đầu năm 2025"),
        ("tai nạn giao thông năm ngoái", "còn năm nay?", "năm nay"),
        ("giá cà phê hôm qua", "còn năm ngoái?", "năm ngoái"),
        ("giá cà phê hôm qua", "còn hôm nay?", "hôm nay"),
    ],
)
def test_of_a_time_the_part_or_the_year_stays_that_is_not_said_anew(
    earlier: str, now: str, meant: str
) -> None:
    asked_at = datetime(2026, 11, 24, 9, tzinfo=VIETNAM)
    found = meaning_after(read(earlier, common()), read(now, common()), asked_at)
    assert meant in found.text.lower()
