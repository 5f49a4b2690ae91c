"""From the bytes of a page to its tree of elements."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from corpus.gather.decode import Unreadable, decode
from corpus.gather.mojibake import repaired

_NO_PAGE = "there is no page in it"
_CUT_OFF = "the page is cut off before its end; save it again"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.-]{2,30})", re.IGNORECASE)
_OPENS = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSES = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_MOST_ELEMENTS = 30_000  # newspapers' pages have one to six thousand
_MOST_ATTRIBUTES = 1_000
_TOO_MANY = "more elements or attributes than a page of a newspaper has"
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{20000,}>")
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|url:\s*)(https?://[^\s<>]+)")
_HEAD = 16_384


def read_tree(data: bytes, declared: str | None = None) -> tuple[HtmlElement, str | None]:
    """The page's root element, and the address that a browser noted when it saved the page, if one did.

    `declared`: the encoding that the server named; the page's own word for it comes after. Raises Unreadable.
    """
    text = repaired(decode(data, declared or _declared(data)))
    if _OPENS.search(text) and not _CLOSES.search(text):
        raise Unreadable(_CUT_OFF)
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise Unreadable(_TOO_MANY)  # the parser compares each attribute with all others
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable(_NO_PAGE) from None
    if sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        raise Unreadable(_TOO_MANY)
    saved = _SAVED_FROM.search(text[:_HEAD])
    return root, saved[1] if saved else None


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD])
    return match[1].decode("ascii") if match else None
