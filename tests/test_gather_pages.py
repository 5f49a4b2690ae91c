"""Pages of our own, each with one variation of what papers print, and the article that they hold."""

from pathlib import Path

import pytest
from gather_support import PAGES, golden, read_one

from corpus.models import Article

INPUTS = sorted(path for path in PAGES.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("page", INPUTS, ids=lambda page: page.name)
def test_golden(page: Path):
    read, expected = golden(page, read_one(page))
    assert read == expected


@pytest.mark.parametrize("page", INPUTS, ids=lambda page: page.name)
def test_parts_are_the_text(page: Path):
    found = read_one(page)
    if isinstance(found, Article):
        assert [found.text[part.start : part.end] for part in found.parts] == found.text.split("\n")


def test_every_golden_has_its_page():
    goldens = {path.name for path in PAGES.glob("*.json")}
    assert goldens == {page.name + ".json" for page in INPUTS}
