"""Articles in: a new version replaces the passages of the old one, which stays readable."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from corpus.models import Article
from corpus.store.articles import Articles
from corpus.store.look import Look, marks
from corpus.store.rows import VERSION_COLUMNS, published_s, version_row
from corpus.store.values import AnalyzedArticle, AnalyzedPassage, Put

_PUT_SHEET = (
    "INSERT INTO sheets (article_id, sheet) VALUES (?, ?) "
    "ON CONFLICT (article_id) DO UPDATE SET sheet = excluded.sheet"
)


class Putting(Articles):
    """Writing articles and what was made of them."""

    async def put(self, articles: Sequence[Article], analyzed: Mapping[str, AnalyzedArticle]) -> Put:
        """Store articles with what was made of them (by article id), in one transaction. Raises StoreError.

        An article whose version is stored already is left alone; another version replaces the passages, and the old
        version stays readable. One that was withdrawn is back.
        """
        async with self.change():
            return await self.put_in_change(articles, analyzed)

    async def put_in_change(
        self, articles: Sequence[Article], analyzed: Mapping[str, AnalyzedArticle]
    ) -> Put:
        """`put` as a part of the transaction that `change` has opened."""
        before = await self._versions(self._writer, [article.id for article in articles])
        fresh = [article for article in articles if before.get(article.id) != article.version]
        await self._put_all(fresh, analyzed)
        changed = sum(article.id in before for article in fresh)
        return Put(new=len(fresh) - changed, changed=changed)

    async def _put_all(self, articles: Sequence[Article], analyzed: Mapping[str, AnalyzedArticle]) -> None:
        """Few statements for many rows: each is a way to the writer's thread and back."""
        many, stored_at = self._writer.executemany, int(time.time())
        await many(
            f"INSERT OR IGNORE INTO versions ({VERSION_COLUMNS}, stored_at) VALUES ({marks(11)})",  # noqa: S608
            [version_row(article, stored_at) for article in articles],
        )
        await many(
            "INSERT INTO articles (id, version, published_s) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET version = excluded.version, published_s = excluded.published_s",
            [(article.id, article.version, published_s(article)) for article in articles],
        )
        ids = [(article.id,) for article in articles]
        await many(
            "INSERT INTO removed_passages (passage_id) SELECT id FROM passages WHERE article_id = ?", ids
        )
        await many("DELETE FROM passages WHERE article_id = ?", ids)
        await many("DELETE FROM withdrawn WHERE article_id = ?", ids)
        await many(
            "INSERT INTO passages (article_id, ordinal, start, end, terms) VALUES (?, ?, ?, ?, ?)",
            [
                (article.id, one.passage.ordinal, one.passage.start, one.passage.end, one.packed)
                for article in articles
                for one in analyzed[article.id].passages
            ],
        )
        await self._put_derived(articles, analyzed)

    async def _put_derived(
        self, articles: Sequence[Article], analyzed: Mapping[str, AnalyzedArticle]
    ) -> None:
        """What is worked out of whole articles: their sheets, and the places that they mention."""
        many = self._writer.executemany
        await many(_PUT_SHEET, [(article.id, analyzed[article.id].sheet) for article in articles])
        await many("DELETE FROM article_places WHERE article_id = ?", [(article.id,) for article in articles])
        await many(
            "INSERT INTO article_places (place, article_id) VALUES (?, ?)",
            [(place, article.id) for article in articles for place in analyzed[article.id].places],
        )

    async def reanalyze(self, analyzed: Mapping[str, AnalyzedArticle]) -> None:
        """Replace the passages and sheets of current versions, by article id: another analyzer, another split.

        Where only terms changed a passage keeps its id, so that the index that serves still leads to it.
        """
        async with self.change():
            articles = await self._writer.run(lambda connection: Look(connection).articles(list(analyzed)))
            for number, one in analyzed.items():
                if await self._update_terms(number, one.passages):
                    await self._writer.execute(
                        "UPDATE articles SET published_s = ? WHERE id = ?",
                        (published_s(articles[number]), number),
                    )
                    await self._put_derived([articles[number]], analyzed)
                else:
                    await self._put_all([articles[number]], analyzed)

    async def _update_terms(self, article_id: str, passages: Sequence[AnalyzedPassage]) -> bool:
        """Replace the terms alone; whether the spans are the same, so that it could be done."""
        rows = await self._writer.execute_fetchall(
            "SELECT id, ordinal, start, end FROM passages WHERE article_id = ? ORDER BY ordinal",
            (article_id,),
        )
        found = list(rows)
        spans = [(one.passage.ordinal, one.passage.start, one.passage.end) for one in passages]
        if [tuple(row[1:]) for row in found] != spans:
            return False
        await self._writer.executemany(
            "UPDATE passages SET terms = ? WHERE id = ?",
            [(one.packed, row[0]) for one, row in zip(passages, found, strict=True)],
        )
        return True

    async def record_analysis(self, schema: int) -> None:
        """From now on all passages are of that schema."""
        async with self.change() as write:
            await write.execute("DELETE FROM analysis")
            await write.execute("INSERT INTO analysis (schema) VALUES (?)", (schema,))
