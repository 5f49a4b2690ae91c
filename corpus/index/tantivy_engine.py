"""The engine on disk: tantivy. Crash-safe commits, cheap additions and removals, a date filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Occur
from tantivy import Query as TantivyQuery

from corpus.errors import IndexUnavailable
from corpus.index.engine import IndexDocument
from corpus.language.analyzer import FIELDS
from corpus.models import Hit, Query

WRITER_HEAP_BYTES = 64_000_000
_ID, _DATE = "passage_id", "published_at"
_TOKENIZER = "terms"  # terms come ready from the analyzer and are only split at spaces


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(_ID, indexed=True, fast=True)
    builder.add_integer_field(_DATE, indexed=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


@contextmanager
def _damage() -> Iterator[None]:
    """What tantivy raises on files that are damaged, as ours; its panics are BaseExceptions by name."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, ValueError | OSError) and type(error).__name__ != "PanicException":
            raise
        raise IndexUnavailable("the index on disk is missing or damaged; run hoibao reindex") from error


class TantivyRetriever:
    """An index in a folder. See `Retriever` for the contract; lengths are kept in a byte, so scores differ a little."""

    name = "tantivy"

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._schema = index.schema
        index.register_tokenizer(
            _TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )
        self._searcher = index.searcher()

    @classmethod
    def create(cls, folder: Path) -> TantivyRetriever:
        """An empty index in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(tantivy.Index(_schema(), path=str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> TantivyRetriever:
        """The index that is in `folder`. Raises IndexUnavailable."""
        with _damage():
            return cls(tantivy.Index.open(str(folder)))

    def search(self, query: Query, k: int) -> list[Hit]:
        """See Retriever."""
        wanted = self._query(query)
        if wanted is None or k <= 0 or not self._searcher.num_docs:
            return []
        limit = k + 8
        while (
            True
        ):  # whoever ties with the k-th must be seen, so that ties are settled by id, not by place on disk
            with _damage():
                hits = self._searcher.search(wanted, limit, count=False).hits
            if len(hits) < limit or hits[-1][0] < hits[k - 1][0]:
                break
            limit *= 4
        ids = self._searcher.fast_field_values(_ID, [address for _score, address in hits])
        found = [
            Hit(int(number or 0), float(score)) for (score, _address), number in zip(hits, ids, strict=True)
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.passage_id))[:k]

    def _query(self, query: Query) -> TantivyQuery | None:
        should = [
            (
                Occur.Should,
                TantivyQuery.boost_query(TantivyQuery.term_query(self._schema, name, term, "freq"), weight),
            )
            for name, terms in query.terms.items()
            for term, weight in terms.items()
        ]
        if not should:
            return None
        words = TantivyQuery.boolean_query(should)
        if query.published_from is None and query.published_to is None:
            return words
        period = TantivyQuery.range_query(
            self._schema,
            _DATE,
            tantivy.FieldType.Integer,
            query.published_from,
            query.published_to,
            include_upper=query.published_to is None,
        )
        silent = TantivyQuery.const_score_query(
            period, 0.0
        )  # a filter says who may come, not how good they are
        return TantivyQuery.boolean_query([(Occur.Must, words), (Occur.Must, silent)])

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """See Retriever."""
        had = self.count() > 0
        writer = self._index.writer(WRITER_HEAP_BYTES, 1)
        for document in documents:
            if had:
                writer.delete_documents_by_term(_ID, document.passage_id)
            writer.add_document(self._document(document))
        self._commit(writer)

    def _document(self, document: IndexDocument) -> tantivy.Document:
        found = tantivy.Document()
        found.add_integer(_ID, document.passage_id)
        if document.published_at is not None:
            found.add_integer(_DATE, document.published_at)
        for name in FIELDS:
            found.add_text(name, " ".join(document.terms.get(name, ())))
        return found

    def remove(self, passage_ids: Sequence[int]) -> None:
        """See Retriever."""
        writer = self._index.writer(WRITER_HEAP_BYTES, 1)
        for number in passage_ids:
            writer.delete_documents_by_term(_ID, number)
        self._commit(writer)

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def count(self) -> int:
        """See Retriever."""
        return int(self._searcher.num_docs)

    def document_frequency(self, field: str, term: str) -> int:
        """See Retriever."""
        return int(self._searcher.doc_freq(field, term))

    def close(self) -> None:
        """See Retriever."""
        del self._searcher
