"""How the command line prints why a question was answered as it was."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.explanation import Explanation, QuoteWeighed, Weights
from corpus.models import Quote

FEWEST = 3  # quotes that are explained, where fewer are printed


def explanation_text(explained: Explanation, printed: Sequence[Quote] = ()) -> str:
    """An explanation for a terminal. `printed`: the answer's quotes, which may be cut out of what was weighed."""
    read, judged = explained["question"], explained["judged"]
    lines = [f"read as    {read['read']}  ({read['answer_type']})", f"subject    {read['subject']}"]
    if read["follows"]:
        lines.append(f"follows    {read['follows']}")
    if read["time"]:
        lines.append(f"time       {read['time']}")
    lines += [f"place      {one['name']}: {', '.join(one['others'])}" for one in read["places"]]
    lines += [f"looked for {field:9} {_weighed(row)}" for field, row in explained["terms"].items()]
    lines += [f"too common {field:9} {_weighed(row)}" for field, row in explained["common"].items()]
    verdict = "answered" if judged["is_answer"] else "refused"
    lines.append(
        f"{verdict}   confidence {judged['confidence']:.3f}, refused below {judged['threshold']:.3f}"
    )
    if judged["missing"]:
        lines.append(f"missing    {', '.join(judged['missing'])}")
    if judged["says"]:
        lines.append(f"words say  {_weighed(judged['says'])}")
    shown = _as_printed(explained["quotes"], printed)[: max(FEWEST, len(printed))]
    for number, quote in enumerate(shown, start=1):
        lines.append(f"quote {number}    {_place(quote, printed)}, probability {quote['probability']:.3f}")
        lines += [f"  {where:9} {_weighed(row)}" for where, row in quote["words"].items() if row]
        lines.append(f"  weighed   {_weighed(quote['features'])}")
    return "\n".join(lines)


def _as_printed(weighed: Sequence[QuoteWeighed], printed: Sequence[Quote]) -> list[QuoteWeighed]:
    """In the order of what was printed, the others behind: what plainly answers is printed before what is likelier."""

    def at(one: QuoteWeighed) -> int:
        shown = (number for number, quote in enumerate(printed) if _is_part(quote, one))
        return next(shown, len(printed))

    return sorted(weighed, key=at)


def _is_part(quote: Quote, weighed: QuoteWeighed) -> bool:
    same = quote.source.article_id == weighed["article_id"]
    return bool(same and quote.start < weighed["end"] and weighed["start"] < quote.end)


def _place(weighed: QuoteWeighed, printed: Sequence[Quote]) -> str:
    """Where the quote is that was printed, and of which sentences it is a part."""
    name, start, end = weighed["article_id"], weighed["start"], weighed["end"]
    for one in printed:
        if _is_part(one, weighed):
            whole = "" if (one.start, one.end) == (start, end) else f", of [{start}, {end})"
            return f"{name} [{one.start}, {one.end}){whole}"
    return f"{name} [{start}, {end}), not printed"


def _weighed(row: Weights) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in row.items())
