"""Checking everything, and mending what is derived: passages from articles, the index from passages, who may read."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.archive import Archive
from corpus.errors import HoiBaoError, StoreError
from corpus.settings import CorpusSettings
from corpus.store import checking
from corpus.store.copying import CORPUS_FILE, DataFile, complaints
from corpus.verification.report import Finding, Report, listed

OTHERS = 0o077
RESTORE = "restore a backup: hoibao restore FILE"
REINDEX = "run hoibao reindex"
Check = Callable[[Path, bool], list[Finding]]
REANALYSE = "run hoibao reindex --full"


async def verify(
    settings: CorpusSettings, others: Sequence[DataFile], *, mend: bool = True, also: Sequence[Check] = ()
) -> Report:
    """Look through the data folder; with `mend`, derive again what is derived. Raises StoreError where nothing is.

    `also`: what else is looked at, given the folder and `mend`.
    """
    data_dir, files = settings.data_dir, (*others, CORPUS_FILE)
    if not (data_dir / CORPUS_FILE.name).exists():
        raise StoreError("there is nothing to verify: the data folder holds no articles yet")
    report = Report()
    report.findings += _privacy(data_dir, mend=mend)
    for check in also:
        report.findings += await asyncio.to_thread(check, data_dir, mend)
    structure = await asyncio.to_thread(_structure, data_dir, files)
    report.findings += structure
    if not structure:
        await _contents(settings, report, mend=mend)
    return report


def _privacy(data_dir: Path, *, mend: bool) -> list[Finding]:
    """Nobody but the owner may read what people asked."""
    findings = []
    for path in (data_dir, *sorted(path for path in data_dir.iterdir() if path.is_file())):
        mode = stat.S_IMODE(path.stat().st_mode)
        if not mode & OTHERS:
            continue
        name = "the data folder" if path == data_dir else path.name
        finding = Finding(f"{name} may be read by others than its owner", f"run chmod go-rwx on {name}")
        if mend:
            path.chmod(mode & ~OTHERS)
            finding = finding.mended
        findings.append(finding)
    return findings


def _structure(data_dir: Path, files: Sequence[DataFile]) -> list[Finding]:
    """What SQLite says. Raises StoreTooNew."""
    findings = []
    for file in files:
        if not (path := data_dir / file.name).exists():
            continue
        wrong = complaints(path)
        if not wrong:
            file.check_version(path)
        findings += [Finding(f"{file.name} is damaged: {one}", RESTORE) for one in wrong]
    return findings


async def _contents(settings: CorpusSettings, report: Report, *, mend: bool) -> None:
    async with await Archive.open(settings) as archive:
        untrue, unwell = await asyncio.to_thread(_read_through, settings.data_dir / CORPUS_FILE.name, report)
        if untrue:
            what = f"{len(untrue):,} stored versions are not what was stored: {listed(untrue)}"
            report.findings.append(Finding(what, RESTORE))
        if unwell:
            what = f"{len(unwell):,} articles have passages that do not fit their texts: {listed(unwell)}"
            # Analysing an article whose text is damaged would make the damage its newest version.
            finding = Finding(what, REANALYSE if not untrue else RESTORE)
            report.findings.append(await _mended(archive, finding, full=True, mend=mend and not untrue))
            if not report.findings[-1].is_mended:
                return  # an index cannot be better than the passages it is made of
        for problem in await archive.index_problems():
            report.findings.append(await _mended(archive, Finding(problem, REINDEX), full=False, mend=mend))


async def _mended(archive: Archive, finding: Finding, *, full: bool, mend: bool) -> Finding:
    if not mend:
        return finding
    try:
        await archive.reindex(full=full)
    except HoiBaoError as error:
        return Finding(f"{finding.what}, and it could not be mended: {error}", finding.advice)
    return finding.mended


def _read_through(path: Path, report: Report) -> tuple[list[str], list[str]]:
    """Ids of articles with a version that is not true, and of those whose passages or dates do not fit."""
    untrue = []
    with checking.reading(path) as connection:
        for one in checking.versions(connection):
            report.versions += 1
            if not one.is_true:
                untrue.append(one.article_id)
        unwell = checking.wrongly_dated(connection)
        for article in checking.passages(connection):
            report.articles += 1
            report.passages += article.count
            if not article.are_well and article.article_id not in unwell:
                unwell.append(article.article_id)
    return untrue, unwell
