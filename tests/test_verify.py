"""`hoibao verify`: each kind of damage is found, named, and mended where it can be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from backup_support import article, filled, quoted, rows_of

from bot.state import STATE_FILE
from corpus import Archive, CorpusSettings, HoiBaoError, Report, StoreTooNew, verify
from corpus.store.copying import CORPUS_FILE


@pytest.fixture
async def where(tmp_path: Path) -> CorpusSettings:
    return await filled(tmp_path / "data", map(article, range(12)))


def change(where: CorpusSettings, sql: str, *values: object) -> None:
    rows_of(where.data_dir / CORPUS_FILE.name, sql, values)


async def check(where: CorpusSettings, *, mend: bool = True) -> Report:
    return await verify(where, [STATE_FILE], mend=mend)


async def test_what_is_well_is_well(where: CorpusSettings) -> None:
    report = await check(where, mend=False)
    assert (report.articles, report.versions, report.passages) == (12, 12, 12)
    assert report.findings == []
    assert report.sentence() == "12 articles in 12 versions, 12 passages: all is well"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE versions SET text = text || '!' WHERE article_id = 'bai-3'",
        "UPDATE versions SET headline = 'Tin khác' WHERE article_id = 'bai-3'",
        "UPDATE versions SET url = 'https://bao.example/khac' WHERE article_id = 'bai-3'",
        "UPDATE versions SET published_at = '2020-01-01T00:00:00+07:00' WHERE article_id = 'bai-3'",
        "UPDATE versions SET published_at = 'hôm qua' WHERE article_id = 'bai-3'",
        "UPDATE versions SET parts = '[[\"body\", 0, 99999]]' WHERE article_id = 'bai-3'",
        "UPDATE versions SET parts = '{' WHERE article_id = 'bai-3'",
    ],
)
async def test_a_version_that_is_not_what_was_stored_is_named_and_left(
    where: CorpusSettings, sql: str
) -> None:
    change(where, sql)
    before = rows_of(where.data_dir / CORPUS_FILE.name, "SELECT * FROM versions")
    report = await check(where)
    assert not report.is_well
    assert "1 stored versions are not what was stored: bai-3" in report.findings[0].what
    assert "restore a backup" in report.lines()[0]
    assert rows_of(where.data_dir / CORPUS_FILE.name, "SELECT * FROM versions") == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE passages SET end = 9999 WHERE article_id = 'bai-3'",
        "UPDATE passages SET start = -1 WHERE article_id = 'bai-3'",
        "UPDATE passages SET ordinal = 1 WHERE article_id = 'bai-3'",
        "UPDATE passages SET terms = x'00' WHERE article_id = 'bai-3'",
        "UPDATE passages SET terms = 'text' WHERE article_id = 'bai-3'",
        "DELETE FROM passages WHERE article_id = 'bai-3'",
        "UPDATE articles SET published_s = 5 WHERE id = 'bai-3'",
    ],
)
async def test_passages_that_do_not_fit_are_made_anew(where: CorpusSettings, sql: str) -> None:
    change(where, sql)
    said = await check(where, mend=False)
    assert "1 articles have passages that do not fit their texts: bai-3" in said.findings[0].what
    assert not said.is_well
    report = await check(where)
    assert report.is_well
    assert (await check(where, mend=False)).findings == []
    async with await Archive.open(where) as archive:
        assert (await quoted(archive, "giá bánh tráng Hòa Đa lô 11"))[0].startswith(
            "Giá bánh tráng Hòa Đa lô 11"
        )


async def test_damaged_text_is_never_made_the_newest_version(where: CorpusSettings) -> None:
    """Analysing anew would store the damage as a new version, with a hash that is right."""
    change(where, "UPDATE versions SET text = 'Hỏng.' WHERE article_id = 'bai-3'")
    report = await check(where)
    assert [finding.is_mended for finding in report.findings] == [False, False]
    assert rows_of(where.data_dir / CORPUS_FILE.name, "SELECT COUNT(*) FROM versions") == [(12,)]


@pytest.mark.parametrize("harm", ["deleted", "emptied", "other manifest", "no current", "behind"])
@pytest.mark.parametrize("engine", ["rank-bm25", "tantivy"])
async def test_an_index_that_is_not_the_stores_is_built_anew(tmp_path: Path, harm: str, engine: str) -> None:
    await filled(tmp_path / "data", map(article, range(12)))
    where = CorpusSettings(tmp_path / "data", engine)
    async with await Archive.open(where) as archive:
        await archive.reindex()
    _harm(where.data_dir / "index", harm, where)
    said = await check(where, mend=False)
    assert not said.is_well
    assert (await check(where)).is_well
    assert (await check(where, mend=False)).findings == []


def _harm(index: Path, harm: str, where: CorpusSettings) -> None:
    folder = index / "generations" / f"{int((index / 'current').read_text().split()[0]):04d}"
    if harm == "deleted":
        shutil.rmtree(index)
    elif harm == "emptied":
        for path in folder.iterdir():
            if path.name != "manifest.json":
                path.write_bytes(b"")
    elif harm == "other manifest":
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        (folder / "manifest.json").write_text(json.dumps({**manifest, "passage_mark": 3}), "utf-8")
    elif harm == "no current":
        (index / "current").write_text("x")
    else:
        change(where, "INSERT INTO removed_passages (passage_id) VALUES (2)")


async def test_files_that_others_may_read_are_closed(where: CorpusSettings) -> None:
    where.data_dir.chmod(0o755)
    (where.data_dir / CORPUS_FILE.name).chmod(0o644)
    said = await check(where, mend=False)
    assert [finding.what for finding in said.findings] == [
        "the data folder may be read by others than its owner",
        "corpus.sqlite3 may be read by others than its owner",
    ]
    assert (await check(where)).is_well
    assert where.data_dir.stat().st_mode & 0o777 == 0o700
    assert (where.data_dir / CORPUS_FILE.name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [CORPUS_FILE.name, STATE_FILE.name])
async def test_a_damaged_file_is_named(where: CorpusSettings, name: str) -> None:
    path = where.data_dir / name
    path.write_bytes(path.read_bytes()[:9000])
    report = await check(where)
    assert not report.is_well
    assert f"{name} is damaged" in report.findings[0].what


async def test_a_row_that_points_nowhere_is_named(where: CorpusSettings) -> None:
    change(where, "DELETE FROM articles WHERE id = 'bai-3'")
    report = await check(where)
    assert report.findings[0].what == (
        "corpus.sqlite3 is damaged: a row of passages points to a row of articles that is not there"
    )


async def test_a_file_of_a_newer_program_is_refused(where: CorpusSettings) -> None:
    change(where, f"PRAGMA user_version = {CORPUS_FILE.version + 1}")
    with pytest.raises(StoreTooNew):
        await check(where)


async def test_where_nothing_is_there_is_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(HoiBaoError, match="nothing to verify"):
        await check(CorpusSettings(tmp_path))


async def test_many_findings_are_counted_not_listed(tmp_path: Path) -> None:
    where = await filled(tmp_path / "data", map(article, range(30)))
    change(where, "UPDATE versions SET text = text || '!'")
    what = (await check(where)).findings[0].what
    assert what.startswith("30 stored versions are not what was stored: ")
    assert what.endswith("and 10 more")
