"""HTML pages: `page` reads one, by what `blocks`, `meta` and `labels` find in it; `choose` tells what is furniture."""

from corpus.gather.html.page import LIST_PAGE, NO_ARTICLE, NO_HEADLINE, Origin, Reading, parse, read

__all__ = ["LIST_PAGE", "NO_ARTICLE", "NO_HEADLINE", "Origin", "Reading", "parse", "read"]
