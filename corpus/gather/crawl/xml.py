"""XML from strangers: entities (bombs, files of this machine) are refused before any parser sees them."""

from __future__ import annotations

import re

from corpus.gather.crawl.failures import FetchFailed
from corpus.reasons import Reason

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def refuse_entities(body: bytes) -> None:
    """Raise FetchFailed where the document declares entities; no newspaper's list of articles has a use for them."""
    if _ENTITY.search(body) or (b"\0" in body[:200] and _ENTITY.search(body.replace(b"\0", b""))):
        raise FetchFailed(Reason.ENTITIES)
