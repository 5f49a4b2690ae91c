"""Questions read: what kind of answer, what subject, however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.answer.reading.missing import unmentioned
from corpus.answer.reading.query import build
from corpus.answer.reading.question import AnswerType, read
from corpus.language.analyzer import accented_terms, analyze
from corpus.language.text import fold
from corpus.language.typed.marks import Marks, common

MARKS = Marks.counted(
    [
        accented_terms(text)
        for text in (
            "Đảng bộ có bao nhiêu đảng viên. Máy bay rơi ở đâu. Vì sao cầu sập. Ai là bí thư. Thế giới có gì mới. "
            "Người dân cho biết giá vàng như thế nào. Khi nào khởi công. Bệnh nhân bị đau đầu. Nha khoa là gì.",
        )
    ]
)


@pytest.mark.parametrize(
    ("question", "kind", "subject"),
    [
        ("Đảng bộ có bao nhiêu đảng viên?", AnswerType.NUMBER, "Đảng bộ có đảng viên"),
        ("Cho hỏi cầu khởi công khi nào ạ?", AnswerType.DATE, "cầu khởi công"),
        ("Bí thư Đảng ủy là ai", AnswerType.PERSON, "Bí thư Đảng ủy"),
        ("Chào tòa soạn, cho tôi hỏi giá vé bao nhiêu ạ", AnswerType.NUMBER, "giá vé"),
        ("Tôi thắc mắc tại sao cá ngừ giảm giá", AnswerType.REASON, "cá ngừ giảm giá"),
        ("đau dạ dày nên ăn gì", AnswerType.OTHER, "đau dạ dày nên ăn"),
        ("Máy bay rơi ở đâu?", AnswerType.PLACE, "Máy bay rơi"),
        ("Vì sao cầu sập?", AnswerType.REASON, "cầu sập"),
        ("Giá vàng như thế nào", AnswerType.MANNER, "Giá vàng"),
        ("AI là gì?", AnswerType.DEFINITION, "AI"),
        ("Thế giới có gì mới?", AnswerType.OTHER, "Thế giới có mới"),
        ("Cầu có sập không?", AnswerType.WHETHER, "Cầu có sập"),
        ("xe khách lật vì lý do gì", AnswerType.REASON, "xe khách lật"),
        ("sao xã chậm trả tiền", AnswerType.REASON, "xã chậm trả tiền"),
        ("nhà máy nước sao chậm tới 10 tháng", AnswerType.REASON, "nhà máy nước chậm tới 10 tháng"),
        ("trời mưa thì sao", AnswerType.MANNER, "trời mưa thì"),
        (
            "trường mẫu giáo Sao Biển do công ty nào xây",
            AnswerType.OTHER,
            "trường mẫu giáo Sao Biển do công ty xây",
        ),
        ("mưa vậy sao Phú Yên chưa cho nghỉ", AnswerType.REASON, "mưa Phú Yên chưa cho nghỉ"),
        ("sao Hỏa có nước không", AnswerType.REASON, "Hỏa có nước"),
        ("trên sao Hỏa có gì", AnswerType.OTHER, "trên sao Hỏa có"),
        ("cháy chợ có ai bị thương không", AnswerType.WHETHER, "cháy chợ có bị thương"),
        ("tài xế có bị sao không", AnswerType.WHETHER, "tài xế có bị"),
        ("mấy hộ bị ngập có được hỗ trợ không", AnswerType.WHETHER, "hộ bị ngập có được hỗ trợ"),
        ("có mấy hộ bị ngập", AnswerType.NUMBER, "có hộ bị ngập"),
        ("lật ghe có ai bị gì không", AnswerType.WHETHER, "lật ghe có bị"),
        ("có công nhân nào bị đá đè không", AnswerType.WHETHER, "có công nhân bị đá đè"),
        ("có cách nào trị mụn không", AnswerType.MANNER, "có trị mụn"),
        ("có ai biết xã nào nghỉ học không", AnswerType.PLACE, "nghỉ học"),
        ("đơn vị nào thi công cầu", AnswerType.OTHER, "đơn vị thi công cầu"),
        ("hợp tác xã nào bán gạo", AnswerType.OTHER, "hợp tác xã bán gạo"),
        ("cán bộ công tác xã nào được khen", AnswerType.PLACE, "cán bộ công tác được khen"),
        ("vị nào ký văn bản", AnswerType.PERSON, "ký văn bản"),
        ("vì sao lãi suất giảm", AnswerType.REASON, "lãi suất giảm"),
        ("đội có bao nhiêu tiền đạo", AnswerType.NUMBER, "đội có tiền đạo"),
        ("môn gì thế hệ trẻ thích", AnswerType.OTHER, "môn thế hệ trẻ thích"),
        ("giá trị của tháp Nhạn", AnswerType.OTHER, "giá trị của tháp Nhạn"),
        ("vì sao chưa có gì", AnswerType.REASON, "chưa có"),
        ("mấy ông bị bắt là ai", AnswerType.PERSON, "ông bị bắt"),
        ("mấy người chết", AnswerType.NUMBER, "người chết"),
        ("ở đó có gì ngon không vậy", AnswerType.WHETHER, "ở đó có ngon"),
        ("chừng nào xong hầm Tuy An", AnswerType.DATE, "xong hầm Tuy An"),
        ("tỷ lệ bao nhiêu", AnswerType.NUMBER, ""),
        ("ai viết bài này?", AnswerType.AUTHOR, "này"),
        ("bài này ai viết", AnswerType.AUTHOR, ""),
        ("giá vé tham quan", AnswerType.NUMBER, "giá vé tham quan"),
        ("ad ơi cho hỏi giá vé", AnswerType.NUMBER, "giá vé"),
        ("cảm ơn bạn nhiều nha, mà cho hỏi giá vé", AnswerType.NUMBER, "giá vé"),
        ("cách làm bánh", AnswerType.MANNER, "cách làm bánh"),
        ("cách ly y tế ở đâu", AnswerType.PLACE, "cách ly y tế"),
        ("giải bóng đá", AnswerType.OTHER, "giải bóng đá"),
        ("Kính gửi tòa soạn, tôi muốn hỏi giá vé là bao nhiêu? Xin cảm ơn!", AnswerType.NUMBER, "giá vé"),
        ("có ai biết cầu sập ở đâu không ạ", AnswerType.PLACE, "cầu sập"),
        ("cầu sập khi nào dzậy ad", AnswerType.DATE, "cầu sập"),
        (
            "Bệnh nhi đau đầu ở bệnh viện Nha Trang",
            AnswerType.OTHER,
            "Bệnh nhi đau đầu ở bệnh viện Nha Trang",
        ),
    ],
)
def test_a_question_with_marks(question: str, kind: AnswerType, subject: str) -> None:
    reading = read(question)
    assert (reading.answer_type, reading.subject) == (kind, subject)


@pytest.mark.parametrize(
    ("question", "kind", "subject"),
    [
        ("dang bo co bao nhieu dang vien", AnswerType.NUMBER, "đảng bộ có đảng viên"),
        ("may bay roi o dau", AnswerType.PLACE, "máy bay rơi"),
        ("the gioi co gi moi", AnswerType.OTHER, "thế giới có mới"),
        ("vi sao cau sap", AnswerType.REASON, "cầu sập"),
        ("benh nhan dau dau", AnswerType.OTHER, "bệnh nhân đau đầu"),
    ],
)
def test_a_question_without_marks_gets_them_back_first(question: str, kind: AnswerType, subject: str) -> None:
    reading = read(question, MARKS)
    assert (reading.answer_type, reading.subject, reading.has_marks) == (kind, subject, False)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("di qua ham het may phut", AnswerType.NUMBER),
        ("phat nhieu tien vay", AnswerType.NUMBER),
        ("gia dinh co bao nhieu nguoi", AnswerType.NUMBER),
        ("trieu chung nao nguy hiem", AnswerType.OTHER),
        ("benh vien mo cua chua", AnswerType.WHETHER),
        ("sao xe chay cham", AnswerType.REASON),
        ("ai lam chu tich", AnswerType.PERSON),
        ("nhung tinh nao bi ngap", AnswerType.PLACE),
        ("nguoi do que dau", AnswerType.PLACE),
        ("mua may tinh o cho nao", AnswerType.PLACE),
    ],
)
def test_what_newspapers_do_not_ask_is_read_all_the_same(question: str, kind: AnswerType) -> None:
    """By the words of newspapers alone, in which "mấy" and "nhiêu" hardly stand."""
    assert read(question, common()).answer_type is kind


def test_question_words_count_where_there_is_nothing_to_restore_from() -> None:
    assert read("co bao nhieu dang vien").answer_type is AnswerType.NUMBER
    assert read("may bay roi o dau").subject == "may bay roi"


def test_what_is_counted_and_what_is_asked_for() -> None:
    assert read("Có bao nhiêu đảng viên mới?").unit == "đảng"
    assert read("Bệnh nhân mắc bệnh hiểm nghèo gì?").focus == "hiểm nghèo"


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    reading = read(text, MARKS)
    assert len(reading.subject) <= len(reading.full)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("bí thư Quảng Trị là ai", ("Quảng Trị",)),
        ("gia ca ngu o richter", ("richter",)),
        ("giá SJC năm 2019 bao nhiêu", ("SJC",)),
        ("giá cá ngừ ở cảng", ()),
        ("bão số 12 ở đâu", ("bão số 12",)),
        ("bao so 12 o dau", ("bao so 12",)),
        ("con số 12 là gì", ()),
        ("hầm số 3 ở đâu", ()),
        ("nghị quyết số 06", ()),
        ("nghị quyết số 07 về gì", ("nghị quyết số 07",)),
        ("", ()),
    ],
)
def test_words_that_no_article_has_are_told_as_typed(question: str, told: tuple[str, ...]) -> None:
    known = {
        "accented": set("giá cá ngừ ở cảng bí thư năm quảng trị".split()),
        "bigrams": {"ca_ngu", "bi_thu", "con_so", "so_12", "ham_3"},
    }
    known["accented"] |= set("con số là gì hầm nghị quyết bão đâu về".split())
    known["syllables"] = set(map(fold, known["accented"])) | {"nq6"}

    def frequency(field: str, term: str) -> int:
        return int(term in known.get(field, ()))

    reading = read(question)
    assert unmentioned(reading, analyze(reading.subject)["words"], frequency) == told


def test_a_query_has_its_terms_in_the_order_of_the_question() -> None:
    """A sum of scores depends on their order, so that must not be another one in every process."""
    query = build(read("Cầu Đà Rằng ở Tuy Hòa khởi công khi nào?"))
    assert list(query.terms["syllables"]) == "cau da rang o tuy hoa khoi cong".split()
