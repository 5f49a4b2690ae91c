"""Places that changed their names on 1 July 2025, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.places import find_places


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


@pytest.mark.parametrize(
    "question", ["Phú Yên có bao nhiêu khách", "ở Tuy Hòa", "tx Sông Cầu", "đầm Ô Loan", "chợ Hòa Trị"]
)
def test_the_larger_place_of_that_name_is_left_alone(question: str) -> None:
    assert find_places(question) == []


def test_the_ward_of_the_provinces_old_name_is_a_ward() -> None:
    [place] = find_places("phường Phú Yên ở đâu")
    assert not place.is_old
    assert "Phường Phú Lâm" in others("phường Phú Yên ở đâu")


def test_marks_that_were_typed_count() -> None:
    assert find_places("hoa trí") == []


@given(st.text(max_size=100))
def test_any_text_gives_spans_in_order(text: str) -> None:
    end = 0
    for place in find_places(text):
        assert end <= place.span.start
        end = place.span.end
