"""Terms of many texts numbered at once: as if each had been looked up by itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.language import numbering
from corpus.language.numbering import Numbering

KNOWN = ("và", "của", "tuy", "hòa")
TERMS = st.one_of(
    st.sampled_from([*KNOWN, "hoà", "đĩa", "12/8", "06-nq/đuk", "nghiêng", "|", "-"]),
    st.text(st.characters(exclude_categories=("Cs", "Z", "C")), min_size=1, max_size=24).filter(
        lambda term: len(term.split()) == 1 and term == term.strip()
    ),
)


def one_by_one(texts: Sequence[str]) -> tuple[list[int], list[str]]:
    syllables, found = list(KNOWN), []
    for text in texts:
        for term in text.split():
            if term.isalpha() and term not in syllables:
                syllables.append(term)
            found.append(syllables.index(term) if term.isalpha() else -1)
        found.append(-1)
    return found, syllables


@given(st.lists(st.lists(TERMS, max_size=12).map(" ".join), max_size=9))
@example(["", "tuy hòa", "", ""])
@example([f"{'x' * 16}a {'x' * 16}b {'x' * 16}a {'x' * 16}", "x" * 17])
@example(["ngh nghi nghiê nghiên nghiêng", "nghiêng nghiên nghiê nghi ngh"])
def test_numbers_are_those_of_terms_looked_up_one_by_one(texts: list[str]) -> None:
    working = Numbering(KNOWN)
    half = len(texts) // 2
    found = [*working.of(texts[:half]).tolist(), *working.of(texts[half:]).tolist()]
    assert (found, working.syllables) == one_by_one(texts)


def test_terms_that_have_the_same_place_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_BITS", 1)
    monkeypatch.setattr(numbering, "AT_ONCE", 2)
    texts = ["một hai ba bốn", "bốn ba hai một năm", "năm năm sáu", "một sáu bảy"]
    working = Numbering(KNOWN)
    assert (working.of(texts).tolist(), working.syllables) == one_by_one(texts)
