"""What the first question would have to wait for is there before it comes."""

import json
import subprocess
import sys
from pathlib import Path

FIRST_QUESTIONS = """
import asyncio, json, sys
from datetime import datetime
from pathlib import Path
from corpus import VIETNAM, Archive, CorpusSettings, Question, sample_articles, sample_questions


def loaded():
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] == "corpus"]
    kept = [one for module in modules for one in vars(module).values() if hasattr(one, "cache_info")]
    # Without arguments there is one result: a table, a model.
    tables = [one for one in kept if not one.__wrapped__.__code__.co_argcount and one.cache_info().currsize]
    return {f"{one.__module__}.{one.__name__}" for one in tables} | set(sys.modules)


async def main():
    async with await Archive.open(CorpusSettings(Path(sys.argv[1]))) as archive:
        await archive.ingest([sample_articles()])
        await archive.warm_up()
        before = loaded()
        for line in sample_questions().read_text("utf-8").splitlines()[::6]:
            await archive.ask(Question(json.loads(line)["question"], datetime(2026, 3, 4, 9, tzinfo=VIETNAM)))
        print(json.dumps(sorted(loaded() - before)))


asyncio.run(main())
"""


def test_nothing_is_loaded_for_the_first_questions(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FIRST_QUESTIONS, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == []
