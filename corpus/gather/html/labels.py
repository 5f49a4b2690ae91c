"""Inside the article: what each block of it is, and which are not the article's after all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.gather.authors import is_byline, is_person, is_role
from corpus.gather.boilerplate import Furniture, furniture
from corpus.gather.html.blocks import Block, Hint
from corpus.gather.html.meta import Meta
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
COMMENT_NAMES = re.compile(r"(?<![a-z])(?:comments?|cmt|binh-?luan|y-?kien)(?![a-z])")
_LONGEST_CAPTION = 70
_LONGEST_HEADING = 30
_SHORTEST_LEAD = 8
_SHORTEST_PROSE = 15
_MOST_LINKED = 0.6
_NEAR = 8
_REPEATED = 60  # characters: shorter lines may be repeated on purpose, as in verse
_EDGES = " ·•|–—-:,"

IMPRINT = "imprint"
Labelled = tuple[PartKind, str]


@dataclass(slots=True)
class Parts:
    """What was read of the blocks. `dropped`: reason and text of those that were left out."""

    found: list[Labelled] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What follows a block: a link; the next ones of the article's; whether prose, or prose not bold, is to come."""

    link: bool
    near: Sequence[Block]
    prose: bool
    plain_prose: bool


@dataclass(slots=True)
class _State:
    """What was found so far."""

    parts: Parts = field(default_factory=Parts)
    kinds: set[PartKind] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    in_links: bool = False

    def take(self, kind: PartKind | str, text: str) -> None:
        if isinstance(kind, PartKind):
            self.parts.found.append((kind, bare(text) if kind is PartKind.BYLINE else text))
            self.kinds.add(kind)
            self.said.add(text)
        else:
            self.parts.dropped.append((kind, text))

    def has(self, *kinds: PartKind) -> bool:
        return not self.kinds.isdisjoint(kinds)

    @property
    def last(self) -> Labelled | None:
        return self.parts.found[-1] if self.parts.found else None


def label(blocks: Sequence[Block], headline: str, meta: Meta) -> Parts:
    """The parts of the article that these blocks hold, in order."""
    reasons = [_stranger(block, headline) for block in blocks]
    own = [number for number, reason in enumerate(reasons) if reason is None]
    prose = [
        number for number in own if is_prose(blocks[number].text) and not is_imprint(blocks[number].text)
    ]
    last_prose = max(prose, default=-1)
    last_plain = max((number for number in prose if not blocks[number].bold), default=-1)
    state = _State()
    place = 0
    for number, block in enumerate(blocks):
        kind: PartKind | str | None = reasons[number]
        if kind is None:
            place += 1
            near = [blocks[later] for later in own[place : place + _NEAR]]
            link = number + 1 < len(blocks) and blocks[number + 1].linked >= _MOST_LINKED
            kind = _kind(state, block, _Ahead(link, near, number < last_prose, number < last_plain), meta)
        if kind is None:
            break
        state.take(kind, block.text)
    return state.parts


def _kind(state: _State, block: Block, ahead: _Ahead, meta: Meta) -> PartKind | str | None:
    """The part's kind, the reason why it is none, or None where the article is over."""
    if len(block.text) >= _REPEATED and block.text in state.said:
        return "said before"
    if is_imprint(block.text) and not ahead.prose:
        return IMPRINT
    role = furniture(block.text)
    if role is Furniture.END and block.role is None and _is_over(state, ahead):
        return None
    if role is Furniture.LINKS or (role is Furniture.END and ahead.link):
        state.in_links = True
        return "related articles"
    if role is Furniture.NOISE and (ahead.link or block.hint is not Hint.HEADING):
        return "page furniture"
    if state.in_links and not (block.hint is Hint.CAPTION or _is_paragraph(block)):
        return "related articles"
    state.in_links = False
    return _named(state, block, meta) or _shaped(state, block, ahead)


def _stranger(block: Block, headline: str) -> str | None:
    """Why a block is not the article's whatever stands around it."""
    if block.role is Role.DROP:
        return "by the site's entry"
    if COMMENT_NAMES.search(block.names.lower()):
        return "comments"
    if block.role in (Role.HEADLINE, Role.SECTION, Role.DATE) or block.text == headline:
        return "headline, date and section"
    if date_line(block.text):
        return "headline, date and section"
    may_link = block.role is Role.BYLINE or block.hint is Hint.CAPTION or is_author(block)
    if block.linked >= _MOST_LINKED and not may_link:
        return "link"
    return None


def _is_paragraph(block: Block) -> bool:
    long_enough = syllables(block.text) >= _SHORTEST_PROSE
    return long_enough and not block.linked and is_prose(block.text) and not is_imprint(block.text)


def _is_over(state: _State, ahead: _Ahead) -> bool:
    """Whether no prose follows soon: then a line such as "Bình luận" ends the article."""
    return state.has(PartKind.BODY, PartKind.LEAD) and not any(map(_is_paragraph, ahead.near))


def _named(state: _State, block: Block, meta: Meta) -> PartKind | None:
    """What the site's entry, the markup's names or the page's own description call the block."""
    if block.role is Role.LEAD:
        return PartKind.LEAD
    if block.role is Role.BYLINE or (is_author(block) and not is_caption(block.text)):
        return PartKind.BYLINE
    if not state.has(PartKind.BODY, PartKind.LEAD) and is_person(bare(block.text)):
        return PartKind.BYLINE
    if block.hint is Hint.CAPTION or is_caption(block.text):
        return PartKind.CAPTION
    if block.after_image and block.set_apart and syllables(block.text) <= _LONGEST_CAPTION:
        return PartKind.CAPTION
    opens = not state.has(PartKind.BODY) and syllables(block.text) >= _SHORTEST_LEAD
    if opens and (_LEAD_NAMES.search(block.names.lower()) or _is_described(block, meta)):
        return PartKind.LEAD
    return None


def _shaped(state: _State, block: Block, ahead: _Ahead) -> PartKind:
    """What the block's own shape and place tell."""
    text = block.text
    prose = is_prose(text)
    if not ahead.prose and state.last and not (prose and text.endswith(".")):
        if is_signature(block):
            return PartKind.BYLINE
        if state.last[0] is PartKind.BYLINE and is_role(text):
            return PartKind.ROLE
    if _is_heading(state, block, ahead):
        return PartKind.SUBHEADING
    first = not state.has(PartKind.BODY, PartKind.LEAD, PartKind.SUBHEADING)
    if first and prose and ahead.plain_prose and (block.bold or block.hint is Hint.HEADING):
        return PartKind.LEAD
    return PartKind.BODY


def _is_heading(state: _State, block: Block, ahead: _Ahead) -> bool:
    """Marked as a heading, or bold, or alone between paragraphs; and short, and below some text."""
    if syllables(block.text) > _LONGEST_HEADING or not state.has(PartKind.BODY, PartKind.LEAD):
        return False
    unmarked = not is_prose(block.text) and (block.bold or _stands_alone(state, block, ahead))
    return block.hint is Hint.HEADING or unmarked


def _stands_alone(state: _State, block: Block, ahead: _Ahead) -> bool:
    """A line between paragraphs of prose. Several lines are verse or a list."""
    plain = block.hint is Hint.PLAIN and not is_list_item(block.text)
    below = bool(ahead.near) and is_prose(ahead.near[0].text)
    above = state.last is None or state.last[0] is not PartKind.BODY or is_prose(state.last[1])
    return plain and below and above


def is_signature(block: Block) -> bool:
    """A name below the text; a single one ("Trung") must be set apart from it."""
    text = bare(block.text)
    apart = block.bold or block.set_apart
    return is_byline(text) or (apart and text.isalpha() and text[:1].isupper())


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
