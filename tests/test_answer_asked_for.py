"""What a question asks for is read once; each kind has its line in what is looked for in texts."""

from __future__ import annotations

import pytest

from corpus.answer.asked_for.asked import Asked, Kind
from corpus.answer.asked_for.phases import Phase
from corpus.answer.asked_for.times import Exactness
from corpus.answer.marking.by_kind import answering, may_answer
from corpus.answer.reading.question import read
from corpus.language.measures import Measure

KINDS = {
    "số điện thoại công an tỉnh": Kind.PHONE,
    "bị cáo sinh năm nào": Kind.BIRTH,
    "tài xế quê ở đâu": Kind.HOME,
    "chị vay ngân hàng nào": Kind.NAMED,
    "có bao nhiêu hộ bị ngập": Kind.AMOUNT,
    "khi nào thông xe": Kind.MOMENT,
    "ai là bí thư xã": Kind.PERSON,
    "ai viết bài này": Kind.AUTHOR,
    "xe đụng nhau ở đâu": Kind.PLACE,
    "vì sao sửa cầu": None,
}


@pytest.mark.parametrize(("question", "kind"), KINDS.items())
def test_the_kind_that_is_asked_for(question: str, kind: Kind | None) -> None:
    asked = Asked(read(question))
    assert asked.kind is kind
    assert not answering("", asked)
    assert not may_answer("", asked)


def test_each_kind_is_asked_for_by_one_of_them() -> None:
    assert set(KINDS.values()) == {*Kind, None}


def test_a_time_is_asked_for_with_its_phase() -> None:
    time = Asked(read("buổi tối ngày nào khởi công cầu Bến Lội")).time
    assert (time.exactness, time.phase, time.parts_of_day) == (Exactness.DAY, Phase.BEGINNING, {"toi"})


def test_homes_are_counted_by_their_noun() -> None:
    (homes,) = Asked(read("có bao nhiêu hộ bị ngập")).amounts
    assert (homes.measure, homes.nouns[: homes.least]) == (Measure.COUNT, ("ho",))


def test_where_no_number_is_asked_for_there_is_no_amount() -> None:
    assert Asked(read("vì sao giá tôm giảm 5 triệu")).amounts == ()
