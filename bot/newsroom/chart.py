"""Statistics as a picture. matplotlib takes half a second to load, so only who wants a picture waits for it."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.markup import shorten
from bot.newsroom.subjects import Subject
from bot.state import Day
from bot.texts import admin

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE_INCH = (9.0, 4.6)
DPI = 110
MAX_SUBJECT = 34
LABELS = 32  # days that can be named below the bars
COLOURS = ("#2f6f9f", "#e0a030", "#b04040")


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: questions by day and outcome, and the subjects asked about most."""

    days: Sequence[Day]
    subjects: Sequence[Subject]

    def png(self, cache: Path) -> bytes:
        """The picture. Takes about a second; `cache` is a folder where matplotlib may keep its list of fonts."""
        os.environ.setdefault("MPLCONFIGDIR", str(cache))  # read once, when it is imported
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.ticker import MaxNLocator

        out = io.BytesIO()
        with rc_context({"text.parse_math": False}):  # people write of $100, not of formulas
            figure = Figure(figsize=SIZE_INCH, dpi=DPI, layout="constrained")
            FigureCanvasAgg(figure)
            by_day, by_subject = figure.subplots(1, 2, width_ratios=(3, 2))
            self._draw_days(by_day)
            self._draw_subjects(by_subject)
            for axis in (by_day.yaxis, by_subject.xaxis):
                axis.set_major_locator(MaxNLocator(integer=True))
            figure.savefig(out, format="png")
        return out.getvalue()

    def _draw_days(self, axes: Axes) -> None:
        bottom, places = [0] * len(self.days), range(len(self.days))
        kinds = (
            (admin.CHART_ANSWERED, [one.answered for one in self.days]),
            (admin.CHART_NOT_FOUND, [one.not_found for one in self.days]),
            (admin.CHART_UNAVAILABLE, [one.unavailable for one in self.days]),
        )
        for (label, counts), colour in zip(kinds, COLOURS, strict=True):
            axes.bar(places, counts, bottom=bottom, label=label, color=colour)
            bottom = [one + other for one, other in zip(bottom, counts, strict=True)]
        named = places[:: 1 + len(self.days) // LABELS]
        axes.set_xticks(named, [_label(self.days[at].day) for at in named])
        axes.set_title(admin.CHART_DAYS)
        axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=len(kinds))
        axes.tick_params(axis="x", rotation=60, labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)

    def _draw_subjects(self, axes: Axes) -> None:
        shown = list(reversed(self.subjects))
        places = range(len(shown))  # two may begin alike, and would be one bar by their names
        axes.barh(places, [one.count for one in shown], color=COLOURS[0])
        axes.set_yticks(places, [shorten(one.asked, MAX_SUBJECT) for one in shown])
        axes.set_title(admin.CHART_SUBJECTS)
        axes.tick_params(axis="y", labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)


def _label(day: str) -> str:
    """2026-11-05 → 5/11."""
    when = date.fromisoformat(day)
    return f"{when.day}/{when.month}"
