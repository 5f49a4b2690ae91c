"""What a visit means: for the page, for the run's tally, for the archive. Plain decisions on plain values.

What would take something away (an article gone, or most of its text) is believed only when it is seen twice, a day
apart: a site's bad hour must not empty the archive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from corpus.gather import dedupe
from corpus.gather.build import article_id
from corpus.gather.crawl.revisit import DAY_S, next_look, next_try
from corpus.models import Article
from corpus.reasons import Reason
from corpus.store.frontier import Page, PageState
from corpus.store.tallies import Outcome, Visited

GONE = "gone"  # doubts, as they are stored; an article that lost its text has its digest as one
ANOTHER = "another"
KEPT_PART = 0.5  # of an article's text that a correction leaves, unless it is seen twice
SHORT = 400  # code points; of less than that, half is soon gone
SAME_PAGE = 0.5  # of the shingles that two faces of one page share at least
_NO_PAGE_OF_TEXT = frozenset({Reason.ROBOTS, Reason.KIND, Reason.NO_ARTICLE, Reason.OLD})


@dataclass(frozen=True, slots=True)
class Visit:
    """What a fetch brought: an article, or a reason why not, or neither where nothing has changed.

    `is_passing`: trying again soon may help. `is_second`: it was tried again already in this run.
    """

    page: Page
    at_s: int
    article: Article | None = None
    reason: Reason | None = None
    detail: str = ""
    is_passing: bool = False
    is_second: bool = False
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive has already. `current`: the article of that id; `held`: another page holds it.

    `copy_of`: an article of the same paper with exactly the same headline, date and text. `doubts`: what pages of the
    site are in doubt about, and how many of them.
    """

    current: Article | None = None
    held: bool = False
    copy_of: str | None = None
    doubts: Mapping[str, int] = field(default_factory=dict)


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Decision:
    """The page as it stands now, how the visit counts, and the article to store, if any."""

    page: Page
    visited: Visited
    article: Article | None = None


def decide(visit: Visit, known: Known = NOTHING) -> Decision:
    """What the visit means, given what the archive knows of the article that it brought."""
    if visit.reason is Reason.GONE:
        return _gone(visit)
    if visit.reason in _NO_PAGE_OF_TEXT:
        return _no_article(visit, visit.reason)
    if visit.reason is not None:
        return _failed(visit, visit.reason)
    if visit.article is None:
        return _not_modified(visit)
    return _article(visit, visit.article, known)


def identified(visit: Visit, known_of: Callable[[str], Known]) -> Visit:
    """The visit with its article under the id that it is to have.

    A page keeps the id that it had. One that names another page's address as its own is believed where the two say the
    same, as a printed and a mobile page do; else it stands for itself.
    """
    article, page = visit.article, visit.page
    if article is None:
        return visit
    if page.state is PageState.ARTICLE and page.article_id:
        return replace(visit, article=replace(article, id=page.article_id))
    known = known_of(article.id)
    if known.held and known.current and not _is_same_page(known.current, article):
        own = replace(article, id=article_id(page.address, None, "", None), url=page.address)
        return replace(visit, article=own)
    return visit


def kept_out(visit: Visit, article: Article) -> Decision:
    """The visit brought what somebody took out by hand: looked at as before, whole each time, and never stored."""
    page = replace(_with_article(visit, article), etag=None, last_modified=None)
    return Decision(page, _counted(visit, Outcome.SKIPPED, Reason.TAKEN_OUT))


def _is_same_page(one: Article, other: Article) -> bool:
    """Whether two addresses share so much of their texts as two papers that tell one story do not."""
    samples = [dedupe.shingles(each.text) for each in (one, other)]
    least = min(len(sample) for sample in samples)
    shared = len(samples[0] & samples[1])
    return shared >= SAME_PAGE * least if least else one.text == other.text


def _settled(visit: Visit, **changes: object) -> Page:
    """The page after a visit that was answered: what was noted of earlier failures and doubts goes."""
    plain = {
        "tries": 0,
        "reason": None,
        "detail": None,
        "doubt": None,
        "doubt_since": None,
        "fetched_at": visit.at_s,
    }
    return replace(visit.page, **(plain | changes))  # type: ignore[arg-type] # fields of Page by name


def _counted(
    visit: Visit, outcome: Outcome, reason: Reason | None = None, try_again: bool = False
) -> Visited:
    return Visited(visit.page.url, outcome, reason, visit.detail or None, try_again)


def _failed(visit: Visit, reason: Reason) -> Decision:
    tries = visit.page.tries + (0 if visit.is_second else 1)
    page = replace(
        visit.page,
        tries=tries,
        due_at=next_try(tries, visit.is_passing, visit.at_s),
        reason=reason,
        detail=visit.detail or None,
    )
    return Decision(page, _counted(visit, Outcome.FAILED, reason, visit.is_passing and not visit.is_second))


def _doubtful(visit: Visit, doubt: str, reason: Reason) -> Decision:
    """Something that would take away what is stored: kept, and looked at again a day later, with no conditions."""
    since = visit.page.doubt_since if visit.page.doubt == doubt else None
    page = replace(
        visit.page,
        tries=visit.page.tries + 1,
        due_at=visit.at_s + DAY_S,
        reason=reason,
        detail=visit.detail or None,
        doubt=doubt,
        doubt_since=since if since is not None else visit.at_s,
        etag=None,
        last_modified=None,
    )
    return Decision(page, _counted(visit, Outcome.FAILED, reason))


def _is_confirmed(visit: Visit, doubt: str) -> bool:
    page = visit.page
    return page.doubt == doubt and page.doubt_since is not None and visit.at_s - page.doubt_since >= DAY_S


def _gone(visit: Visit) -> Decision:
    counted = _counted(visit, Outcome.GONE, Reason.GONE)
    if _is_confirmed(visit, GONE):
        return Decision(_left(visit, Reason.GONE), counted)
    since = visit.page.doubt_since if visit.page.doubt == GONE else None
    since = visit.at_s if since is None else since
    page = replace(
        visit.page, tries=0, due_at=since + DAY_S, reason=Reason.GONE, doubt=GONE, doubt_since=since
    )
    return Decision(page, counted)


def _no_article(visit: Visit, reason: Reason) -> Decision:
    if visit.page.state is PageState.ARTICLE and reason is Reason.NO_ARTICLE:
        return _doubtful(visit, Reason.VANISHED, Reason.VANISHED)
    state = visit.page.state if visit.page.state is PageState.ARTICLE else PageState.OTHER
    page = _settled(
        visit, state=state, due_at=None, reason=reason, detail=visit.detail or None, **_validators(visit)
    )
    return Decision(page, _counted(visit, Outcome.SKIPPED, reason))


def _not_modified(visit: Visit) -> Decision:
    if visit.page.state is not PageState.ARTICLE:
        return Decision(_settled(visit, due_at=None), _counted(visit, Outcome.SKIPPED, Reason.NO_ARTICLE))
    published_s = visit.page.hint_s or visit.page.found_at
    page = _settled(visit, due_at=next_look(published_s, visit.at_s))
    return Decision(page, _counted(visit, Outcome.UNCHANGED))


def _article(visit: Visit, article: Article, known: Known) -> Decision:
    page, current = visit.page, known.current
    had_article = page.state is PageState.ARTICLE
    if known.copy_of not in (None, article.id):
        return _another(visit) if had_article else _copy(visit, known.copy_of)
    if known.held and not had_article:
        return _copy(visit, article.id)
    if current is not None and current.version == article.version:
        return Decision(_with_article(visit, article), _counted(visit, Outcome.UNCHANGED))
    if current is not None and _lost_most(current, article):
        doubt = f"{Reason.SHRUNK}:{_digest(article)}"
        # The same few words on several pages are no corrections but a site's notice of its own trouble.
        if known.doubts.get(doubt, 0) > 1 or not _is_confirmed(visit, doubt):
            return _doubtful(visit, doubt, Reason.SHRUNK)
    outcome = Outcome.NEW if current is None else Outcome.CHANGED
    return Decision(_with_article(visit, article), _counted(visit, outcome), article)


def _another(visit: Visit) -> Decision:
    """A page that had an article shows another page's now, as after a redirect: seen twice, its own is gone."""
    if not _is_confirmed(visit, ANOTHER):
        return _doubtful(visit, ANOTHER, Reason.VANISHED)
    return Decision(_left(visit, Reason.VANISHED), _counted(visit, Outcome.GONE, Reason.VANISHED))


def _left(visit: Visit, reason: Reason) -> Page:
    """A page without its article; should it come back, it is to be sent whole."""
    return _settled(visit, state=PageState.GONE, due_at=None, reason=reason, etag=None, last_modified=None)


def _copy(visit: Visit, original: str | None) -> Decision:
    page = _settled(visit, state=PageState.COPY, article_id=original, due_at=None)
    return Decision(page, _counted(visit, Outcome.COPY))


def _with_article(visit: Visit, article: Article) -> Page:
    published_s = _seconds(article.published_at) or visit.page.hint_s or visit.page.found_at
    return _settled(
        visit,
        state=PageState.ARTICLE,
        article_id=article.id,
        hint_s=visit.page.hint_s or published_s,
        due_at=next_look(published_s, visit.at_s),
        **_validators(visit),
    )


def _validators(visit: Visit) -> dict[str, str | None]:
    return {"etag": visit.etag, "last_modified": visit.last_modified}


def _lost_most(old: Article, new: Article) -> bool:
    return len(old.text) >= SHORT and len(new.text) < KEPT_PART * len(old.text)


def _digest(article: Article) -> str:
    return hashlib.sha256(f"{article.headline}\n{article.text}".encode()).hexdigest()[:16]


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None
