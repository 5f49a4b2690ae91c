"""Which backups stay: the newest few, and one a week for some weeks. Readers were promised that nothing stays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

NEWEST = 7
WEEKS = 4
ENDING = ".tar.gz"
_NAME = re.compile(r"hoibao-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(?:-\d+)?\.tar\.gz")
_STAMP = "%Y-%m-%dT%H-%M-%SZ"


def stamp(moment: datetime) -> str:
    """2026-11-25T01-23-45Z: in UTC, fit for a file name, sorted by time."""
    return moment.astimezone(UTC).strftime(_STAMP)


def moment_of(path: Path) -> datetime | None:
    """When a backup was made, by its name; None where the name is not one of ours."""
    match = _NAME.fullmatch(path.name)
    try:
        return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) if match else None
    except ValueError:
        return None


def free_name(folder: Path, moment: datetime, prefix: str = "hoibao") -> Path:
    """A name for a backup made at that moment that is not taken."""
    name, count = f"{prefix}-{stamp(moment)}", 1
    path = folder / f"{name}{ENDING}"
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}{ENDING}"
    return path


def superfluous(backups: Iterable[Path], now: datetime) -> list[Path]:
    """Those that may go: neither among the newest, nor the newest of one of the last weeks.

    A backup whose name lies in the future (the clock was wrong when it was made) counts as made now.
    """
    dated = [(min(moment, now), path) for path in backups if (moment := moment_of(path))]
    dated.sort(key=lambda pair: (pair[0], pair[1].name), reverse=True)
    keep = {path for _moment, path in dated[:NEWEST]}
    weeks: set[tuple[int, int]] = set()
    for moment, path in dated:
        week = moment.isocalendar()[:2]
        if moment > now - timedelta(weeks=WEEKS) and week not in weeks:
            weeks.add(week)
            keep.add(path)
    return [path for _moment, path in dated if path not in keep]
