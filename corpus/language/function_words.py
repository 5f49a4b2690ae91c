"""Words that say little about a subject: articles, links, auxiliary verbs.

What ends a name or counts nothing is another matter, and stands where it is used: `asked_for.amounts`, `marking.named`,
`marking.amounts`.
"""

from __future__ import annotations

from corpus.language.text import fold

MARKED = frozenset(
    "là có của và các những trong cho với được đã đang sẽ ở tại từ đến về thì mà này nay đó do như bị theo khi một hay "
    "hoặc cũng còn nữa rằng vào ra lên xuống qua bởi vì để nên".split()
)
"""With their marks: "vé" is no "về"."""
FUNCTION_WORDS = frozenset(map(fold, MARKED))
"""Folded."""
