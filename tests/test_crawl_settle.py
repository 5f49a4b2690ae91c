"""What a visit means: decisions on plain values, and what must hold however a site behaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import VIETNAM
from corpus.gather.crawl.failures import FetchFailed
from corpus.gather.crawl.revisit import DAY_S, HOUR_S, next_look, next_try
from corpus.gather.crawl.settle import Known, Visit, decide, identified
from corpus.models import Article
from corpus.reasons import TEXTS, Reason
from corpus.store.frontier import Page, PageState
from corpus.store.tallies import Outcome

NOW = 1_795_000_000
PUBLISHED = datetime.fromtimestamp(NOW - 10 * HOUR_S, VIETNAM)
PAGE = Page("https://bao.test/1", "bao.test", "https://bao.test/1", found_at=NOW - 100)
LONG = " ".join(["Giá tôm hùm xanh tại đầm tăng nhẹ sau nhiều ngày mưa lớn."] * 12)


def article(number: str = "a", text: str = LONG, headline: str = "Tin") -> Article:
    return Article(number, headline, text, url=f"https://bao.test/{number}", published_at=PUBLISHED)


HELD = replace(PAGE, state=PageState.ARTICLE, article_id="a", etag='"1"', due_at=NOW, fetched_at=NOW - HOUR_S)


def test_a_new_article_is_stored_and_looked_at_again_soon() -> None:
    done = decide(Visit(PAGE, NOW, article(), etag='"1"'), Known())
    assert (done.visited.outcome, done.article) == (Outcome.NEW, article())
    assert (done.page.state, done.page.article_id, done.page.etag) == (PageState.ARTICLE, "a", '"1"')
    assert done.page.due_at == NOW + HOUR_S


def test_the_same_article_is_unchanged_another_text_is_a_change() -> None:
    known = Known(article())
    assert decide(Visit(HELD, NOW, article()), known).visited.outcome is Outcome.UNCHANGED
    changed = decide(Visit(HELD, NOW, article(text=LONG + " Có sửa.")), known)
    assert (changed.visited.outcome, changed.article is not None) == (Outcome.CHANGED, True)


def test_an_answer_of_not_modified_clears_old_failures() -> None:
    failing = replace(HELD, tries=3, reason="slow", doubt="gone", doubt_since=NOW - 10)
    done = decide(Visit(failing, NOW))
    assert done.visited.outcome is Outcome.UNCHANGED
    assert (done.page.tries, done.page.reason, done.page.doubt, done.page.etag) == (0, None, None, '"1"')


def test_a_second_address_of_a_stored_article_is_a_copy() -> None:
    done = decide(Visit(PAGE, NOW, article()), Known(article(), held=True))
    assert (done.visited.outcome, done.article, done.page.state) == (Outcome.COPY, None, PageState.COPY)
    assert done.page.due_at is None


def test_a_page_keeps_the_id_that_it_had() -> None:
    visit = identified(Visit(HELD, NOW, article("khác")), lambda _number: Known())
    assert visit.article is not None
    assert visit.article.id == "a"


def test_a_page_that_lies_about_its_address_stands_for_itself() -> None:
    other = article(text=LONG.replace("tôm hùm", "cà phê").replace("mưa", "nắng").replace("đầm", "rẫy"))
    visit = identified(Visit(PAGE, NOW, other), lambda _number: Known(article(), held=True))
    assert visit.article is not None
    assert visit.article.id != "a"
    assert visit.article.url == PAGE.address


@pytest.mark.parametrize(
    ("reason", "outcome", "state"),
    [
        (Reason.ROBOTS, Outcome.SKIPPED, PageState.OTHER),
        (Reason.KIND, Outcome.SKIPPED, PageState.OTHER),
        (Reason.NO_ARTICLE, Outcome.SKIPPED, PageState.OTHER),
        (Reason.OLD, Outcome.SKIPPED, PageState.OTHER),
        (Reason.SLOW, Outcome.FAILED, PageState.WAITING),
        (Reason.LARGE, Outcome.FAILED, PageState.WAITING),
        (Reason.GONE, Outcome.GONE, PageState.WAITING),
    ],
)
def test_pages_without_an_article(reason: Reason, outcome: Outcome, state: PageState) -> None:
    done = decide(Visit(PAGE, NOW, reason=reason))
    assert (done.visited.outcome, done.page.state, done.page.reason) == (outcome, state, reason)


def test_failures_that_pass_get_a_second_chance_in_the_run_and_count_once() -> None:
    first = decide(Visit(PAGE, NOW, reason=Reason.SLOW, is_passing=True))
    assert first.visited.try_again
    second = decide(Visit(first.page, NOW + 60, reason=Reason.SLOW, is_passing=True, is_second=True))
    assert not second.visited.try_again
    assert second.page.tries == 1


def test_failures_are_tried_ever_more_rarely_and_then_only_on_request() -> None:
    waits = [wait - NOW if (wait := next_try(tries, True, NOW)) else None for tries in range(1, 10)]
    assert waits == [600, 1200, 2400, 4800, 9600, 19200, 38400, None, None]
    assert [next_try(tries, False, NOW) for tries in (1, 2, 3)] == [NOW + DAY_S, NOW + DAY_S, None]


def test_young_articles_are_looked_at_often_old_ones_hardly_ever() -> None:
    ages = (0, 3 * DAY_S, 30 * DAY_S, 400 * DAY_S)
    assert [next_look(NOW - age, NOW) - NOW for age in ages] == [HOUR_S, DAY_S, 7 * DAY_S, 60 * DAY_S]


def test_every_reason_has_words_and_a_failure_never_shows_another_errors_text() -> None:
    assert set(TEXTS) == set(Reason)
    assert str(FetchFailed(Reason.STATUS, "503")) == "it answers with an error (503)"


VISITS = st.one_of(
    st.sampled_from([reason for reason in Reason if reason is not Reason.OLD]),
    st.sampled_from(["same", "edited", "cut", "not modified", "another"]),
)


@given(st.lists(st.tuples(VISITS, st.integers(60, 3 * DAY_S), st.booleans()), max_size=12))
def test_whatever_a_site_does_an_article_is_only_given_up_after_the_same_sign_twice_a_day_apart(
    visits: list[tuple[Reason | str, int, bool]],
) -> None:
    page, current, now = HELD, article(), NOW
    signs: list[tuple[object, int]] = []
    for what, later, passing in visits:
        now += later
        if isinstance(what, Reason):
            done = decide(Visit(page, now, reason=what, is_passing=passing))
        elif what == "not modified":
            done = decide(Visit(page, now))
        else:
            texts = {
                "same": current.text,
                "edited": f"{current.text} Sửa.",
                "cut": "Bị cắt.",
                "another": LONG,
            }
            seen = replace(current, text=texts[what])
            done = decide(
                Visit(page, now, seen), Known(current, copy_of="khác" if what == "another" else None)
            )
        sign = "gone" if what is Reason.GONE else what
        given_up = done.page.state is PageState.GONE
        shrunk = (
            done.article is not None
            and len(done.article.text) < len(current.text) / 2
            and len(current.text) >= 400
        )
        if given_up or shrunk:
            assert any(earlier == sign and now - at >= DAY_S for earlier, at in signs)
        assert done.visited.url == page.url
        assert done.page.state in (PageState.ARTICLE, PageState.GONE)
        signs.append((sign, now))
        page, current = done.page, done.article or current
        if given_up:
            break
