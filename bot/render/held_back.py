"""Articles that are gone from their site, too many at once to be believed: for operators, who may look and say so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.markup import Button, Message, Rows, escape, link, shorten
from bot.texts import crawls
from corpus import Article, HeldBack, SiteTally

MAX_NAME = 60
MAX_HEADLINE = 120
SITES_SHOWN = 10


def of_a_crawl(sites: Sequence[SiteTally]) -> Rows:
    """A button for each site of which articles were held back."""
    return _buttons([(one.site, one.held_back) for one in sites if one.held_back])


def of_sites(held: Sequence[HeldBack]) -> Rows:
    """The same, as it stands now."""
    return _buttons([(one.domain, len(one.article_ids)) for one in held])


def _buttons(counts: Sequence[tuple[str, int]]) -> Rows:
    label = crawls.BUTTON_HELD_BACK
    return tuple(
        (Button(label.format(domain=domain, count=count), f"hb:{domain}"),)
        for domain, count in counts[:SITES_SHOWN]
    )


def lines(held: Sequence[HeldBack]) -> str:
    """What is held back, a line for each site; nothing where nothing is."""
    return "".join(
        crawls.HELD_BACK_LINE.format(
            publisher=escape(shorten(one.publisher, MAX_NAME)), count=len(one.article_ids)
        )
        for one in held[:SITES_SHOWN]
    )


def asking(held: HeldBack, shown: Sequence[Article], mark: str) -> Message:
    """Some of a site's articles to look at, and the button that believes it. `mark`: stands for all of them."""
    count = len(held.article_ids)
    articles = "\n".join(f"• {_headline(one)}" for one in shown)
    if count > len(shown):
        articles += "\n" + crawls.HELD_BACK_REST.format(count=count - len(shown))
    text = crawls.HELD_BACK.format(
        publisher=escape(shorten(held.publisher, MAX_NAME)), count=count, articles=articles
    )
    believe = Button(crawls.BUTTON_BELIEVE.format(count=count), f"hw:{held.domain}:{mark}")
    return Message(text, ((believe,),))


def _headline(article: Article) -> str:
    headline = shorten(article.headline, MAX_HEADLINE)
    return link(headline, article.url) if article.url else escape(headline)
