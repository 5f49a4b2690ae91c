"""Places that a text mentions, as printed."""

from __future__ import annotations

import pytest

from corpus.language.geography.place_names import mentioned, with_parts


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ngư dân Sông Cầu, Tuy An và TP Tuy Hòa.", {"Sông Cầu", "Tuy An", "Tuy Hòa"}),
        ("Tuy Hoà mưa to.", {"Tuy Hòa"}),  # the other placement of the tone
        ("Xã Tuy An Đông họp.", {"Tuy An Đông"}),  # not Tuy An as well
        ("Xã Phú Hòa 1 họp.", {"Phú Hòa"}),
        ("Ở An Mỹ, bà con gặt lúa.", {"An Mỹ"}),
        ("UBND huyện Đồng Xuân", {"Đồng Xuân"}),
        ("Ông Trần Phú Lâm nói.", set()),  # a person
        ("Phường 4 và phường 9", set()),  # of which town?
        ("Tỉnh Phú Yên", set()),  # everything is about it
        ("tuy hòa", set()),
        ("phù hoa, đông hòa bình", set()),
        ("", set()),
    ],
)
def test_places(text: str, places: set[str]) -> None:
    assert mentioned(text) == places


def test_a_district_has_the_news_of_what_it_became() -> None:
    assert with_parts("Tuy An") == [
        "Tuy An",
        "Tuy An Bắc",
        "Tuy An Nam",
        "Tuy An Tây",
        "Tuy An Đông",
        "Ô Loan",
    ]
    assert with_parts("Hòa Kiến") == ["Hòa Kiến"]
    assert with_parts("nowhere") == ["nowhere"]
