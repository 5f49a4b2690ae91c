"""Articles we wrote ourselves, and readers' questions on them: the demo and the smoke test.

The paper that most of them are set in, Báo Duyên Hải Online (`baoduyenhai.example`), does not exist. Places
are real; people, companies and figures are invented. Nothing here is reporting.

`articles/` holds page dumps (.txt), saved pages (.html) and article records (.jsonl). `questions.jsonl` holds
one object a line: `id`, `question`, `answers` (each `{"text"}`, an exact slice of the article's text),
`is_impossible`, `kind` (ai, bao nhiêu, khi nào, ở đâu, vì sao, thế nào, là gì or gì) and, unless it is
impossible, the article that answers: `article_id` for a record of a .jsonl file, else `source_file`.
"""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path


def articles_folder() -> Path:
    """The folder of the sample articles, ready for `hoibao ingest`."""
    return _room() / "articles"


def questions_file() -> Path:
    """The question set (JSONL) on the sample articles."""
    return _room() / "questions.jsonl"


def copy_samples(folder: Path) -> int:
    """Copy the articles and the questions into a folder, which is made where it is missing; how many files."""
    copied = 0
    for source in (*sorted(articles_folder().iterdir()), questions_file()):
        target = folder / ("articles" if source.parent == articles_folder() else "") / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        copied += 1
    return copied


def _room() -> Path:
    # The application is always installed as plain files, never imported from a zip.
    return Path(str(files(__name__)))
