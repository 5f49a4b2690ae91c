"""What a refusal is of: the same in a chat, inline and for a guest."""

from __future__ import annotations

from bot.render import Refusal
from corpus import Answer, Archive, Outcome, Question


async def refusal_of(archive: Archive, question: Question, answer: Answer) -> Refusal:
    """What an answer refuses. A question that went on from another one is about what that one was."""
    if answer.outcome is not Outcome.NOT_FOUND or answer.follows is not None:
        return Refusal()
    news_of = await archive.place_of_news(question)
    return Refusal(news_of is None and await archive.lacks_subject(question), news_of)
