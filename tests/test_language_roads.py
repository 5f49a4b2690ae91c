"""Roads by their numbers."""

from __future__ import annotations

import pytest

from corpus.language.geography.roads import find_roads


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quốc lộ 25 sạt lở", ["25"]),
        ("QL25, ql 1d, QL.29", ["25", "1d", "29"]),
        ("ĐT643 và đt 650", ["643", "650"]),
        ("duong tinh 641", ["641"]),
        ("Quốc lộ 1, 25 và 29 ngập", ["1", "25", "29"]),
        ("quốc lộ dài 25 km", []),
        ("đất dt 500 m2", []),
        ("ĐT 02573841841", []),
        ("ĐT Việt Nam thắng 3-0", []),
        ("vốn tl 2,5 tỉ", []),
        ("", []),
    ],
)
def test_roads(text: str, found: list[str]) -> None:
    assert [road.number for road in find_roads(text)] == found
    assert all(road.number in road.span.of(text).lower() for road in find_roads(text))


def test_the_ways_to_write_one() -> None:
    [provincial] = find_roads("dt643")
    assert set(provincial.written) == {
        "đường tỉnh 643", "tỉnh lộ 643", "đt 643", "tl 643", "đt643", "tl643",
    }  # fmt: skip
    [first] = find_roads("QL1A")
    assert {"quốc lộ 1", "quốc lộ 1a", "ql1", "ql1a"} <= set(first.written)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("quốc lộ 1 và 2 người chết", ["1"]),
        ("QL1, 2 xe tải đâm nhau", ["1"]),
        ("gọi đt 115", []),
        ("bản đồ TL 1/500", []),
    ],
)
def test_what_else_is_counted_beside_a_road_is_none(text: str, numbers: list[str]) -> None:
    assert [one.number for one in find_roads(text)] == numbers
