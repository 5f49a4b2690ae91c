"""A page's visible text as blocks, in the order of the page, each with what the markup says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from lxml import etree
from lxml.html import HtmlElement

from corpus.gather.build import one_line
from corpus.gather.sites import Role


class Hint(Enum):
    """What the markup around a block says it is."""

    PLAIN = auto()
    TITLE = auto()
    HEADING = auto()
    ITEM = auto()
    CAPTION = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A line of text. `names`: classes and ids around it; `linked`: the share of it that is links, 0 to 1.

    `set_apart`: italic, centred or set to the right; `after_image`: a picture stands before it and no text between.
    """

    text: str
    hint: Hint
    role: Role | None = None
    names: str = ""
    linked: float = 0.0
    bold: bool = False
    set_apart: bool = False
    after_image: bool = False


_BLOCK_TAGS = frozenset(
    """address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead time tr
    ul""".split()
)
_SKIPPED_TAGS = frozenset(
    """audio button canvas embed head iframe input label map nav noscript object script select style svg
    template textarea video""".split()
)
_INLINE_STYLES = {"a": "link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_CAPTION_NAMES = re.compile(
    r"(?i:(?<!no)caption|desc_cation|(?:img|image|photo|anh)[-_]?(?:note|desc|title)|note[-_]img|chu[-_]?thich)"
    r"|(?<![\w-])Image(?![\w-])"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_NAMES = frozenset(("hidden", "sr-only", "visually-hidden", "screen-reader-text"))
_ALIGNED = re.compile(r"text-align\s*:\s*(?:center|right)", re.IGNORECASE)
_MOSTLY = 0.9
_LONGEST_PHOTO_TEXT = 600
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class _Around:
    """A block element that is open."""

    hint: Hint = Hint.PLAIN
    role: Role | None = None
    names: str = ""
    aligned: bool = False


@dataclass(slots=True)
class _Walk:
    """The state of one pass: what is open, and the text since the last border."""

    open_: list[_Around] = field(default_factory=lambda: [_Around()])
    text: list[str] = field(default_factory=list)
    depth: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_INLINE_STYLES.values(), 0))
    length: dict[str, int] = field(default_factory=dict)
    after_image: bool = False

    def add(self, text: str | None) -> None:
        if not text or (not self.text and text.isspace()):
            return
        self.text.append(text)
        length = len(text.strip())
        self.length["all"] = self.length.get("all", 0) + length
        for style, depth in self.depth.items():
            if depth:
                self.length[style] = self.length.get(style, 0) + length

    def flush(self) -> Iterator[Block]:
        if self.text:
            line = one_line("".join(self.text))
            if line:
                yield self._block(line)
                self.after_image = False
            self.text.clear()
            self.length.clear()

    def _block(self, line: str) -> Block:
        around = self.open_[-1]
        share = {style: length / (self.length["all"] or 1) for style, length in self.length.items()}
        return Block(
            line,
            around.hint,
            around.role,
            " ".join(one.names for one in self.open_[-_LEVELS:] if one.names),
            linked=share.get("link", 0.0),
            bold=share.get("bold", 0.0) >= _MOSTLY,
            set_apart=around.aligned or share.get("italic", 0.0) >= _MOSTLY,
            after_image=self.after_image,
        )


def read_blocks(root: HtmlElement, roles: Mapping[HtmlElement, Role]) -> list[Block]:
    """The text below `root`: a block for every paragraph, heading, list item, row or line of it.

    `roles`: elements whose text has a role by the site's entry; the innermost counts.
    """
    return list(_blocks(root, roles))


def _blocks(root: HtmlElement, roles: Mapping[HtmlElement, Role]) -> Iterator[Block]:
    walk = _Walk()
    left_out: set[HtmlElement] = set()
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if not isinstance(element, HtmlElement):
            continue
        if event == "end":
            yield from _leave(walk, element, element in left_out, element in roles)
            if element is not root:
                walk.add(element.tail)
        elif _is_skipped(element):
            left_out.add(element)
            steps.skip_subtree()
        elif element.tag == "table" and (rows := _data_rows(element)):
            yield from walk.flush()
            yield from (Block(row, Hint.ITEM, walk.open_[-1].role) for row in rows)
            left_out.add(element)
            steps.skip_subtree()
        else:
            yield from _enter(walk, element, roles.get(element))
    yield from walk.flush()


def _is_skipped(element: HtmlElement) -> bool:
    if element.tag in _SKIPPED_TAGS or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style)) or _is_hidden_by_name(element.get("class"))


def _is_hidden_by_name(names: str | None) -> bool:
    each = names.split() if names else ()
    nowhere = "d-none" in each and not any(name.startswith("d-") and name != "d-none" for name in each)
    return nowhere or not _HIDDEN_NAMES.isdisjoint(each)


def _enter(walk: _Walk, element: HtmlElement, role: Role | None) -> Iterator[Block]:
    if element.tag in _BLOCK_TAGS or role:
        yield from walk.flush()
        walk.open_.append(_around(element, role, walk.open_[-1]))
    elif element.tag == "br":
        yield from walk.flush()
    elif element.tag == "img":
        walk.after_image = True
    if style := _INLINE_STYLES.get(str(element.tag)):
        walk.depth[style] += 1
    walk.add(element.text)


def _leave(walk: _Walk, element: HtmlElement, is_left_out: bool, has_role: bool) -> Iterator[Block]:
    if is_left_out:
        return
    if element.tag in _BLOCK_TAGS or has_role:
        yield from walk.flush()
        walk.open_.pop()
    if style := _INLINE_STYLES.get(str(element.tag)):
        walk.depth[style] -= 1


def _around(element: HtmlElement, role: Role | None, outer: _Around) -> _Around:
    names = " ".join(name for key in ("class", "id", "itemprop") if (name := element.get(key)))
    style = element.get("style")
    aligned = element.get("align") in ("center", "right") or bool(style and _ALIGNED.search(style))
    return _Around(
        _hint(element, names, outer.hint), role or outer.role, names, aligned or element.tag == "center"
    )


def _hint(element: HtmlElement, names: str, outer: Hint) -> Hint:
    if outer is Hint.CAPTION or element.tag in ("figure", "figcaption"):
        return Hint.CAPTION
    if (names and _CAPTION_NAMES.search(names)) or (element.tag in ("table", "p") and _is_photo(element)):
        return Hint.CAPTION
    if element.tag == "h1":
        return Hint.TITLE
    if element.tag in _HEADINGS:
        return Hint.HEADING
    return Hint.ITEM if element.tag == "li" else outer


def _is_photo(element: HtmlElement) -> bool:
    """A picture and its caption in one paragraph, or in a table as older publishing systems set them."""
    if element.find(".//img") is None or element.find(".//table") is not None:
        return False
    return len("".join(element.itertext()).strip()) <= _LONGEST_PHOTO_TEXT


def _data_rows(table: HtmlElement) -> list[str]:
    """The rows of a table of figures, a line each; none where a table only lays out the page."""
    if any(table.find(f".//{tag}") is not None for tag in ("table", "img", "h1", "h2", "ul", "form")):
        return []
    rows = [
        [one_line("".join(cell.itertext())) for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
    ]
    filled = [cells for row in rows if (cells := [cell for cell in row if cell])]
    if len(filled) < 2 or sum(len(row) > 1 for row in filled) * 2 < len(filled):
        return []
    return [" ".join(row) for row in filled]
