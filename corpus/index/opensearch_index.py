"""What an index on the cluster looks like: its settings, its fields, its names.

hoibao-0007-1a2b3c4d   the index of a generation; its name stands in the generation's folder
hoibao                 an alias of the one that serves, for whoever looks at the cluster
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.cluster import ClusterSettings
from corpus.errors import IndexUnavailable
from corpus.index.engine import DAMAGED, DATE, ID, K1, SCHEMA, SEARCHED, B, IndexDocument
from corpus.index.engines import CLUSTER_FILE
from corpus.language.analyzer import EACH_ONCE

# Lucene counts only passages that have the field at all; here N is all of them. So where a field is empty this stands
# in it: a character for private use, which no analyzer brings forth.
NOTHING = "\ue000"
MAX_TERM_CHARS = 8_000  # 32,000 bytes: Lucene takes 32,766
_ANALYZER = "terms"  # terms come ready from the analyzer and are only split at spaces


def name_for(settings: ClusterSettings, folder: Path) -> str:
    """A name that no index has had yet, for the generation in `folder`."""
    return f"{settings.prefix}-{folder.name}-{secrets.token_hex(4)}"


def write_name(folder: Path, name: str) -> None:
    """Keep the name of an index where its generation is. Raises IndexUnavailable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / CLUSTER_FILE).write_text(json.dumps({"index": name}), "ascii")
    except OSError as error:
        raise IndexUnavailable(f"the index cannot be written: {error.strerror}") from error


def read_name(folder: Path) -> str:
    """What `write_name` kept. Raises IndexUnavailable."""
    try:
        return str(json.loads((folder / CLUSTER_FILE).read_text("ascii"))["index"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnavailable(DAMAGED) from error


def body(settings: ClusterSettings) -> dict[str, Any]:
    """Of the request that makes an index. Lucene's own BM25 with our two numbers, terms as they come."""
    text = {
        "type": "text",
        "analyzer": _ANALYZER,
        "similarity": "bm25",
        "norms": True,
    }
    # No positions: nothing asks for phrases.
    fields = {name: {**text, "index_options": "docs" if name in EACH_ONCE else "freqs"} for name in SEARCHED}
    return {
        "settings": {
            "number_of_shards": settings.shards,
            "number_of_replicas": settings.replicas,
            "refresh_interval": -1,  # an addition becomes visible when all of it is there
            "similarity": {"bm25": {"type": "BM25", "k1": K1, "b": B}},
            "analysis": {
                "analyzer": {_ANALYZER: {"tokenizer": "spaces", "filter": ["not_too_long"]}},
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": 1_000_000}},
                "filter": {"not_too_long": {"type": "length", "max": MAX_TERM_CHARS}},
            },
        },
        "mappings": {
            "_meta": {"schema": SCHEMA},
            "_source": {"enabled": False},  # texts and terms are in the store
            "dynamic": "strict",
            "properties": {
                ID: {"type": "long", "index": False},
                DATE: {"type": "long"},
                **fields,
            },
        },
    }


def document(passage: IndexDocument) -> Mapping[str, Any]:
    """A passage as the cluster takes it in."""
    date = {} if passage.published_at is None else {DATE: passage.published_at}
    return {ID: passage.passage_id, **date, **{name: passage.texts.get(name) or NOTHING for name in SEARCHED}}
