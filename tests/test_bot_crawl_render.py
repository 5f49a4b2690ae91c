"""What is said of crawls fits into a message, and every reason has its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import render
from bot.markup import MAX_MESSAGE_UTF16, utf16_length
from bot.texts import crawls
from corpus import BundleFault, CrawlProgress, CrawlTally, Reason, SiteState, SiteTally
from corpus.store.tallies import Failure

ROOT = Path(__file__).parents[1]


def states(count: int) -> tuple[list[SiteState], CrawlTally]:
    """Papers with long names, each of which failed in many ways."""
    failures = tuple(Failure(reason, "&" * 300, 9_999) for reason in Reason)
    tallies = [
        SiteTally(f"bao{number}.test", 0, 1, 5, failed=9, failures=failures, held_back=7, stopped="slow")
        for number in range(count)
    ]
    found = [SiteState(one.site, "Báo <&> " * 30, "https://x", True, 9, 9, 9, 9, 9, one) for one in tallies]
    return found, CrawlTally(tuple(tallies))


@pytest.mark.parametrize("count", [1, 13, 200])
def test_however_many_papers_there_are_a_message_holds_them(count: int) -> None:
    found, tally = states(count)
    names = {one.domain: one.publisher for one in found}
    for message in (
        render.crawls.sources(found),
        render.crawls.with_sites("x" * 900, found),
        render.crawls.crawled(tally, names, 3.0),
        render.crawls.crawling(CrawlProgress(3, 9, tally.sites), names),
    ):
        assert 0 < utf16_length(message.html) <= MAX_MESSAGE_UTF16
        assert sum(map(len, message.buttons)) <= 100
        assert count < 200 or "… và" in message.html


def test_every_reason_has_its_words() -> None:
    assert set(crawls.REASONS) == set(Reason)
    assert set(crawls.UPLOAD_FAULTS) == set(BundleFault)


def test_what_is_said_of_skipped_articles_goes_by_reasons_that_exist() -> None:
    rooms = ("corpus/gather", "corpus/ingest")
    source = "".join(path.read_text("utf-8") for room in rooms for path in (ROOT / room).rglob("*.py"))
    assert [start for start in crawls.SKIPPED if start not in source] == []
