"""When an article was published, from statements that may be wrong in ways that are known.

Feeds and pages give the time of fetching for the time of publication, label UTC as +07:00, or carry the
zero of a computer's clock. What the page prints beside its headline, and the time that many papers put into
an address when an article is created, tell these apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus.gather.published import VIETNAM

_SHIFT = timedelta(hours=7)
_SAME = timedelta(minutes=1)
_FETCHED_WITHIN = timedelta(seconds=5)
_CREATED_BEFORE = timedelta(minutes=20)  # an article may be given its address a little after its date
_AHEAD = timedelta(days=1)
_CLOCK = r"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d{0,3}(?!\d)"
_ADDRESSES = (
    re.compile(rf"(?<!\d)(20\d\d){_CLOCK}"),  # …-20250811202857717.htm
    re.compile(rf"(?<!\d)\d{{3}}(\d\d){_CLOCK}"),  # …-185250811193647524.htm: site, then the time
    re.compile(r"/(20\d\d)/(\d{1,2})/(\d{1,2})(?=/)"),
    re.compile(r"/(20\d\d)-(\d\d)-(\d\d)(?!\d)"),
)

IN_FUTURE = "a date in the future was refused"
ZERO = "the zero of a computer's clock was refused as a date"
FETCHED = "the time of fetching was refused as a date"
SHIFTED = "a time in UTC was labelled as Vietnam's; seven hours were added"
CONTRADICTED = "the date printed on the page stands against another one in its data"
FROM_ADDRESS = "the date is that of the address"


@dataclass(frozen=True, slots=True)
class Dated:
    """The publication date, or None, and what was found wrong with the statements."""

    moment: datetime | None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else is known of when an article was published; None where it is not.

    `printed`: the date on its page. `url`: its address, which may hold one. `fetched`: when the page was; `now`: the
    latest that it can be.
    """

    printed: datetime | None = None
    url: str | None = None
    fetched: datetime | None = None
    now: datetime | None = None


def settle(stated: Iterable[datetime], evidence: Evidence) -> Dated:
    """The publication date by the statements (the surest first) and the evidence.

    >>> noon = datetime(2026, 7, 1, 12, tzinfo=VIETNAM)
    >>> settle([noon], Evidence(printed=noon + timedelta(hours=7))).moment.hour
    19
    """
    doubts: list[str] = []
    moments = [moment for moment in stated if _is_usable(moment, evidence, doubts)]
    moment = moments[0] if moments else None
    printed = evidence.printed
    if printed is not None and _is_usable(printed, evidence, doubts):
        moment = _with_printed(moment, printed, doubts)
    created = created_at(evidence.url)
    if created is not None and _is_usable(created, evidence, doubts):
        moment = _with_created(moment, created, doubts)
    return Dated(moment, tuple(dict.fromkeys(doubts)))


def _is_usable(moment: datetime, evidence: Evidence, doubts: list[str]) -> bool:
    now = evidence.now or datetime.now(VIETNAM)
    if moment > now + _AHEAD:
        doubts.append(IN_FUTURE)
    elif abs(moment.timestamp()) < timedelta(days=1).total_seconds():
        doubts.append(ZERO)
    elif evidence.fetched and abs(moment - evidence.fetched) < _FETCHED_WITHIN:
        doubts.append(FETCHED)
    else:
        return True
    return False


def _with_printed(stated: datetime | None, printed: datetime, doubts: list[str]) -> datetime:
    """What readers see counts; a printed day without a clock is refined by a statement on that day."""
    if stated is None or abs(stated - printed) <= _SAME:
        return stated or printed
    has_clock = bool(printed.hour or printed.minute)
    if not has_clock and stated.date() == printed.date():
        return stated
    shifted = stated + _SHIFT
    if abs(shifted - printed) <= _SAME or (not has_clock and shifted.date() == printed.date()):
        doubts.append(SHIFTED)
        return shifted
    doubts.append(CONTRADICTED)
    return printed


def _with_created(stated: datetime | None, created: datetime, doubts: list[str]) -> datetime:
    """No article is published before it is created; without a statement its creation is the nearest known."""
    if stated is None:
        doubts.append(FROM_ADDRESS)
        return created
    early = created - _CREATED_BEFORE
    if stated < early <= stated + _SHIFT and (created.hour or created.minute):
        doubts.append(SHIFTED)
        return stated + _SHIFT
    return stated


def created_at(url: str | None) -> datetime | None:
    """The time in an address: "…-20250811202857717.htm", "…-185250811193647524.htm", "/2025/08/11/"."""
    for pattern in _ADDRESSES:
        if found := pattern.search(url or ""):
            year, month, day, *clock = map(int, found.groups())
            hour, minute, second = clock or (0, 0, 0)
            try:
                return datetime(year % 100 + 2000, month, day, hour, minute, second, tzinfo=VIETNAM)
            except ValueError:
                continue
    return None
