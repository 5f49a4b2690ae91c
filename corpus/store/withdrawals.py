"""Withdrawn articles: out of the index and the counts, their versions kept for answers that were given from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import aiosqlite

from corpus.store.store import Store

GONE, OLD, BELIEVED, BY_HAND = "gone", "old", "believed", "hand"
_IS_BY_HAND = "(reason = 'hand' OR reason GLOB 'hand:*')"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When an article left, in Unix seconds, and why: `gone` from its site, `old` by the site's rule.

    `believed`: gone together with so many that somebody had to say so. `hand`: somebody took it out, and nothing that
    comes in brings it back but who takes that back; `hand:gone:1700000000` one that had left before, and when.
    """

    article_id: str
    withdrawn_at: int
    reason: str

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody took it out."""
        return self.reason.partition(":")[0] == BY_HAND

    @property
    def before(self) -> Withdrawal | None:
        """How it was out when somebody took it out by hand; None where it was served."""
        if not self.is_by_hand or ":" not in self.reason:
            return None
        _hand, reason, at = self.reason.split(":")
        return Withdrawal(self.article_id, int(at), reason)


@dataclass(frozen=True, slots=True)
class KeptOut:
    """What was taken out by hand: ids, the contents (see `Sketch`) by which exact copies are known, and addresses."""

    ids: frozenset[str] = frozenset()
    contents: frozenset[bytes] = frozenset()
    addresses: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ids)


class Withdrawals:
    """Articles that left, and the way out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(
        self, write: aiosqlite.Connection, article_ids: Sequence[str], reason: str, now_s: int
    ) -> None:
        """Take articles out, as a part of a transaction of `Store.change`; the index drops them when it catches up.

        Ids that are not served are ignored. `reason`: GONE, OLD, BELIEVED or BY_HAND.
        """
        for article_id in article_ids:
            await write.execute(
                "INSERT OR REPLACE INTO withdrawn (article_id, version, withdrawn_at, reason) "
                "SELECT id, version, ?, ? FROM articles WHERE id = ?",
                (now_s, reason, article_id),
            )
            await write.execute(
                "INSERT INTO removed_passages (passage_id) SELECT id FROM passages WHERE article_id = ?",
                (article_id,),
            )
            await write.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))
            await write.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    async def add_by_hand(self, write: aiosqlite.Connection, article_ids: Sequence[str], now_s: int) -> None:
        """Take articles out for good, also those that left already for another reason; else like `add`."""
        await self.add(write, article_ids, BY_HAND, now_s)
        await write.executemany(
            "UPDATE withdrawn SET reason = ? || ':' || reason || ':' || withdrawn_at, withdrawn_at = ? "  # noqa: S608
            f"WHERE article_id = ? AND NOT {_IS_BY_HAND}",
            [(BY_HAND, now_s, article_id) for article_id in article_ids],
        )

    async def put_back(self, write: aiosqlite.Connection, before: Sequence[Withdrawal]) -> None:
        """Let articles be out as they were before somebody took them out by hand (see `Withdrawal.before`)."""
        await write.executemany(
            "UPDATE withdrawn SET reason = ?, withdrawn_at = ? WHERE article_id = ?",
            [(one.reason, one.withdrawn_at, one.article_id) for one in before],
        )

    async def by_hand(self, limit: int = -1) -> list[Withdrawal]:
        """What was taken out by hand, the latest first."""
        rows = await self._store.read(
            f"SELECT article_id, withdrawn_at, reason FROM withdrawn WHERE {_IS_BY_HAND} "  # noqa: S608
            "ORDER BY withdrawn_at DESC, article_id LIMIT ?",
            (limit,),
        )
        return [Withdrawal(*row) for row in rows]

    async def kept_out(self) -> KeptOut:
        """What must not come in again, whoever brings it."""
        rows = await self._store.read(
            "SELECT w.article_id, k.content, v.url FROM withdrawn w "  # noqa: S608 - a constant
            "LEFT JOIN versions v ON v.article_id = w.article_id "
            f"LEFT JOIN sketches k ON k.article_id = w.article_id WHERE {_IS_BY_HAND}",
        )
        contents = frozenset(bytes(row[1]) for row in rows if row[1] is not None)
        addresses = frozenset(row[2] for row in rows if row[2])
        return KeptOut(frozenset(row[0] for row in rows), contents, addresses)

    async def stored_at_address(self, addresses: Collection[str]) -> list[str]:
        """Ids of the articles that were ever stored with one of these addresses."""
        found: dict[str, None] = {}
        for address in addresses:
            rows = await self._store.read(
                "SELECT article_id FROM versions WHERE url = ?1 UNION SELECT article_id FROM pages "
                "WHERE (url = ?1 OR address = ?1) AND article_id IN (SELECT article_id FROM versions)",
                (address,),
            )
            found |= dict.fromkeys(row[0] for row in rows)
        return list(found)

    async def get(self, article_id: str) -> Withdrawal | None:
        """When and why the article left; None where it did not."""
        rows = await self._store.read(
            "SELECT article_id, withdrawn_at, reason FROM withdrawn WHERE article_id = ?", (article_id,)
        )
        return Withdrawal(*rows[0]) if rows else None

    async def last_believed(self) -> tuple[int, list[str]] | None:
        """When articles last left because somebody believed it, in Unix seconds, and which; None where none did."""
        rows = await self._store.read(
            "SELECT withdrawn_at, article_id FROM withdrawn WHERE reason = ? "
            "AND withdrawn_at = (SELECT MAX(withdrawn_at) FROM withdrawn WHERE reason = ?) ORDER BY article_id",
            (BELIEVED, BELIEVED),
        )
        return (int(rows[0][0]), [row[1] for row in rows]) if rows else None

    async def older_than(self, site: str, moment_s: int) -> list[str]:
        """A site's articles that were published before that moment."""
        rows = await self._store.read(
            "SELECT DISTINCT a.id FROM pages p JOIN articles a ON a.id = p.article_id "
            "WHERE p.site = ? AND a.published_s < ?",
            (site, moment_s),
        )
        return [row[0] for row in rows]

    async def served(self, site: str) -> int:
        """How many of a site's articles the archive serves."""
        rows = await self._store.read(
            "SELECT COUNT(DISTINCT a.id) FROM pages p JOIN articles a ON a.id = p.article_id WHERE p.site = ?",
            (site,),
        )
        return int(rows[0][0])

    async def newest(self, site: str) -> int | None:
        """When a site's newest article was published, in Unix seconds."""
        rows = await self._store.read(
            "SELECT MAX(a.published_s) FROM pages p JOIN articles a ON a.id = p.article_id WHERE p.site = ?",
            (site,),
        )
        return int(rows[0][0]) if rows[0][0] is not None else None
