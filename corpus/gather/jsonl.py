"""Articles as JSON lines: one object a line.

Fields: `id`, `url`, `headline` (or `title`), `lead`, `body` (paragraphs on their own lines), `byline`,
`section`, `publisher`, `published_at` (or `published`). All but a headline or a body may be missing; `fetched`
tells when it was fetched, which is never taken for the date of publication.
The text is lead, body and byline, of what is there, with a line break between them, cleaned. Nothing is put into it:
who has positions in a body finds them again. Paragraphs that were joined without a space are told apart when sentences
are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.gather.build import TextBuilder, build, one_line
from corpus.gather.cleaning import clean
from corpus.gather.dating import Evidence, settle
from corpus.gather.decode import Unreadable, decode, lines
from corpus.gather.published import any_date
from corpus.language.text import sentences
from corpus.models import Article, PartKind, Skipped

MAX_LINE_BYTES = 8 * 2**20
"""The longest line that is read; an article of a newspaper is a thousandth of it."""

QUESTIONS = "questions, not articles; hoibao eval asks those of a question set"
NO_DATE = "the article's date is none that can be:"
_MAX_ID = 200
_DATE_SHOWN = 40
_HEADLINE_LENGTH = 120


def read(path: Path) -> Iterator[Article | Skipped]:
    """The articles of a .jsonl or .jsonl.gz file, streamed. A bad line is skipped with its number."""
    number = 0
    empty = True
    try:
        for number, line in enumerate(lines(path, MAX_LINE_BYTES), 1):
            if line is None:
                yield Skipped(path, f"the line is longer than {MAX_LINE_BYTES // 2**20} MB", number)
            elif empty and _asks(line):
                yield Skipped(path, QUESTIONS)
                return
            elif line.strip():
                yield from _read_line(path, line, number)
            else:
                continue
            empty = False
        if empty:
            yield Skipped(path, "there is no article in it, only empty lines")
    except Unreadable as bad:
        yield Skipped(path, bad.reason, number + 1 if number else None)


def _asks(line: bytes | str) -> bool:
    """Whether it is a line of a question set: one question, and no article that it was asked about."""
    if not line.strip():
        return False
    try:
        record = json.loads((line if isinstance(line, str) else decode(line)).lstrip("\ufeff"))
    except (Unreadable, ValueError, RecursionError):
        return False
    return isinstance(record, dict) and isinstance(record.get("question"), str) and _article(record) is None


def _read_line(path: Path, line: bytes | str, number: int) -> Iterator[Article | Skipped]:
    """The article, and what had to be left out of it."""
    try:
        text = line if isinstance(line, str) else decode(line)
        record = json.loads(text.lstrip("\ufeff"))
    except Unreadable as bad:
        yield Skipped(path, bad.reason, number)
        return
    except (ValueError, RecursionError):
        yield Skipped(path, "the line is not valid JSON; is it cut off?", number)
        return
    if not isinstance(record, dict):
        yield Skipped(path, "the line is not a JSON object", number)
        return
    article = _article(record)
    if article is None:
        yield Skipped(path, "neither a headline nor a body", number)
        return
    yield article
    if article.published_at is None and (stated := _stated(record)):
        yield Skipped(path, f"{NO_DATE} {stated!r}; it was taken in without one", number, is_kept=True)


def _stated(record: Mapping[str, Any]) -> str:
    """What stands where the date belongs, as far as anybody wants to read it."""
    said = next((record[name] for name in ("published_at", "published") if record.get(name)), "")
    return one_line(str(said))[:_DATE_SHOWN]


def _article(record: Mapping[str, Any]) -> Article | None:
    builder = TextBuilder()
    for kind, name in ((PartKind.LEAD, "lead"), (PartKind.BODY, "body"), (PartKind.BYLINE, "byline")):
        if block := _text(record.get(name)):
            builder.add(kind, block)
    headline = one_line(_text(record.get("headline")) or _text(record.get("title")) or "")
    headline = headline or _opening(builder.text)
    if not headline:
        return None
    url = _address(record.get("url"))
    return build(
        headline,
        builder,
        id=_id(record.get("id")),
        url=url,
        publisher=one_line(_text(record.get("publisher")) or "") or None,
        section=one_line(_text(record.get("section"), ", ") or "") or None,
        published_at=_published_at(record, url),
    )


def _text(value: object, joint: str = "\n") -> str | None:
    """Clean text of a string, a number or a list of these; None where nothing is left of it."""
    if isinstance(value, list):
        return joint.join(filter(None, (_text(item) for item in value))) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = clean(str(value))
    return text if text.strip() else None


def _id(value: object) -> str | None:
    found = one_line(_text(value) or "")
    return found if 0 < len(found) <= _MAX_ID else None


def _address(value: object) -> str | None:
    """A web address as given; None for anything that a link must not point to."""
    if not isinstance(value, str):
        return None
    address = one_line(value)
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in address
    except ValueError:
        return None
    return address if usable else None


def _published_at(record: Mapping[str, Any], url: str | None) -> datetime | None:
    stated = [date for name in ("published_at", "published") if (date := _date(record.get(name)))]
    return settle(stated, Evidence(url=url, fetched=_date(record.get("fetched")))).moment


def _date(value: object) -> datetime | None:
    return any_date(value) if isinstance(value, str) else None


def _opening(text: str) -> str:
    """What an article without a headline is called: its first sentence, shortened between words."""
    first = next(iter(sentences(text[:2000])), None)
    opening = one_line(first.of(text)) if first else ""
    if len(opening) <= _HEADLINE_LENGTH:
        return opening
    return opening[:_HEADLINE_LENGTH].rsplit(" ", 1)[0] + "…"
