"""The canary: a question whose answer is known, asked of a restored copy. What answers it can be served."""

from __future__ import annotations

from corpus.archive import Archive
from corpus.errors import BackupError
from corpus.language.text import sentences
from corpus.models import Article, Outcome, Question
from corpus.timezone import now

CANARIES = 5
MIN_WORDS, MAX_WORDS = 6, 40


async def ask_canary(archive: Archive) -> None:
    """Ask for sentences of the newest articles; one of them must be answered from its article. Raises BackupError.

    A refusal is a judgement and may err on one sentence; on five it would mean that the archive does not answer.
    """
    sources = await archive.latest(CANARIES)
    for source in sources:
        article = await archive.article(source.article_id)
        if article is not None and await _answers(archive, article):
            return
    if sources:
        raise BackupError("the copy does not answer questions on its own articles")


async def _answers(archive: Archive, article: Article) -> bool:
    for text in (*_sentences(article)[:1], article.headline):
        answer = await archive.ask(Question(text, now()))
        if answer.outcome is Outcome.UNAVAILABLE:
            raise BackupError("the copy cannot be searched; the log says why")
        if any(quote.source.article_id == article.id for quote in answer.quotes):
            return True
    return False


def _sentences(article: Article) -> list[str]:
    texts = (span.of(article.text) for span in sentences(article.text))
    return [text for text in texts if MIN_WORDS <= len(text.split()) <= MAX_WORDS]
