"""The engine on disk: tantivy. Crash-safe commits, cheap additions and removals, a date filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

import tantivy

from corpus.errors import IndexUnavailable
from corpus.index.engine import DAMAGED, DATE, ID, SEARCHED, IndexDocument
from corpus.index.tantivy_search import TantivySearch
from corpus.language.analyzer import EACH_ONCE
from corpus.machine import let_go_of, on_all_processors, processors, resident_files_mb
from corpus.models import Hit, Query, Term

WRITER_HEAP_BYTES = 64_000_000
MANY = 2_000  # passages from which on all processors write
HEAP_FOR_MANY_BYTES = 120_000_000
# What of mapped files may be resident. The system would take it back when memory is short, but whoever watches a
# process, and ends the largest, counts it; to read it again costs a tenth of a search, one search in thirty.
RESIDENT_FILES_MB = 220
_POSTINGS = ".idx"  # of the files of an index nine tenths
_TOKENIZER = "terms"  # terms come ready from the analyzer and are only split at spaces


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(ID, indexed=True, fast=True)
    builder.add_integer_field(DATE, indexed=True, fast=True)
    for name in SEARCHED:
        kept = "basic" if name in EACH_ONCE else "freq"
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option=kept)
    return builder.build()


class TantivyRetriever:
    """An index in a folder. See `Retriever` for the contract.

    Lengths over 40 terms are kept in a byte, so scores differ a little from the formula's. Passages that were removed
    count in N and df until their segment is merged.
    """

    name = "tantivy"

    def __init__(self, folder: Path, index: tantivy.Index) -> None:
        self._folder = folder
        index.config_reader(
            reload_policy="manual"
        )  # no thread that watches files: we know when there is news
        index.register_tokenizer(
            _TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )
        self._index = index
        self._search = TantivySearch(index)

    @classmethod
    def create(cls, folder: Path) -> TantivyRetriever:
        """An empty index in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, tantivy.Index(_schema(), path=str(folder), reuse=False))

    @classmethod
    def open(cls, folder: Path) -> TantivyRetriever:
        """The index that is in `folder`. Raises IndexUnavailable."""
        with _tantivy_errors(DAMAGED):
            return cls(folder, tantivy.Index.open(str(folder)))

    def search(self, query: Query, k: int) -> list[Hit]:
        """See Retriever."""
        with _tantivy_errors(DAMAGED):
            hits = self._search.best(query, k)
        if resident_files_mb() > RESIDENT_FILES_MB:
            let_go_of(self._folder, _POSTINGS)
        return hits

    def add(self, documents: Iterable[IndexDocument]) -> None:
        """See Retriever."""
        is_new, highest = self.count() == 0, -1
        rest = iter(documents)
        first = list(islice(rest, MANY))
        with _tantivy_errors():
            writer = self._writer(is_small=len(first) < MANY)
            for document in chain(first, rest):
                if not is_new or document.passage_id <= highest:
                    writer.delete_documents_by_term(ID, document.passage_id)
                highest = max(highest, document.passage_id)
                writer.add_document(self._document(document))
            self._commit(writer)

    def _writer(self, *, is_small: bool) -> tantivy.IndexWriter:
        """A thread for each processor makes many passages quick, and too many segments of few."""
        if is_small:
            return self._index.writer(WRITER_HEAP_BYTES, 1)
        with on_all_processors():
            return self._index.writer(HEAP_FOR_MANY_BYTES, processors())

    def _document(self, document: IndexDocument) -> tantivy.Document:
        made = tantivy.Document()  # named all at once, the values take half as long again
        made.add_integer(ID, document.passage_id)
        if document.published_at is not None:
            made.add_integer(DATE, document.published_at)
        for name in SEARCHED:
            made.add_text(name, document.texts.get(name, ""))
        return made

    def remove(self, passage_ids: Sequence[int]) -> None:
        """See Retriever."""
        with _tantivy_errors():
            writer = self._writer(is_small=True)
            for number in passage_ids:
                writer.delete_documents_by_term(ID, number)
            self._commit(writer)

    def _commit(self, writer: tantivy.IndexWriter) -> None:
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._search = TantivySearch(self._index)

    def count(self) -> int:
        """See Retriever."""
        return self._search.count

    def document_frequency(self, field: str, term: str) -> int:
        """See Retriever."""
        return self._search.document_frequency(field, term)

    def document_frequencies(self, terms: Iterable[Term]) -> Mapping[Term, int]:
        """See Retriever."""
        search = self._search
        return {term: search.document_frequency(*term) for term in terms}

    def close(self) -> None:
        """See Retriever."""
        del self._search


@contextmanager
def _tantivy_errors(message: str = "the index cannot be read or written") -> Iterator[None]:
    """tantivy's errors as ours. They are all ValueError, but for its panics, which are not even an Exception.

    Their texts stay here: they have paths in them.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        is_full = "os error 28" in str(error)
        raise IndexUnavailable(
            "the index cannot be written: the disk is full" if is_full else message
        ) from None
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise IndexUnavailable(message) from None
