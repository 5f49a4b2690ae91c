"""Other words for what is asked: what they are, what they weigh, and that they only help out."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import VIETNAM
from corpus.answer.ranking.alias_matches import NAMESAKE
from corpus.answer.ranking.board import Board, Candidate, lay_out
from corpus.answer.reading import query
from corpus.answer.reading.aliases import LONGEST, PARTLY, RENAMED, SYNONYM, otherwise, standing
from corpus.answer.reading.question import read
from corpus.answer.reading.subject import Counted, Subject
from corpus.index import split
from corpus.language.sheet import sheet_of
from corpus.language.synonyms import groups
from corpus.language.text import fold, normalise_tones
from corpus.language.typed.marks import common
from corpus.models import Article

BEFORE, SINCE = (int(datetime(year, 9, 1, tzinfo=VIETNAM).timestamp()) for year in (2024, 2026))


def words(question: str) -> set[str]:
    return {" ".join(one.other) for one in otherwise(read(question)).aliases}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("lũ lụt thiệt hại bao nhiêu", {"lũ", "ngập"}),
        ("CCCD cũ còn dùng được không", {"căn cước", "căn cước công dân"}),
        ("căn cước công dân cũ còn dùng được không", {"cccd", "căn cước"}),
        ("heo chết vì bệnh gì", {"lợn", "tử vong"}),
        ("tiêm vắc xin sởi ở đâu", {"vaccine"}),
        ("bệnh viện tỉnh ở đâu", {"bv"}),
        ("QL29 thông xe chưa", {"quốc lộ 29"}),
        ("ql1d hu hong the nao", {"quốc lộ 1 d"}),
        ("vacxin sởi tiêm free không", {"vắc xin", "miễn phí"}),
        ("ở Sài Gòn có gì", {"tphcm", "tp hồ chí minh"}),
        ("tp.hcm ngập mấy điểm", {"sài gòn"}),
        ("thành phố Hồ Chí Minh ngập", {"sài gòn"}),
        ("đắc lắc đón bao nhiêu khách", {"đắk lắk"}),
        ("đội tuyển Việt Nam thắng mấy trận", {"đt việt nam"}),
        ("trận của ĐT Việt Nam", {"đội tuyển việt nam"}),
        ("câu lạc bộ giành huy chương vàng", {"clb", "hcv"}),
        ("hội liên hiệp phụ nữ tặng quà", {"lhpn"}),
        ("Hội LHPN tặng quà", {"liên hiệp phụ nữ"}),
        ("quốc lộ 25 sạt lở", {"ql 25"}),
        ("tỉnh lộ 643", {"đường tỉnh 643", "đt 643"}),
        ("xa an mi", {"tuy an nam"}),
        ("xã Hòa Kiến có gì", {"bình kiến", "phường bình kiến"}),
        ("xã Ô Loan gồm những xã nào nhập lại", {"an cư", "an hiệp", "thành", "nhập thành"}),
    ],
)
def test_what_is_called_otherwise(question: str, found: set[str]) -> None:
    assert found <= words(question)


@pytest.mark.parametrize(
    "question",
    [
        "công ty Nam Sài Gòn làm gì",
        "ông Nguyễn Sài Gòn",
        "giá vàng hôm nay",
        "ông Nguyễn Văn Heo làm gì",
        "Phú Yên và Đắk Lắk",
        "xã nào nhập lại",
        "lù quét",
    ],
)
def test_what_is_not(question: str) -> None:
    assert words(question) == set()


def test_the_province_is_not_flooded_by_its_wards() -> None:
    assert words("Phú Yên có bao nhiêu khách") == {"đắk lắk"}


def test_a_newspapers_own_province_is_called_the_province() -> None:
    for question in ("Phú Yên có bao nhiêu khách", "phu yen co bao nhieu khach"):
        found = {" ".join(one.other) for one in otherwise(read(question), "Phú Yên").aliases}
        assert {"trong tỉnh", "toàn tỉnh", "ubnd tỉnh"} <= found
    for question in ("phường Phú Yên có gì", "Khánh Hòa có gì", "Phú Yênh có gì"):
        assert not any("tỉnh" in one.other for one in otherwise(read(question), "Phú Yên").aliases)


def test_a_ward_of_a_towns_name_is_meant_only_where_it_is_said_to_be_one() -> None:
    assert words("ở Tuy Hòa có gì") == {"phường tuy hòa", "bình kiến", "phường phú yên"}
    assert "phường tuy hòa" in words("phường 7 có gì")
    assert "tuy hòa" not in words("phường 7 có gì")
    assert otherwise(read("phường Tuy Hòa có gì")).is_new
    assert not otherwise(read("TP Tuy Hòa có gì")).is_new


def test_no_group_says_a_word_twice_and_all_are_spelled_as_terms_are() -> None:
    for group in groups():
        assert len(set(group.said)) == len(group.said)
        assert len(set(group.found)) == len(group.found)
        every = (*group.said, *group.found)
        assert all(one == normalise_tones(one) == one.lower().strip() for one in every)
        assert all(len(one.split()) <= LONGEST for one in group.said)


def test_the_engine_looks_for_other_words_with_less_weight_and_never_for_their_syllables_alone() -> None:
    reading = read("xã Hòa Kiến nạo vét kênh")
    typed = query.build(reading)
    all_of_it = query.expanded(typed, reading, otherwise(reading).aliases)
    assert "binh_kien" in all_of_it.terms["bigrams"]
    for field, row in all_of_it.terms.items():
        added = set(row) - set(typed.terms.get(field, {}))
        assert all(row[term] < 0.5 * min(typed.terms[field].values()) for term in added)
        assert not added & {"binh", "kien", "bình", "kiến"}
    assert {
        field: {term: row[term] for term in typed.terms[field]} for field, row in all_of_it.terms.items()
    } == (typed.terms)


def candidate(key: str, text: str, published_s: int | None = SINCE, headline: str = "Tin") -> Candidate:
    article = Article(key, headline, text)
    return Candidate(key, article.version, sheet_of(article, split(article)), {0: 1.0}, published_s)


def board_of(question: str, *candidates: Candidate) -> tuple[Board, Subject]:
    reading = read(question)
    subject = Subject.of(
        reading.subject, reading, Counted(2, lambda _field, _term: 1, lambda _term: 1.0), otherwise(reading)
    )
    return lay_out(candidates, subject), subject


def covered(board: Board, subject: Subject) -> list[float]:
    return [round(float(row), 2) for row in board.present @ subject.shares]


def test_other_words_count_for_those_of_the_question_and_a_little_less() -> None:
    board, subject = board_of(
        "kênh Hòa Kiến",
        candidate("typed", "Kênh Hòa Kiến đầy."),
        candidate("other", "Kênh Bình Kiến đầy."),
        candidate("both", "Kênh Bình Kiến đầy. Trước đây là Hòa Kiến."),
        candidate("neither", "Kênh Bình Tân đầy."),
    )
    assert covered(board, subject)[:2] == [1.0, 1.0]
    assert covered(board, subject)[2] == 1.0
    assert covered(board, subject)[-1] < 0.6
    assert board.worth.tolist() == [1.0, RENAMED, 1.0, 1.0]
    assert board.weights.tolist() == [1.0, RENAMED, 1.0, 1.0, 1.0]
    assert bool(board.exactly[1].all())


def test_neighbours_of_the_question_are_neighbours_in_other_words_of_any_length() -> None:
    board, subject = board_of(
        "lũ lụt", candidate("short", "Đợt lũ này lớn."), candidate("apart", "Lũ lớn.", headline="Lụt")
    )
    assert subject.terms == ("lu", "lut")
    assert board.pairs[0].tolist() == [True]
    assert board.runs[0] == 2
    assert board.worth.tolist() == [SYNONYM, 1.0]  # what an article says itself, its headline says too


def test_a_name_in_the_headline_counts_as_well() -> None:
    board, subject = board_of("kênh Hòa Kiến", candidate("one", "Chợ đông.", headline="Bình Kiến"))
    assert board.headlines[0, subject.terms.index("kien")]
    assert board.headline_pairs.any()
    assert board.worth.tolist() == [RENAMED]


SHORT_AND_LONG = (
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("TX", "thị xã"),
    ("TP", "thành phố"),
    ("BCH", "Ban Chấp hành"),
    ("ĐBSCL", "Đồng bằng sông Cửu Long"),
    ("GTVT", "giao thông vận tải"),
    ("THPT", "trung học phổ thông"),
    ("tỉ", "tỷ"),
    ("CCCD", "căn cước công dân"),
    ("SĐT", "số điện thoại"),
    ("BHYT", "bảo hiểm y tế"),
    ("BV", "bệnh viện"),
    ("HS", "học sinh"),
    ("GPLX", "giấy phép lái xe"),
    ("BĐS", "bất động sản"),
    ("GD&ĐT", "giáo dục và đào tạo"),
)


@pytest.mark.parametrize(("short", "long"), SHORT_AND_LONG)
@pytest.mark.parametrize("bare", [False, True])
def test_a_short_form_finds_what_it_stands_for_and_the_other_way_round(
    short: str, long: str, bare: bool
) -> None:
    for asked, written in ((short, long), (long, short), (short.lower(), long)):
        question = f"{asked} báo cáo kết quả"
        reading = read(fold(question) if bare else question, common())
        subject = Subject.of(
            reading.subject,
            reading,
            Counted(1, lambda _field, _term: 1, lambda _term: 1.0),
            otherwise(reading),
        )
        board = lay_out([candidate("one", f"Hôm nay {written} báo cáo kết quả.")], subject)
        assert covered(board, subject) == [1.0]


def test_words_in_two_sentences_are_no_name() -> None:
    board, _subject = board_of("kênh Hòa Kiến", candidate("one", "Giá ở An Bình. Kiến nghị của dân."))
    assert not board.present[0].any()


def test_what_only_marks_tell_apart_is_no_other_word() -> None:
    board, _subject = board_of("lũ lụt", candidate("one", "Cái lu này lớn."), candidate("two", "Lữ đoàn 2."))
    assert board.worth.tolist() == [1.0, 1.0]
    assert not board.exactly.any()


def test_the_wider_province_stands_for_the_old_one_since_the_merger_alone() -> None:
    board, subject = board_of(
        "Phú Yên trồng mía",
        candidate("before", "Đắk Lắk trồng mía.", BEFORE),
        candidate("since", "Đắk Lắk trồng mía.", SINCE),
        candidate("undated", "Đắk Lắk trồng mía.", None),
    )
    assert covered(board, subject)[1] == 1.0
    assert covered(board, subject)[0] == covered(board, subject)[2] < 1.0
    assert board.worth.tolist() == [1.0, PARTLY, 1.0]


def test_in_an_article_from_before_the_name_of_a_town_is_not_that_of_the_ward() -> None:
    texts = ("Tuy Hòa có 155.000 dân.", "Phường 7 có 9.000 dân.", "Phường Tuy Hòa sẽ có 70.000 dân.")
    candidates = [candidate(f"{text}{at}", text, at) for text in texts for at in (BEFORE, SINCE)]
    board, _subject = board_of("phường Tuy Hòa có bao nhiêu dân", *candidates)
    assert board.worth.tolist() == [NAMESAKE, 1.0, RENAMED, RENAMED, 1.0, 1.0]
    town, _subject = board_of("TP Tuy Hòa có bao nhiêu dân", *candidates)
    assert town.worth.tolist() == [1.0] * 6


@pytest.mark.parametrize(("name", "is_there"), [("binh_kien", True), ("hoa_binh", False)])
def test_a_word_is_mentioned_where_another_word_for_it_is(name: str, is_there: bool) -> None:
    found = standing(otherwise(read("xã Hòa Kiến")), lambda _field, term: int(term == name))
    assert ("hòa_kiến" in found or "hoa_kien" in found) is is_there


@given(st.text(max_size=120))
def test_any_text_has_other_words_or_none(text: str) -> None:
    said = otherwise(read(text))
    assert all(one.typed and one.other and 0 < one.weight <= 1 for one in said.aliases)


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("ngay tu van tuyen sinh", "tư vấn", "tự tử"),
        ("nam ngoai tau chim ngoai bien dong", "biển đông", "sóng lớn"),
        ("cay nga de xe", "cây ngã", None),
    ],
)
def test_marks_that_make_common_words_are_trusted(question: str, said: str, other: str | None) -> None:
    """Typed bare, "tu van" is no "tự vẫn"; what is no common pair may be whatever folds to it."""
    reading = read(question, common())
    found = {" ".join(one.other) for one in otherwise(reading).aliases}
    assert said in reading.full
    assert (other not in found) if other else found


def test_the_longer_of_two_phrases_keeps_the_shorter_one_from_counting() -> None:
    assert words("anh ấy chết ở đâu") == {"tử vong", "thiệt mạng"}
    assert words("anh ấy bị bắn chết ở đâu") == {"tử vong"}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("tàu cá mất liên lạc ở đâu", set()),
        ("hai em bị lạc trên núi", {"mất tích"}),
        ("ca khúc nào hay nhất", set()),
        ("khúc đèo Cả bị sạt dài mấy mét", {"đoạn"}),
    ],
)
def test_a_syllable_of_a_longer_word_says_nothing_alone(question: str, found: set[str]) -> None:
    assert words(question) & {"mất tích", "đoạn"} == found
