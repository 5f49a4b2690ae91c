"""Expressions of time, read on Sunday 20 August 2023 at nine in Vietnam."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.language.text import fold
from corpus.language.time.date_rules import RULES, Rule, rules_for
from corpus.language.time.dates import find_latest, find_mentions, find_period
from corpus.timezone import VIETNAM

ASKED_AT = datetime(2023, 8, 20, 9, tzinfo=VIETNAM)

READINGS = {
    "hôm nay": "20/8/2023",
    "hôm qua có gì mới": "19/8/2023",
    "hôm kia": "18/8/2023",
    "sáng nay": "20/8/2023",
    "tối qua ở Tuy Hòa có chuyện gì": "19/8/2023",
    "tuần này": "14–20/8/2023",
    "tuần trước có vụ cháy nào": "7–13/8/2023",
    "cuối tuần trước": "12–13/8/2023",
    "thứ Năm tuần trước": "10/8/2023",
    "thứ 5 tuần trước": "10/8/2023",
    "chủ nhật tuần này": "20/8/2023",
    "tháng này": "1–31/8/2023",
    "tháng trước": "1–31/7/2023",
    "bao nhiêu cặp ly hôn năm ngoái": "1/1–31/12/2022",
    "đường nông thôn năm 2022": "1/1–31/12/2022",
    "vì sao năm nay khách đông hơn năm trước": "1/1–31/12/2023",
    "hơn 3 ngày qua mưa ở đâu": "17–20/8/2023",
    "đội Phú Yên thua hôm qua mấy bàn": "19/8/2023",
    "tháng 8/2023": "1–31/8/2023",
    "tháng 8 năm 2023": "1–31/8/2023",
    "tháng 12 có lễ hội gì": "1–31/12/2022",
    "quý I/2023": "1/1–31/3/2023",
    "quý 2 năm ngoái": "1/4–30/6/2022",
    "6 tháng đầu năm": "1/1–30/6/2023",
    "6 tháng đầu năm 2022": "1/1–30/6/2022",
    "năm nay": "1/1–31/12/2023",
    "năm ngoái": "1/1–31/12/2022",
    "năm 2022 có bao nhiêu khách": "1/1–31/12/2022",
    "ngày 16 tháng 8 năm 2021": "16/8/2021",
    "17-8-2023": "17/8/2023",
    "chiều 12/8": "12/8/2023",
    "từ 1/8 đến 15/8/2023": "1–15/8/2023",
    "từ tháng 3 đến tháng 5/2023": "1/3–31/5/2023",
    "từ năm 2020 đến năm 2022": "1/1/2020–31/12/2022",
    "3 ngày qua": "17–20/8/2023",
    "đầu năm": "1/1–31/3/2023",
    "cuối năm ngoái": "1/10–31/12/2022",
    "cuối tháng 7": "21–31/7/2023",
    "Tết năm ngoái": "22/1–10/2/2022",
    "Tết 2024": "31/1–19/2/2024",
    "bữa qua": "19/8/2023",
    "rạng sáng nay": "20/8/2023",
    "ngày hôm kia": "18/8/2023",
    "thứ sáu vừa rồi": "18/8/2023",
    "thứ 6 có mưa không": "18/8/2023",
    "chiều chủ nhật": "20/8/2023",
    "cuối tuần qua": "12–13/8/2023",
    "đầu tuần này": "14–15/8/2023",
    "tuần qua": "13–20/8/2023",
    "tuần rồi": "7–13/8/2023",
    "tuần trước nữa": "31/7–6/8/2023",
    "mấy hôm nay": "13–20/8/2023",
    "hai tuần qua": "6–20/8/2023",
    "cách đây 3 ngày": "17/8/2023",
    "3 ngày trước": "17/8/2023",
    "2 tháng trước": "1–30/6/2023",
    "3 năm trước": "1/1–31/12/2020",
    "năm rồi": "1/1–31/12/2022",
    "tháng trước nữa": "1–30/6/2023",
    "tháng ba": "1–31/3/2023",
    "tháng mười hai năm ngoái": "1–31/12/2022",
    "tháng 5 năm nay": "1–31/5/2023",
    "quý này": "1/7–30/9/2023",
    "quý trước": "1/4–30/6/2023",
    "nửa đầu năm nay": "1/1–30/6/2023",
    "9 tháng năm 2022": "1/1–30/9/2022",
    "ba tháng cuối năm 2022": "1/10–31/12/2022",
    "giữa tháng này": "11–20/8/2023",
    "cuối tháng trước": "21–31/7/2023",
    "hè năm ngoái": "1/5–31/8/2022",
    "ngày 17/8/23": "17/8/2023",
    "lễ 30/4": "30/4/2023",
    "ngày 12 vừa rồi": "12/8/2023",
    "ngày 28 tháng trước": "28/7/2023",
    "Tết Giáp Thìn": "31/1–19/2/2024",
    "tết ất tỵ 2025": "19/1–7/2/2025",
    "mùng 3 Tết năm ngoái": "3/2/2022",
    "giao thừa": "21/1/2023",
    "dịp Tết vừa qua": "12–31/1/2023",
    "Tết vừa rồi": "12–31/1/2023",
    "rằm tháng Giêng": "5/2/2023",
    "từ đầu năm đến nay": "1/1–20/8/2023",
    "đầu tháng đến nay": "1–20/8/2023",
    "từ ngày 1/8 đến nay": "1–20/8/2023",
    "từ năm 2020 đến nay": "1/1/2020–20/8/2023",
    "từ 1 đến 15/8": "1–15/8/2023",
    "1-15/8/2023": "1–15/8/2023",
    "từ tháng 11 đến tháng 2": "1/11/2022–28/2/2023",
    "đua thuyền Ô Loan 2022 đội nào nhất": "1/1–31/12/2022",
    "còn 2022?": "1/1–31/12/2022",
    "giá mía 2022": "1/1–31/12/2022",
    "2022 đội nào vô địch": "1/1–31/12/2022",
    "2022 điểm chuẩn lớp 10": "1/1–31/12/2022",
    "điểm chuẩn lớp 10 2022": "1/1–31/12/2022",
    "thủ khoa 2022 là ai": "1/1–31/12/2022",
    "thủ khoa năm 2022": "1/1–31/12/2022",
    "dân số 2022": "1/1–31/12/2022",
    "Việt Nam 2023": "1/1–31/12/2023",
    "Hội thi 2022, đội nào nhất": "1/1–31/12/2022",
    "kỷ luật cán bộ 2022": "1/1–31/12/2022",
    "giá dầu 2022": "1/1–31/12/2022",
    "đầu 2022": "1/1–31/3/2022",
    "tháng 5 2022": "1–31/5/2022",
    "16 tháng 5 2022": "16/5/2022",
    "ngày 12/4, hội thi 2022": "12/4/2022",
    "mấy bữa nay": "13–20/8/2023",
    "mấy ngày nay": "13–20/8/2023",
    "bữa giờ": "13–20/8/2023",
    "hổm rày": "13–20/8/2023",
    "Tết rồi": "12–31/1/2023",
    "qua tết rồi": "12–31/1/2023",
    "tết năm rồi": "12–31/1/2023",
    "hồi Tết": "12–31/1/2023",
    "mùng 4 tết rồi": "25/1/2023",
}

NO_PERIOD = (
    "nhiệm kỳ 2020-2025",
    "giai đoạn 2021-2030",
    "năm học 2023-2024",
    "số 16/8 đường Lê Lợi",
    "Nghị quyết 06-NQ/ĐUK ngày 16/8/2021 về gì",
    "nghi quyet ngay 16/8/2021",
    "đội tuyển Việt Nam này",
    "có 2025 người chết",
    "vốn 2025 tỉ đồng",
    "2.025 hộ",
    "nghị quyết 27/2023/NQ-HĐND",
    "Quyết định 2025/QĐ-UBND",
    "giai đoạn 2021-2025",
    "khóa 2025",
    "số 2025 đường Hùng Vương",
    "Luật Đất đai 2024 quy định gì",
    "so với 2024 tăng bao nhiêu",
    "mục tiêu đến 2025",
    "0257 384 2025",
    "lễ hội tết",
    "3 ngày quá",
    "người thứ ba về đích là ai",
    "lần thứ 5 tổ chức ở đâu",
    "giảm bao nhiêu so với tháng trước",
    "giá mía có cao hơn năm ngoái không",
    "thu gấp đôi năm 2022 là sao",
    "tang bao nhieu so voi cung ky nam ngoai",
    "sau 1/7/2025 sổ đỏ cũ còn giá trị không",
    "trước ngày 30/6/2023 phải nộp gì",
    "ông ấy năm nay bao nhiêu tuổi",
    "gói bánh tét",
    "bò bít tết",
    "ngày Tết nên ăn gì",
    "bãi xe thu bao nhiêu dịp Tết",
    "mùa hè nên uống gì",
    "mỗi cuối tuần",
    "vài năm trước",
    "nghị quyết nào được ban hành ngày 16/8/2021",
    "Đảng ủy ban hành nghị quyết gì ngày 16 tháng 8 năm 2021",
    "2 tuần trước khi thi",
    "hiện nay giá bao nhiêu",
    "thắng 3 trận",
    "tỉ lệ 3/4",
    "ngày 30/2/2023",
    "lũ ngày 31 tháng 2",
    "tháng 13 năm 2024 có gì",
    "từ 31/12/2024 đến 1/1/2024 có gì",
    "từ năm 2030 đến năm 2020",
    "mới nhất",
    "cao tốc hoàn thành năm nào",
)


@pytest.mark.parametrize(("question", "label"), READINGS.items())
def test_an_expression_of_time_is_read(question: str, label: str) -> None:
    found = find_period(question, ASKED_AT)
    assert found is not None
    assert found.period.label == label


@pytest.mark.parametrize(("question", "label"), READINGS.items())
def test_it_is_read_the_same_without_diacritics(question: str, label: str) -> None:
    found = find_period(fold(question), ASKED_AT)
    assert found is not None
    assert found.period.label == label


@pytest.mark.parametrize("question", NO_PERIOD)
def test_what_only_looks_like_a_period_is_none(question: str) -> None:
    assert find_period(question, ASKED_AT) is None


def test_what_bears_no_year_may_mean_the_years_before() -> None:
    found = find_period("quý IV ra sao", ASKED_AT)
    assert found is not None
    assert [one.label for one in (found.period, *found.earlier)][:3] == [
        "1/10–31/12/2022",
        "1/10–31/12/2021",
        "1/10–31/12/2020",
    ]
    for said in ("quý IV/2022", "quý 4 năm nay", "hôm nay", "tháng này", "năm nay", "Tết rồi"):
        found = find_period(said, ASKED_AT)
        assert found is not None
        assert found.earlier == ()


@pytest.mark.parametrize("said", ["đầu tháng giá xăng", "giữa tháng", "cuoi thang co gi"])
def test_a_part_of_a_month_that_is_not_named_is_of_this_one(said: str) -> None:
    found = find_period(said, ASKED_AT)
    assert found is not None
    assert (found.period.start.month, found.period.start.year, found.earlier) == (8, 2023, ())


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Tháng 11 này giá cà phê", "1–30/11/2023"),
        ("thang 11 nay gia ca phe", "1–30/11/2023"),
        ("tháng 3 vừa rồi có gì", "1–31/3/2023"),
        ("tháng 11 vừa qua", "1–30/11/2022"),
        ("tháng 3 tới có lễ gì", "1–31/3/2024"),
        ("cuối tháng 9 này", "21–30/9/2023"),
        ("ngày 20/11 tới", "20/11/2023"),
        ("quý IV này", "1/10–31/12/2023"),
    ],
)
def test_this_one_and_the_next_one_are_of_no_other_year(said: str, label: str) -> None:
    found = find_period(said, ASKED_AT)
    assert found is not None
    assert (found.period.label, found.earlier) == (label, ())


def test_this_january_of_a_december_is_to_come() -> None:
    found = find_period("tháng 1 này", datetime(2023, 12, 20, 9, tzinfo=VIETNAM))
    assert found is not None
    assert found.period.label == "1–31/1/2024"


def test_toi_as_a_preposition_names_no_next_one() -> None:
    for said in ("tháng 7 tới nay có gì", "tháng 7 tôi đi đâu"):
        found = find_period(said, ASKED_AT)
        assert found is not None
        assert found.period.label == "1–31/7/2023"
        assert found.earlier


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Tháng 12 lũ ở Sông Hinh năm 2012 ra sao", "1–31/12/2012"),
        ("Tháng 12 lũ ở Sông Hinh năm 2021 ra sao", "1–31/12/2021"),
        ("tháng 3 giá cà phê 2027", "1–31/3/2027"),
        ("tháng 3 giá cà phê năm 2027", "1/1–31/12/2027"),
        ("ngày 20 tháng 11 có gì ở trường 2010", "20/11/2010"),
    ],
)
def test_a_year_that_is_said_elsewhere_decides_however_far_it_is(said: str, label: str) -> None:
    found = find_period(said, ASKED_AT)
    assert found is not None
    assert (found.period.label, found.earlier) == (label, ())


def test_a_goal_is_not_when_it_was() -> None:
    found = find_period("Tháng 12 công bố quy hoạch đến năm 2030", ASKED_AT)
    assert found is not None
    assert found.period.label == "1–31/12/2022"


@pytest.mark.parametrize("day", [date(2023, 1, 10), date(2024, 2, 9)])
def test_a_tet_that_is_past_is_none_to_come(day: date) -> None:
    found = find_period("tết rồi", datetime(day.year, day.month, day.day, 9, tzinfo=VIETNAM))
    assert found is not None
    assert found.period.end.date() < day


@given(st.dates(date(2001, 1, 1), date(2034, 12, 31)))
def test_a_day_written_out_is_that_day(day: date) -> None:
    for written in (f"{day.day}/{day.month}/{day.year}", f"ngày {day.day} tháng {day.month} năm {day.year}"):
        found = find_period(f"có gì {written}?", ASKED_AT)
        assert found is not None
        assert found.period.start.date() == day
        assert found.period.end - found.period.start == timedelta(days=1)


@given(st.text(max_size=200), st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)))
def test_any_text_has_a_proper_period_or_none(text: str, moment: datetime) -> None:
    found = find_period(text, moment.replace(tzinfo=VIETNAM))
    if found is not None:
        assert found.period.start < found.period.end
        assert 0 <= found.span.start < found.span.end <= len(text)


def test_what_an_article_says_is_read_from_the_day_it_was_published() -> None:
    text = "Chiều 12/8, tàu vào cảng. Hôm qua (16/8) đã dỡ hàng; 6 tháng đầu năm cảng đón 40 tàu."
    labels = [mention.period.label for mention in find_mentions(text, date(2023, 8, 17))]
    assert labels == ["12/8/2023", "16/8/2023", "1/1–30/6/2023"]


def test_a_mention_within_a_longer_one_is_not_read_again() -> None:
    [mention] = find_mentions("từ tháng 3 đến tháng 5/2023", ASKED_AT.date())
    assert mention.period.label == "1/3–31/5/2023"


@pytest.mark.parametrize(
    "question",
    [
        "tin mới nhất về cao tốc",
        "tin moi nhat ve cao toc",
        "vụ án gần đây nhất",
        "bài viết mới đây về tôm hùm",
        "Sông Cầu có gì mới",
        "song cau co tin gi moi",
        "vừa rồi sông Ba Hạ xả lũ bao nhiêu",
        "tom hum chet gan day",
        "bắt trộm xe máy thời gian qua",
        "giá cà phê bây giờ",
        "chu tich tinh hien nay la ai",
        "hôm nọ cháy chợ",
    ],
)
def test_who_wants_the_latest(question: str) -> None:
    assert find_latest(question)


@pytest.mark.parametrize(
    "question",
    [
        "mỗi nhất",
        "trường mới ở Hòa Kiến",
        "sản phẩm mới",
        "mười nhất",
        "nghệ sĩ vừa qua đời",
        "quán ăn gần đây",
        "vừa rời khỏi đội",
        "từ đó đến bây giờ",
        "phương pháp nào hiện nay chính xác nhất",
    ],
)
def test_who_does_not(question: str) -> None:
    assert not find_latest(question)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("thời tiết ngày mai", 1),
        ("tối mai có gì", 1),
        ("mai trời mưa không", 1),
        ("ngày mốt cúp điện ở đâu", 2),
        ("ngày kia họp gì", 2),
    ],
)
def test_days_to_come_are_read_from_today(question: str, label: int) -> None:
    for text in (question, fold(question)):
        found = find_period(text, ASKED_AT)
        assert found is not None
        assert found.period.start.date() == ASKED_AT.date() + timedelta(days=label)
        assert found.period.end - found.period.start == timedelta(days=1)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("tuần tới có bão không", 7),
        ("lịch cúp điện tuần sau", 7),
        ("3 ngày tới mưa ở đâu", 3),
        ("cuối tuần tới", 2),
    ],
)
def test_so_are_the_next_weeks(question: str, days: int) -> None:
    found = find_period(question, ASKED_AT)
    assert found is not None
    assert found.period.start > ASKED_AT
    assert (found.period.end - found.period.start).days == days


@pytest.mark.parametrize(
    "question",
    [
        "Mai Thị Hoa là ai",
        "hoa mai nở",
        "vì ngày mai tươi sáng",
        "1 tuần sau sinh",
        "tuần sau mổ nên ăn gì",
        "hai tháng sau",
    ],
)
def test_a_name_and_a_time_after_something_are_no_day_to_come(question: str) -> None:
    assert find_period(question, ASKED_AT) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern.pattern[15:60])
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_a_rule_needs_no_word_that_its_matches_lack(rule: Rule, data: st.DataObject) -> None:
    text = fold(data.draw(st.from_regex(rule.pattern)))
    if rule.pattern.search(text):
        assert rule in rules_for(text)
