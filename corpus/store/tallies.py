"""What a crawl did: how each visit ended, and what a run of a site comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.reasons import Reason


class Outcome(StrEnum):
    """How the visit to a page ended: every page of a run has exactly one."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    COPY = "copy"
    SKIPPED = "skipped"
    GONE = "gone"
    FAILED = "failed"


class RunKind(StrEnum):
    """What a run goes by: what the site lists and what is due, or only addresses that it was given."""

    SITE = "site"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Run:
    """A run under way, begun at `started_at` (Unix seconds); `resumed`: it was cut off before."""

    id: int
    site: str
    started_at: int
    resumed: bool
    kind: RunKind = RunKind.SITE


@dataclass(frozen=True, slots=True)
class RunSource:
    """A feed, a sitemap or a section page to be read in a run. `depth` counts sitemaps in sitemaps, and pages."""

    url: str
    kind: str
    depth: int = 0
    lastmod_s: int | None = None


@dataclass(frozen=True, slots=True)
class Visited:
    """What became of one page in a run. `try_again`: it failed in passing and may have a second chance."""

    url: str
    outcome: Outcome
    reason: str | None = None
    detail: str | None = None
    try_again: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """`count` pages that failed for that `reason` (one of `Reason`), with that `detail`, such as a status."""

    reason: str
    detail: str | None
    count: int


@dataclass(frozen=True, slots=True)
class SourceFailure:
    """A feed, a sitemap or a section page that could not be read; `reason` is one of `Reason`."""

    url: str
    reason: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class SiteTally:
    """What a run of a site did: pages by their `Outcome`, each counted once; times in Unix seconds.

    `failures`: of pages, by reason, the commonest first; `source_failures`: the first sources that could not be read.
    `withdrawn`: articles that are gone; `held_back`: those that were too many to be believed and are still served.
    `newest_s`: publication of the site's newest article. `stopped`: why it ended early, None where it did not.
    """

    site: str
    started_at: int
    ended_at: int | None = None
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    copies: int = 0
    skipped: int = 0
    gone: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()
    source_failures: tuple[SourceFailure, ...] = ()
    withdrawn: int = 0
    held_back: int = 0
    newest_s: int | None = None
    stopped: str | None = None
    kind: RunKind = RunKind.SITE

    @property
    def pages(self) -> int:
        """How many pages were visited."""
        done = self.new + self.changed + self.unchanged + self.copies
        return done + self.skipped + self.gone + self.failed

    @property
    def is_unread(self) -> bool:
        """Whether the site could not be read: the run ended early, not by an order, and nothing answered."""
        by_order = (None, Reason.STOPPED, Reason.INTERRUPTED)
        return self.stopped not in by_order and self.pages == self.failed
