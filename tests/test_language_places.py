"""Places that changed their names on 1 July 2025, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.geography.place_names import spans
from corpus.language.geography.places import find_places


def others(question: str) -> list[str]:
    return [other.name for place in find_places(question) for other in place.others]


@pytest.mark.parametrize(
    "question", ["xã Hòa Kiến có gì mới", "hoa kien o dau", "xa hoa kien", "XÃ HÒA KIẾN"]
)
def test_an_old_commune_leads_to_its_new_ward(question: str) -> None:
    assert others(question) == ["Phường Bình Kiến"]


def test_a_new_ward_leads_to_all_its_old_units_and_says_which_only_partly() -> None:
    [place] = find_places("phường Bình Kiến")
    assert {(other.name, other.partly) for other in place.others} == {
        ("Phường 9", True),
        ("Xã Hòa Kiến", False),
        ("Xã Bình Kiến", False),
        ("Xã An Phú", False),
    }


def test_a_split_commune_has_two_new_names_both_partly() -> None:
    [place] = find_places("p.9 sắp tới ra sao")
    assert [(other.name, other.partly) for other in place.others] == [
        ("Phường Bình Kiến", True),
        ("Phường Tuy Hòa", True),
    ]
    assert all(other.is_divided and not other.is_part for other in place.others)


def test_a_unit_made_of_several_is_none_of_them_by_another_name() -> None:
    others = {other.name: other for place in find_places("phường Tuy Hòa") for other in place.others}
    assert all(other.is_part for other in others.values())
    assert [name for name, other in others.items() if other.is_divided] == [
        "Xã Hòa An",
        "Xã Hòa Trị",
        "Phường 9",
    ]
    [place] = find_places("xã Tuy An Nam")
    assert not any(other.is_divided for other in place.others)


@pytest.mark.parametrize(
    "question",
    [
        "đầm Ô Loan",
        "chợ Hòa Trị",
        "đường Hòa Kiến dài bao nhiêu",
        "duong hoa kien",
        "Trường THPT Tuy Hòa",
        "ông Hòa Kiến là ai",
        "Nguyễn Xuân Sơn đoạt giải gì",
        "nguyen hoa kien la ai",
        "công ty Hòa Kiến Thành",
        "Hòa Kiến Thành là công ty nào",
        "Ô Loan",
        "lắk",
    ],
)
def test_a_street_a_school_or_a_person_of_that_name_is_no_place(question: str) -> None:
    assert find_places(question) == []


def test_the_province_alone_is_no_ward_of_that_name() -> None:
    assert others("Phú Yên có bao nhiêu khách") == ["Tỉnh Đắk Lắk"]
    assert others("tinh phu yen") == ["Tỉnh Đắk Lắk"]
    assert others("Đắk Lắk có bao nhiêu khách") == ["Tỉnh Phú Yên"]
    assert others("dak lak co bao nhieu khach") == ["Tỉnh Phú Yên"]


@pytest.mark.parametrize(
    "question", ["ở Tuy Hòa", "TP Tuy Hòa", "tp. tuy hoà", "t.p tuy hoa", "thanh pho tuy hoa"]
)
def test_a_town_alone_is_the_town_and_leads_to_what_it_became(question: str) -> None:
    [place] = find_places(question)
    assert (place.name, place.is_old, place.namesake) == ("Thành phố Tuy Hòa", True, None)
    assert set(others(question)) == {"Phường Tuy Hòa", "Phường Bình Kiến", "Phường Phú Yên"}
    assert all(other.is_part for other in place.others)


@pytest.mark.parametrize("question", ["huyện Tuy An", "Tuy An có gì mới", "h. tuy an"])
def test_a_district_leads_to_its_new_communes(question: str) -> None:
    assert set(others(question)) == {
        "Xã Tuy An Bắc", "Xã Tuy An Đông", "Xã Tuy An Nam", "Xã Tuy An Tây", "Xã Ô Loan",
    }  # fmt: skip


def test_places_of_the_plateau_are_known_too() -> None:
    assert "Phường Buôn Ma Thuột" in others("tp Buôn Ma Thuột")
    assert others("xã Cuôr KNia") == ["Xã Ea Nuôl"]
    assert others("xa cu suê") == others("xã Cư Suê") == ["Xã Quảng Phú"]


def test_a_name_that_two_districts_had_means_all_of_them_unless_one_is_named() -> None:
    assert set(others("xã Hòa Phong ở đâu")) == {"Xã Tây Hòa", "Xã Cư Pui"}
    assert others("xã Hòa Phong, Tây Hòa")[0] == "Xã Tây Hòa"
    commune, _district = find_places("xã Hòa An, Krông Pắc")
    assert [other.name for other in commune.others] == ["Xã Krông Pắc"]
    commune, _district = find_places("xã Hòa An huyện Phú Hòa")
    assert "Xã Krông Pắc" not in [other.name for other in commune.others]
    assert {"Xã Krông Pắc", "Xã Phú Hòa 1"} <= set(others("xã Hòa An"))


def test_a_longer_name_is_not_the_shorter_one_in_it() -> None:
    assert others("Xuân Sơn Nam có gì") == ["Xã Đồng Xuân"]
    [place] = find_places("Tuy An Bắc")
    assert place.name == "Xã Tuy An Bắc"
    assert [place.name for place in find_places("xã An Phú Tuy Hòa")] == ["Xã An Phú", "Thành phố Tuy Hòa"]


def test_the_ward_of_the_provinces_old_name_is_a_ward() -> None:
    [place] = find_places("phường Phú Yên ở đâu")
    assert not place.is_old
    assert place.namesake == "Tỉnh Phú Yên"
    assert "Phường Phú Lâm" in others("phường Phú Yên ở đâu")


def test_marks_that_were_typed_count() -> None:
    assert find_places("hoa trí") == []


def test_a_name_that_is_left_out_elsewhere_is_one_in_a_question() -> None:
    assert spans("hoa binh") and spans("tay son") and spans("phu yen")


@pytest.mark.parametrize("question", ["xã An Mỹ", "xa an my", "xã An Mĩ", "xa an mi", "an mỹ ở đâu"])
def test_a_name_is_spelled_with_y_or_with_i(question: str) -> None:
    assert others(question) == ["Xã Tuy An Nam"]


@pytest.mark.parametrize("question", ["nha van hoa o dau", "le hoi van hoa nao", "ngày lễ văn hóa"])
def test_an_everyday_word_without_marks_is_no_commune(question: str) -> None:
    assert find_places(question) == []
    assert spans(question) == []


@pytest.mark.parametrize("question", ["xa van hoa o dau", "Vân Hòa ở đâu", "xã Vân Hòa", "la hai o dau"])
def test_with_its_kind_or_its_marks_it_is_one(question: str) -> None:
    assert len(find_places(question)) == len(spans(question)) == 1


@given(st.text(max_size=100))
def test_any_text_gives_spans_in_order(text: str) -> None:
    end = 0
    for place in find_places(text):
        assert end <= place.span.start
        end = place.span.end
