"""Quotes and speech marks: what is widened, what is left, and that a quote never loses anything by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.answer.choosing.speech import widened
from corpus.language.text import sentences

SAID = "Bà Mười kể. “Tôi bán bánh đã lâu. Giờ khách quét mã là xong”, bà nói. Trời đã tối.\nĐoạn sau."


def shown(text: str, number: int, most: int = 450) -> str:
    found = sentences(text)
    return widened(found[number], text, found, most).of(text)


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (0, "Bà Mười kể."),
        (1, "“Tôi bán bánh đã lâu. Giờ khách quét mã là xong”, bà nói."),
        (2, "“Tôi bán bánh đã lâu. Giờ khách quét mã là xong”, bà nói."),
        (3, "Trời đã tối."),
    ],
)
def test_what_is_cut_in_speech_is_widened(number: int, wanted: str) -> None:
    assert shown(SAID, number) == wanted


def test_other_marks_are_marks_too() -> None:
    assert shown(SAID.replace("“", '"').replace("”", '"'), 2) == (
        '"Tôi bán bánh đã lâu. Giờ khách quét mã là xong", bà nói.'
    )
    assert shown(SAID.replace("“", "«").replace("”", "»"), 1).endswith("», bà nói.")


@pytest.mark.parametrize("most", [20, 50])
def test_what_would_get_too_long_is_left(most: int) -> None:
    assert shown(SAID, 1, most) == "“Tôi bán bánh đã lâu."


@pytest.mark.parametrize(
    "text",
    [
        "Ông nói: “Chờ đã. Mai tính.\nĐoạn sau” khép lại.",
        "Chờ đã”, ông nói. Mai tính.",
        "Một câu “có ngoặc” đủ. Câu sau.",
        'Màn hình 24" rộng. Câu sau.',
    ],
)
def test_what_is_closed_nowhere_in_its_paragraph_is_left(text: str) -> None:
    found = sentences(text)
    assert [widened(one, text, found, 450) for one in found] == found


def test_speech_within_speech() -> None:
    text = "Ông kể: “Nó hỏi: “Đi đâu? Về đâu?” rồi im. Tôi không đáp”. Hết."
    found = sentences(text)
    whole = widened(found[0], text, found, 450).of(text)
    assert whole.count("“") == whole.count("”") == 2


PIECES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "Ông nói. ", "Trời mưa to. ", "«", "»", "\n", "“Đi thôi. ", "Xong”. ", "Gì? "]
    ),
    max_size=30,
).map("".join)


@given(PIECES, st.integers(0, 40), st.integers(1, 300))
def test_a_quote_only_grows_stays_in_its_paragraph_and_within_the_limit(
    text: str, number: int, most: int
) -> None:
    found = sentences(text)
    if not found:
        return
    span = found[number % len(found)]
    wider = widened(span, text, found, most)
    assert wider.start <= span.start
    assert span.end <= wider.end
    assert wider == span or (wider.end - wider.start <= most and "\n" not in text[wider.start : wider.end])
    again = widened(wider, text, found, most)
    assert again.start <= wider.start
    assert wider.end <= again.end


SPEECHES = st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.booleans()), min_size=1, max_size=8)


@given(SPEECHES)
def test_with_room_enough_no_quote_has_one_mark_of_a_pair(speeches: list[tuple[int, bool, bool]]) -> None:
    text = " ".join(
        f"“{' '.join(['Trời mưa to.'] * count)}”{', ông nói.' if is_told else ''}"
        if is_said
        else "Bà Mười kể."
        for count, is_said, is_told in speeches
    )
    found = sentences(text)
    for span in found:
        depth = 0
        for char in widened(span, text, found, len(text)).of(text):
            depth += (char == "“") - (char == "”")
            assert 0 <= depth <= 1
        assert depth == 0
