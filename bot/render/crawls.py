"""Crawls, newspapers and sent files for the newsroom's operators; Vietnamese alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.markup import MAX_MESSAGE_UTF16, Button, Message, Rows, escape, in_rows, shorten, utf16_length
from bot.render import held_back
from bot.render.citing import day, moment
from bot.texts import VI, crawls
from corpus import VIETNAM, CrawlProgress, CrawlTally, Page, Reason, SiteState, SiteTally

BAR = 10
MAX_ADDRESS = 150
MAX_NAME = 60
REASONS_SHOWN = 3
UNREAD_SHOWN = 10
MAX_BUTTONS = 100  # under one message
SPARE = 20  # for the count of what is left out
STOP = ((Button(crawls.BUTTON_STOP, "lt:stop"),),)


def bar(done: int, total: int) -> str:
    """▓▓▓░░░░░░░"""
    filled = BAR * min(done, total) // total if total else 0
    return "▓" * filled + "░" * (BAR - filled)


def reason_text(code: str, detail: str | None = None) -> str:
    """A reason as it is stored, in words; escaped."""
    words = crawls.REASONS.get(Reason(code), code) if code in set(Reason) else code
    return escape(f"{words} ({shorten(detail, MAX_NAME)})" if detail else words)


def counts(tally: SiteTally) -> str:
    """What a run did, in numbers that are not zero."""
    named = [
        form.format(VI.number(getattr(tally, name)))
        for name, form in crawls.COUNTS.items()
        if getattr(tally, name)
    ]
    return ", ".join(named) or crawls.NO_COUNTS


def _fitted(head: str, blocks: Sequence[str], tail: str = "") -> str:
    """Head, blocks and tail, a line each; blocks that would be too much for one message are counted."""
    room = MAX_MESSAGE_UTF16 - utf16_length(head + tail + crawls.SITES_REST) - SPARE
    shown: list[str] = []
    for block in blocks:
        room -= utf16_length(block) + 1
        if room < 0:
            break
        shown.append(block)
    left = len(blocks) - len(shown)
    rest = [crawls.SITES_REST.format(count=left)] if left else []
    return "\n".join([head, *shown, *rest, *([tail] if tail else [])])


def crawling(progress: CrawlProgress | None, publishers: Mapping[str, str]) -> Message:
    """How far a crawl is, with a button that stops it."""
    if progress is None:
        return Message(crawls.CRAWL_STARTED, STOP)
    total = progress.done + progress.left
    head = crawls.CRAWL_PROGRESS.format(bar=bar(progress.done, total), done=progress.done, total=total)
    return Message(_fitted(head, [_site(one, publishers) for one in progress.sites]), STOP)


def _site(tally: SiteTally, publishers: Mapping[str, str]) -> str:
    name = shorten(publishers.get(tally.site, tally.site), MAX_NAME)
    if tally.is_unread:
        reason = reason_text(tally.stopped or "")
        return crawls.CRAWL_SITE_UNREAD.format(publisher=escape(name), reason=reason)
    return crawls.CRAWL_SITE.format(publisher=escape(name), counts=counts(tally))


def crawled(tally: CrawlTally, publishers: Mapping[str, str], seconds: float) -> Message:
    """What a crawl did."""
    if not tally.sites:
        return Message(crawls.CRAWL_NO_SITE_ON)
    reasons = {one.stopped for one in tally.sites}
    if Reason.INTERRUPTED in reasons:
        head = crawls.CRAWL_CUT_OFF
    elif Reason.STOPPED in reasons:
        head = crawls.CRAWL_STOPPED
    else:
        new, changed = sum(one.new for one in tally.sites), sum(one.changed for one in tally.sites)
        unread, total = sum(one.is_unread for one in tally.sites), len(tally.sites)
        if unread == total:
            head = crawls.CRAWL_NOTHING.format(seconds=round(seconds))
        else:
            head = crawls.CRAWL_DONE.format(seconds=round(seconds), new=new, changed=changed)
            head += crawls.CRAWL_SOME_UNREAD.format(count=unread, total=total) if unread else ""
    lines = [_site(site, publishers) + _why(site) for site in tally.sites]
    failed = any(one.failed for one in tally.sites)
    tail = crawls.CRAWL_FAILURES if failed else ""
    return Message(_fitted(head, lines, tail), held_back.of_a_crawl(tally.sites))


def _why(site: SiteTally) -> str:
    """Why it ended early, and what failed most."""
    text = ""
    if site.stopped and not site.is_unread and site.stopped not in {Reason.STOPPED, Reason.INTERRUPTED}:
        text += crawls.SITE_STOPPED.format(reason=reason_text(site.stopped))
    if site.failures:
        told = [f"{one.count} {reason_text(one.reason, one.detail)}" for one in site.failures[:REASONS_SHOWN]]
        text += crawls.SITE_FAILURES.format(reasons="; ".join(told))
    elif site.source_failures:
        told = [reason_text(one.reason, one.detail) for one in site.source_failures[:REASONS_SHOWN]]
        text += crawls.SITE_FAILURES.format(reasons="; ".join(dict.fromkeys(told)))
    if site.held_back:
        text += crawls.SITE_HELD_BACK.format(count=site.held_back)
    return text


def sources(states: Sequence[SiteState]) -> Message:
    """The newspapers, and a button for each that turns it on or off."""
    lines = [
        crawls.SOURCE.format(
            mark=_mark(one.is_on),
            publisher=escape(shorten(one.publisher, MAX_NAME)),
            domain=escape(one.domain),
            articles=VI.number(one.articles),
        )
        for one in states
    ]
    buttons = [
        Button(
            (crawls.BUTTON_OFF if one.is_on else crawls.BUTTON_ON).format(domain=one.domain),
            f"nt:{one.domain}:{int(not one.is_on)}",
        )
        for one in states[:MAX_BUTTONS]
    ]
    rows = in_rows(buttons, 2)
    return Message(_fitted(crawls.SOURCES, lines, crawls.SOURCES_NOTE), rows)


def _mark(is_on: bool) -> str:
    return crawls.SOURCE_ON if is_on else crawls.SOURCE_OFF


def failures(
    pages: Sequence[Page], first: int, total: int, publishers: Mapping[str, str], buttons: Rows
) -> Message:
    """A list of pages that could not be had; `first`: its first one's place among all, from 0."""
    if not pages:
        return Message(crawls.FAILURES_NONE)
    lines = [
        crawls.FAILURE.format(
            number=first + at,
            address=escape(shorten(page.address, MAX_ADDRESS)),
            publisher=escape(shorten(publishers.get(page.site, page.site), MAX_NAME)),
            reason=reason_text(page.reason or "", page.detail),
            tries=page.tries,
        )
        for at, page in enumerate(pages, 1)
    ]
    head = crawls.FAILURES.format(
        first=first + 1, last=first + len(pages), total=total, pages="\n".join(lines)
    )
    return Message(head, buttons)


def unread(states: Sequence[SiteState]) -> str:
    """A line for each newspaper that is on and could not be read the last time; nothing where there is none."""
    lines = [
        crawls.FAILURES_SITE.format(
            publisher=escape(shorten(one.publisher, MAX_NAME)),
            when=_moment(one.last.ended_at),
            reason=reason_text(one.last.stopped or ""),
        )
        for one in states
        if one.is_on and one.last is not None and one.last.is_unread
    ]
    return _fitted("", lines[:UNREAD_SHOWN]).strip()


def with_sites(text: str, states: Sequence[SiteState]) -> Message:
    """A status, and below it how each newspaper stands: those that are on or have been crawled, as many as fit."""
    shown = [one for one in states if one.is_on or one.last is not None]
    if not shown:
        return Message(text)
    return Message(_fitted(text + crawls.SITES_STATUS, [_site_status(one) for one in shown]))


def _site_status(state: SiteState) -> str:
    mark, publisher = _mark(state.is_on), escape(shorten(state.publisher, MAX_NAME))
    last = state.last
    if last is None:
        awaited = crawls.SOURCE_AWAITED if state.is_on else mark
        return crawls.SITE_NEVER.format(mark=awaited, publisher=publisher)
    is_unread = last.is_unread
    text = (crawls.SITE_UNREAD if is_unread else crawls.SITE_STATUS).format(
        mark=crawls.SOURCE_UNREAD if is_unread and state.is_on else mark,
        publisher=publisher,
        success=_moment(state.last_success_at),
        newest=day(_local(state.newest_s), VI) if state.newest_s is not None else crawls.NO_ARTICLE_YET,
        when=_moment(last.ended_at),
        counts=counts(last),
        failures=_why(last),
        reason=reason_text(last.stopped or ""),
    )
    return text + (crawls.SITE_WAITING.format(count=state.waiting) if state.waiting else "")


def _local(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, VIETNAM)


def _moment(seconds: int | None) -> str:
    return moment(_local(seconds)) if seconds is not None else crawls.NEVER


def archive_stale(newest: datetime | None) -> Message:
    """For admins: nothing new for long."""
    return Message(crawls.ARCHIVE_STALE.format(moment=moment(newest) if newest else crawls.NO_ARTICLE_YET))


def site_stale(publisher: str, since: datetime | None, stopped: str | None) -> Message:
    """For admins: a newspaper that could not be reached for long."""
    reason = crawls.STALE_REASON.format(reason=reason_text(stopped)) if stopped else ""
    if since is None:
        return Message(crawls.SITE_STALE_NEVER.format(publisher=escape(publisher), reason=reason))
    return Message(crawls.SITE_STALE.format(publisher=escape(publisher), moment=moment(since), reason=reason))


def archive_fresh(newest: datetime | None) -> Message:
    """For admins: there is news again."""
    return Message(crawls.ARCHIVE_FRESH.format(moment=moment(newest) if newest else crawls.NO_ARTICLE_YET))


def site_fresh(publisher: str) -> Message:
    """For admins: a newspaper answers again."""
    return Message(crawls.SITE_FRESH.format(publisher=escape(publisher)))
