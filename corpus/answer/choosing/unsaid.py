"""What a quote does not say though it is asked for, and told in a few words alone.

Whoever asks how many years the man who lit the fire got knows of the fire. A sentence about it that has no word of a
trial does not answer, though all else that is asked about stands there.
"""

from __future__ import annotations

from corpus.answer.asked_for.asked import Asked
from corpus.language.text import normalise_tones


def leaves_unsaid(asked: Asked, said: str) -> bool:
    """Whether a text has no word of what is asked for, where that is told in few words alone."""
    plain = normalise_tones(said).lower()
    return any(told.search(plain) is None for told in asked.told_in)
