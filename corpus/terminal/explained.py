"""How the command line prints why a question was answered as it was."""

from __future__ import annotations

from typing import Any


def explanation_text(explained: dict[str, Any]) -> str:
    """An explanation for a terminal."""
    read, judged = explained["question"], explained["judged"]
    lines = [f"read as    {read['read']}  ({read['answer_type']})", f"subject    {read['subject']}"]
    if read["follows"]:
        lines.append(f"follows    {read['follows']}")
    if read["time"]:
        lines.append(f"time       {read['time']}")
    lines += [f"place      {one['name']}: {', '.join(one['others'])}" for one in read["places"]]
    lines += [f"looked for {field:9} {_weighed(row)}" for field, row in explained["terms"].items()]
    lines += [f"and common {field:9} {_weighed(row)}" for field, row in explained["common"].items()]
    verdict = "answered" if judged["is_answer"] else "refused"
    lines.append(
        f"{verdict}   confidence {judged['confidence']:.3f}, refused below {judged['threshold']:.3f}"
    )
    if judged["missing"]:
        lines.append(f"missing    {', '.join(judged['missing'])}")
    for number, quote in enumerate(explained["quotes"], start=1):
        place = f"{quote['article_id']} [{quote['start']}, {quote['end']})"
        lines.append(f"quote {number}    {place}, probability {quote['probability']:.3f}")
        lines += [f"  {where:9} {_weighed(row)}" for where, row in quote["words"].items() if row]
        lines.append(f"  weighed   {_weighed(quote['features'])}")
    return "\n".join(lines)


def _weighed(row: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in row.items())
