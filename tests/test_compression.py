"""What is stored comes back as it was, by whichever thread, and what is damaged says so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.compression import Compression
from corpus.store.terms import pack, pack_texts, unpack, unpack_texts

terms = st.text(alphabet="aăâđgiá_16%", min_size=1, max_size=8)


@given(
    st.dictionaries(
        st.sampled_from(("words", "syllables", "bigrams")), st.lists(terms, max_size=30).map(tuple)
    )
)
def test_terms_come_back(made: dict[str, tuple[str, ...]]) -> None:
    assert unpack(pack(made)) == made


def test_terms_of_an_ordinary_passage_take_a_third() -> None:
    text = "ngư dân xã an ninh đông ra khơi từ sáng sớm và bán tôm hùm cho thương lái".split()
    made = {
        "words": " ".join(text),
        "bigrams": " ".join(f"{a}_{b}" for a, b in pairwise(text)),
    }
    packed = pack_texts(made)
    assert unpack_texts(packed) == made
    assert len(packed) < sum(len(one.encode()) for one in made.values()) / 1.5


def test_threads_do_not_get_in_each_others_way() -> None:
    made = [{"words": (f"từ{number}",) * (1 + number % 300)} for number in range(2_000)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda one: unpack(pack(one)), made)) == made


@pytest.mark.parametrize("data", [b"", b"nothing", pack({"words": ("một",)})[:-2]])
def test_what_is_damaged_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="nothing that was packed"):
        unpack(data)


def test_what_another_dictionary_packed_is_not_taken_for_something_else() -> None:
    with pytest.raises(ValueError, match="nothing that was packed"):
        Compression().unpack(pack({"words": ("một", "hai")}))
