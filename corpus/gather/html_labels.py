"""Inside the article: what each block of it is, and which are not the article's after all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.gather.authors import is_byline, is_role
from corpus.gather.boilerplate import Furniture, furniture
from corpus.gather.html_blocks import Block, Hint
from corpus.gather.html_meta import Meta
from corpus.gather.imprint import is_imprint
from corpus.gather.published import date_line
from corpus.gather.shape import is_caption, is_list_item, is_prose, syllables
from corpus.gather.sites import Role
from corpus.language.text import fold
from corpus.models import PartKind

_LEAD_NAMES = re.compile(
    r"(?<![a-z])(?:sapo|lead|chapeau|intro|summary|standfirst|tomtat|tom-tat|description|desc)(?![a-z])"
)
_BYLINE_NAMES = re.compile(
    r"(?<![a-z])(?:authors?|byline|signature|tac-?gia|nguoi-?viet|but-?danh|by)(?![a-z])"
)
_LONGEST_CAPTION = 70
_LONGEST_HEADING = 30
_SHORTEST_LEAD = 8
_SHORTEST_PROSE = 15
_MOST_LINKED = 0.6
_FAR = 8
_REPEATED = 60  # characters: shorter lines may be repeated on purpose, as in verse
_EDGES = " ·•|–—-:,"

Labelled = tuple[PartKind, str]


@dataclass(slots=True)
class Parts:
    """What was read of the blocks. `dropped`: reason and text of those that were left out."""

    found: list[Labelled] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    in_links: bool = False

    def has(self, *kinds: PartKind) -> bool:
        """Whether there is a part of one of these kinds."""
        return any(kind in kinds for kind, _ in self.found)


def label(blocks: Sequence[Block], headline: str, meta: Meta) -> Parts:
    """The parts of the article that these blocks hold, in order."""
    parts = Parts()
    for number, block in enumerate(blocks):
        kind = _kind(parts, block, blocks[number + 1 :], headline, meta)
        if kind is None:
            break
        if isinstance(kind, PartKind):
            parts.found.append((kind, bare(block.text) if kind is PartKind.BYLINE else block.text))
        else:
            parts.dropped.append((kind, block.text))
    return parts


def _kind(
    parts: Parts, block: Block, after: Sequence[Block], headline: str, meta: Meta
) -> PartKind | str | None:
    """The part's kind, the reason why it is none, or None where the article is over."""
    if reason := _stranger(block, after, headline):
        return reason
    if len(block.text) >= _REPEATED and any(text == block.text for _, text in parts.found):
        return "said before"
    role = furniture(block.text)
    if role is Furniture.END and block.role is None and _is_over(parts, after):
        return None
    if role is Furniture.LINKS or (role is Furniture.END and after and after[0].linked):
        parts.in_links = True
        return "related articles"
    if role is Furniture.NOISE and block.hint is not Hint.HEADING:
        return "page furniture"
    if parts.in_links and not _ends_links(block):
        return "related articles"
    parts.in_links = False
    return _named(parts, block, meta) or _shaped(parts, block, after)


def _stranger(block: Block, after: Sequence[Block], headline: str) -> str | None:
    """Why a block is not the article's whatever stands around it."""
    if block.role is Role.DROP:
        return "by the site's entry"
    if block.role in (Role.HEADLINE, Role.SECTION, Role.DATE) or block.text == headline:
        return "headline, date and section"
    if date_line(block.text):
        return "headline, date and section"
    may_link = block.role is Role.BYLINE or block.hint is Hint.CAPTION or is_author(block)
    if block.linked >= _MOST_LINKED and not may_link:
        return "link"
    return "imprint" if is_imprint(block.text) and not any(map(_is_paragraph, after)) else None


def _is_paragraph(block: Block) -> bool:
    long_enough = syllables(block.text) >= _SHORTEST_PROSE
    return long_enough and not block.linked and is_prose(block.text) and not is_imprint(block.text)


def _is_over(parts: Parts, after: Sequence[Block]) -> bool:
    """Whether no more prose follows: then a line such as "Bình luận" ends the article."""
    return parts.has(PartKind.BODY, PartKind.LEAD) and not any(map(_is_paragraph, after[:_FAR]))


def _ends_links(block: Block) -> bool:
    return block.hint is Hint.CAPTION or _is_paragraph(block)


def _named(parts: Parts, block: Block, meta: Meta) -> PartKind | None:
    """What the site's entry, the markup's names or the page's own description call the block."""
    if block.role is Role.LEAD:
        return PartKind.LEAD
    if block.role is Role.BYLINE or (is_author(block) and not is_caption(block.text)):
        return PartKind.BYLINE
    if block.hint is Hint.CAPTION or is_caption(block.text):
        return PartKind.CAPTION
    if block.after_image and block.set_apart and syllables(block.text) <= _LONGEST_CAPTION:
        return PartKind.CAPTION
    opens = not parts.has(PartKind.BODY)
    long_enough = syllables(block.text) >= _SHORTEST_LEAD
    if opens and long_enough and (_LEAD_NAMES.search(block.names.lower()) or _is_described(block, meta)):
        return PartKind.LEAD
    return None


def _shaped(parts: Parts, block: Block, after: Sequence[Block]) -> PartKind | str:
    """What the block's own shape and place tell."""
    text = block.text
    if parts.found and not any(is_prose(one.text) for one in after):
        if is_signature(block):
            return PartKind.BYLINE
        if parts.found[-1][0] is PartKind.BYLINE and is_role(text):
            return PartKind.ROLE
    heading = block.hint is Hint.HEADING or (
        not is_prose(text) and (block.bold or _stands_alone(parts, block, after))
    )
    if heading and syllables(text) <= _LONGEST_HEADING and parts.has(PartKind.BODY, PartKind.LEAD):
        return PartKind.SUBHEADING
    first = not parts.has(PartKind.BODY, PartKind.LEAD, PartKind.SUBHEADING)
    more = any(is_prose(one.text) and not one.bold for one in after)
    if first and more and is_prose(text) and (block.bold or block.hint is Hint.HEADING):
        return PartKind.LEAD
    return PartKind.BODY


def _stands_alone(parts: Parts, block: Block, after: Sequence[Block]) -> bool:
    """A line between paragraphs of prose: a subheading without a mark of one. Several lines are verse or a list."""
    before = parts.found[-1] if parts.found else (PartKind.BODY, "")
    plain = block.hint is Hint.PLAIN and not is_list_item(block.text)
    return (
        plain
        and bool(after)
        and is_prose(after[0].text)
        and (before[0] is not PartKind.BODY or is_prose(before[1]))
    )


def is_signature(block: Block) -> bool:
    """A name below the text; a single one ("Trung") must be set apart from it."""
    text = bare(block.text)
    alone = text.isalpha() and text[:1].isupper() and (block.bold or block.set_apart)
    return is_byline(text) or alone


def is_author(block: Block) -> bool:
    """Whether the markup calls a short line the author's."""
    return bool(_BYLINE_NAMES.search(block.names.lower())) and is_byline(bare(block.text))


def bare(text: str) -> str:
    """A line without the signs that part it from its neighbours ("Mai Phương ·")."""
    return text.strip(_EDGES)


def _is_described(block: Block, meta: Meta) -> bool:
    """Whether the block is what the page gives as its description."""
    description = letters(meta.description or "")
    return len(description) >= 40 and letters(block.text).startswith(description[:120])


def letters(text: str) -> str:
    """Only the letters and digits, folded: to compare what is printed with what the data say."""
    return "".join(char for char in fold(text) if char.isalnum())
