"""Writes tests/kept/NAME-VERSION.db: data files as this program makes them. Run it once before each release:

    .venv/bin/python tests/keep_files.py

Files of versions that are kept already are never written again: they stand for what people have on their disks.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from backup_support import article, filled

from bot.state import STATE_FILE, State
from corpus import Archive
from corpus.store.copying import CORPUS_FILE, copy_out

KEPT = Path(__file__).with_name("kept")


async def keep() -> None:
    with tempfile.TemporaryDirectory() as folder:
        where = await filled(Path(folder), map(article, range(6)))
        async with await Archive.open(where) as archive:
            await archive.take_in([article(2, "cá cơm")])  # a second version, and a removed passage
        state = await State.open(where.data_dir)
        await state.chats.see(7, "private")
        await state.votes.vote(3, 7, is_up=False)
        await state.votes.explain(3, 7, "o")
        await state.close()
        KEPT.mkdir(exist_ok=True)
        for file in (CORPUS_FILE, STATE_FILE):
            target = KEPT / f"{Path(file.name).stem}-{file.version:03}.db"
            if not target.exists():
                copy_out(where.data_dir / file.name, target)
                print(target)


if __name__ == "__main__":
    asyncio.run(keep())
