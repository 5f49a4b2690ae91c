"""What is asked for by its unit is told with its marks: "kỹ sư" are no kilos, "đồng chí" no money."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.amounts import asked_amounts
from corpus.answer.asked_for.births import asks_birth
from corpus.answer.asked_for.phones import asks_phone
from corpus.answer.asked_for.times import Exactness, exactness
from corpus.answer.marking.amounts import find_amounts
from corpus.answer.reading.question import read
from corpus.language.measures import Measure
from corpus.language.typed.marks import common


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("trời nóng bao nhiêu độ", Measure.DEGREE),
        ("có bao nhiêu kỹ sư", Measure.COUNT),
        ("có bao nhiêu đồng chí", Measure.COUNT),
        ("đội có bao nhiêu tiền đạo", Measure.COUNT),
        ("đạt bao nhiêu sao", Measure.COUNT),
        ("mấy dự án đầu tư bị dừng", Measure.COUNT),
        ("mua hết bao nhiêu đồng", Measure.MONEY),
        ("nặng bao nhiêu ký", Measure.WEIGHT),
        ("trong bao nhieu nam", Measure.DURATION),
        ("trồng bao nhiêu ha", Measure.AREA),
    ],
)
def test_the_measure_that_is_asked_for(question: str, measure: Measure) -> None:
    assert [one.measure for one in asked_amounts(read(question, common()))][:1] == [measure]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Cầu xây trong hai năm.", ["hai năm"]),
        ("Phạt mười lăm năm tù.", ["mười lăm năm"]),
        ("Khoảng ba bốn người đến.", ["Khoảng ba bốn"]),
        ("Có 45 đồng chí dự.", ["45"]),
        ("Hết 45 đồng.", ["45 đồng"]),
    ],
)
def test_amounts_in_words_end_before_their_unit(text: str, told: list[str]) -> None:
    assert [one.span.of(text) for one in find_amounts(text)] == told


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("ông sinh năm nào", True),
        ("học sinh khi nào tựu trường", False),
        ("ngày sinh hoạt là ngày nào", False),
    ],
)
def test_a_birth_is_asked_for_by_its_own_word(question: str, is_asked: bool) -> None:
    assert asks_birth(read(question, common())) is is_asked


@pytest.mark.parametrize(
    ("question", "is_asked"), [("số điện thoại của trạm", True), ("khóa bao nhiêu số điện thoại rác", False)]
)
def test_how_many_numbers_is_no_number_to_call(question: str, is_asked: bool) -> None:
    assert asks_phone(read(question, common())) is is_asked


@pytest.mark.parametrize(
    ("question", "exact"),
    [
        ("họp lúc mấy giờ", Exactness.CLOCK),
        ("hop ngay nao", Exactness.DAY),
        ("thông xe năm nào", Exactness.YEAR),
        ("khi nào thông xe", Exactness.ANY),
    ],
)
def test_how_exact_a_time_is_asked_for(question: str, exact: Exactness) -> None:
    assert exactness(read(question, common())) is exact
