"""How the command line prints answers, articles and tallies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from corpus.archive import Status
from corpus.ingest import Tally
from corpus.models import Answer, Article, Outcome, Quote, Skipped, Source
from corpus.timezone import VIETNAM


def day(moment: datetime | None) -> str:
    """17/8/2023, in Vietnam's time; "no date" without one."""
    if moment is None:
        return "no date"
    local = moment.astimezone(VIETNAM)
    return f"{local.day}/{local.month}/{local.year}"


def answer_json(answer: Answer, key: str | None = None) -> dict[str, Any]:
    """An answer in the form that the documentation fixes."""
    period = answer.period
    return {
        "id": key,
        "question": answer.question,
        "outcome": str(answer.outcome),
        "quotes": [_quote_json(quote) for quote in answer.quotes],
        "related": [_source_json(source) for source in answer.related],
        "period": {"from": period.start.isoformat(), "to": period.end.isoformat()} if period else None,
        "follows": answer.follows,
        "renamed": asdict(answer.renamed) if answer.renamed else None,
        "amounts_differ": answer.amounts_differ,
        "is_sure": answer.is_sure,
        "unmentioned": list(answer.unmentioned),
        "newest_article_at": _iso(answer.newest_article_at),
        "elapsed_ms": round(answer.elapsed_ms, 1),
    }


def article_json(article: Article) -> dict[str, Any]:
    """An article with its exact text; quotes' offsets count code points of `text`."""
    return {
        "id": article.id,
        "url": article.url,
        "home_url": article.home_url,
        "headline": article.headline,
        "lead": article.lead,
        "byline": article.byline,
        "section": article.section,
        "publisher": article.publisher,
        "published_at": _iso(article.published_at),
        "text": article.text,
        "parts": [{"kind": str(part.kind), "start": part.start, "end": part.end} for part in article.parts],
        "version": article.version,
    }


def answer_text(answer: Answer) -> str:
    """An answer for a terminal."""
    if answer.follows is not None:
        return f"After “{answer.follows}”:\n{answer_text(replace(answer, follows=None))}"
    if answer.period is not None:
        return f"Within {answer.period.label}:\n{answer_text(replace(answer, period=None))}"
    if answer.outcome is Outcome.UNAVAILABLE:
        return "The archive cannot be searched right now; see hoibao status."
    if answer.outcome is Outcome.NOT_FOUND:
        nearest = "".join(f"\n  maybe related: {_cite(source)}" for source in answer.related)
        unmentioned = "".join(f" No article mentions “{word}”." for word in answer.unmentioned)
        return f"Not found in the archive.{unmentioned}{nearest}"
    before = ""
    if not answer.is_sure:
        before = "The nearest there is; it may not answer the question.\n"
    elif answer.amounts_differ:
        before = "Articles give different numbers; the newer one comes first.\n"
    return before + "\n\n".join(map(_quote_text, answer.quotes))


def _quote_text(quote: Quote) -> str:
    also = "".join(f"\n  also: {_cite(source)}" for source in quote.also)
    return f"“{quote.text}”\n  {_cite(quote.source)}{also}"


def _cite(source: Source) -> str:
    address = source.url or source.home_url
    parts = (source.headline, source.publisher, day(source.published_at), address)
    return " · ".join(part for part in parts if part)


def _quote_json(quote: Quote) -> dict[str, Any]:
    mark = quote.highlight
    return {
        **_source_json(quote.source),
        "also": [_source_json(source) for source in quote.also],
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "highlight": {"start": mark.start, "end": mark.end} if mark else None,
        "score": round(quote.score, 4),
    }


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "article_id": source.article_id,
        "headline": source.headline,
        "url": source.url,
        "home_url": source.home_url,
        "published_at": _iso(source.published_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def skipped_lines(tally: Tally) -> list[str]:
    """One line for each input that was left out, or something of it, and one for those beyond what is listed."""
    return [
        *_listed("skipped", tally.skipped, tally.skipped_count),
        *_listed("taken in", tally.noted, tally.noted_count),
    ]


def skipped_line(one: Skipped, what: str = "skipped") -> str:
    """Which input was left out, and why."""
    return f"{what} {one.name}{f', line {one.line}' if one.line else ''}: {one.reason}"


def _listed(what: str, inputs: Sequence[Skipped], count: int) -> list[str]:
    lines = [skipped_line(one, what) for one in inputs]
    return [*lines, f"… and {count - len(inputs):,} more"] if count > len(inputs) else lines


def status_text(status: Status) -> str:
    """The status for a terminal."""
    held = status.summary
    nobodys = held.articles - sum(count for _name, count in held.publishers)
    lines = [
        f"articles   {held.articles:,}, {held.passages:,} passages",
        f"published  {day(held.oldest_at)} to {day(held.newest_at)}",
        *(f"           {name}: {count:,}" for name, count in held.publishers),
        *([f"           without a publisher: {nobodys:,}"] if nobodys else []),
        f"engine     {status.engine} ({status.engine_reason})",
    ]
    if status.generation:
        lines.append(
            f"index      generation {status.generation.number}, {status.generation.passages:,} passages"
        )
    if status.behind:
        lines.append(
            f"behind     {status.behind:,} passages are stored and not searchable; run hoibao reindex"
        )
    if not held.articles and not status.generation:
        lines.append("index      none yet: hoibao ingest and hoibao crawl take articles in")
    elif status.problem:
        lines.append(f"problem    {status.problem}")
    return "\n".join(lines)
