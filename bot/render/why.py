"""Why an answer is what it is, for a reader: how the question was read, which words were found, how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.markup import Message, bold, escape, shorten
from bot.render.reading import Place
from bot.texts import Texts
from corpus import Explanation, Quote, QuoteWeighed, fold

MAX_WORDS = 12  # of each list
SHOWN_QUESTION = 300


def why(explained: Explanation, quotes: Sequence[Quote], place: Place, texts: Texts) -> Message:
    """What `Archive.explain` gave, of the quotes that are shown."""
    words, read = texts.because, explained["question"]
    lines = [bold(words.title), words.read.format(question=escape(shorten(read["read"], SHOWN_QUESTION)))]
    if read["follows"]:
        lines.append(words.follows.format(question=escape(shorten(read["follows"], SHOWN_QUESTION))))
    if kind := words.kinds.get(read["answer_type"]):
        lines.append(words.kind.format(kind=escape(kind)))
    if read["time"]:
        lines.append(words.time.format(days=escape(read["time"])))
    lines += [
        words.place.format(name=escape(place["name"]), others=escape(", ".join(place["others"])))
        for place in read["places"]
    ]
    typed = _typed(read["read"])
    for at, quote in enumerate(quotes, start=1):
        if (weighed := _of(quote, explained["quotes"])) is not None:
            lines.append(words.quote.format(number=at, words=_listed(weighed["words"]["quote"], typed)))
            if headline := _listed(weighed["words"]["headline"], typed):
                lines.append(words.headline.format(words=headline))
    judged = explained["judged"]
    if missing := _listed(judged["missing"], typed):
        lines.append(words.missing.format(words=missing))
    percent = (round(100 * judged[key]) for key in ("confidence", "threshold"))
    lines.append(words.sure.format(*percent))
    return Message("\n".join(lines), ((place.back(texts),),))


def _of(quote: Quote, weighed: Iterable[QuoteWeighed]) -> QuoteWeighed | None:
    """What was weighed of a quote; the sentences that were weighed may go beyond its paragraph."""
    for one in weighed:
        overlaps = one["start"] < quote.end and quote.start < one["end"]
        if one["article_id"] == quote.source.article_id and overlaps:
            return one
    return None


def _typed(question: str) -> dict[str, str]:
    """Folded word → the word as it was read, with its marks."""
    return {fold(word): word for word in re.findall(r"\w+(?:[./-]\w+)*", question)}


def _listed(terms: Iterable[str], typed: Mapping[str, str]) -> str:
    """Terms in the spelling of the question; those that it has only in parts are left out."""
    shown = [escape(typed[term]) for term in terms if term in typed]
    return ", ".join(shown[:MAX_WORDS])
