"""Answer → the reply, and its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from bot.markup import Button, Message, Rows, escape, italic, shorten
from bot.render import refusals
from bot.render.citing import citation, copyable, day, moment, quoted
from bot.render.periods import named
from bot.render.refusals import Refusal
from bot.texts import Texts, admin
from corpus import Answer, Outcome, Quote

PAGE_QUOTES = 3
MAX_RESTATED = 300
ALSO_SHOWN = 2
MAX_WORDS, MAX_WORD = 3, 40
UP, DOWN = "👍", "👎"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around an answer. `number` names it in the buttons.

    `restated`: the question, where it is repeated. `share_url`: where "share" leads. `can_watch`: the reader may be
    told later. `can_keep`: an admin may put it into the newsroom's question set. `stale_before`: the archive is stale
    where its newest article is older; `now`: to say by how much. `revised`: articles that were changed after the
    version that is quoted, by id, and when. `asked_at`: of the question, where the reply comes so late that it says so.
    `refusal`: what a refusal is of.
    """

    number: int
    restated: str | None = None
    share_url: str | None = None
    can_watch: bool = False
    can_keep: bool = False
    now: datetime | None = None
    stale_before: datetime | None = None
    revised: Mapping[str, datetime] = field(default_factory=dict)
    asked_at: datetime | None = None
    refusal: Refusal = field(default_factory=Refusal)


def answer(found: Answer, frame: Frame, texts: Texts, page: int = 0) -> Message:
    """The reply to a question; `page` > 0 shows the next quotes."""
    head = (
        restated(frame.restated, texts, frame.asked_at)
        + _followed(found, texts)
        + _renamed(found, texts)
        + _dated(found, texts)
    )
    if found.outcome is Outcome.UNAVAILABLE:
        return Message(head + escape(texts.unavailable))
    if found.outcome is Outcome.NOT_FOUND:
        if frame.refusal.lacks_subject:  # nothing to be told of later, or to be judged
            return Message(head + escape(texts.reading.lacks_subject))
        return Message(
            head + _not_found(found, frame, texts),
            _chips(found, frame, texts) + _refusal_buttons(found, frame, texts),
        )
    shown = page_of(found, page)
    cited = "\n\n".join(
        _cited(list(quotes), frame, texts)
        for _source, quotes in groupby(shown, key=lambda quote: quote.source)
    )
    newest = _newest(found, frame, texts)
    html = f"{head}{_said_before(found, page, texts)}{cited}\n{newest}"
    return Message(html, _answer_buttons(found, frame, texts, page))


def _said_before(found: Answer, page: int, texts: Texts) -> str:
    """The line that tells how quotes are to be taken; of what may be no answer it is not said that amounts differ."""
    if not found.is_sure:
        return texts.reading.unsure + "\n"
    return texts.reading.amounts_differ + "\n" if found.amounts_differ and page == 0 else ""


def restated(question: str | None, texts: Texts, asked_at: datetime | None = None) -> str:
    """The line that repeats a question, if it is to be repeated, and says when it was asked, if that is to be said."""
    if question is None:
        return ""
    words = texts.reading.late if asked_at else texts.reading.asked
    asked = escape(shorten(question, MAX_RESTATED))
    return words.format(question=asked, day=day(asked_at, texts) if asked_at else "") + "\n"


def _followed(found: Answer, texts: Texts) -> str:
    """The line that says what an answer goes on from."""
    if found.follows is None:
        return ""
    return texts.reading.follows.format(question=escape(shorten(found.follows, MAX_RESTATED))) + "\n"


def _renamed(found: Answer, texts: Texts) -> str:
    """The line that says which other name the place has in what was found."""
    if found.renamed is None:
        return ""
    renamed, reading = found.renamed, texts.reading
    if renamed.is_namesake:
        words = reading.namesake
    elif renamed.is_divided:
        words = reading.divided_old if renamed.is_old else reading.divided_now
    elif renamed.is_part:
        words = reading.part_of_old if renamed.is_old else reading.part_now
    else:
        words = reading.now_called if renamed.is_old else reading.once_called
    return words.format(name=escape(renamed.name), other=escape(renamed.other)) + "\n"


def _dated(found: Answer, texts: Texts) -> str:
    """The line that says which days were understood; a refusal says them itself."""
    if found.period is None or found.outcome is not Outcome.ANSWERED:
        return ""
    days = named(found.period, texts) or found.period.label
    return texts.reading.period.format(days=escape(days)) + "\n"


def _chips(found: Answer, frame: Frame, texts: Texts) -> Rows:
    """The buttons that take off what was read into a question: what it goes on from, and the days."""
    chips = []
    if found.follows is not None:
        chips.append(Button(texts.reading.button_alone, f"f:{frame.number}"))
    if found.period is not None:
        chips.append(Button(texts.reading.button_anytime, f"ft:{frame.number}"))
    return (tuple(chips),) if chips else ()


def page_of(found: Answer, page: int) -> tuple[Quote, ...]:
    """The quotes of a page: 0 the answer itself, then those that come after it."""
    if page == 0:
        return found.quotes
    return found.more[(page - 1) * PAGE_QUOTES : page * PAGE_QUOTES]


def _cited(quotes: Sequence[Quote], frame: Frame, texts: Texts) -> str:
    """Quotes of one article, then the article, linked to the first of them; whether it was changed since."""
    blocks = "\n".join(f"<blockquote>{quoted(quote)}</blockquote>" for quote in quotes)
    cited = f"{blocks}\n{citation(quotes[0].source, texts, quotes[0].text)}{_also(quotes, texts)}"
    return cited + changed_since(frame.revised.get(quotes[0].source.article_id), texts)


def _also(quotes: Sequence[Quote], texts: Texts) -> str:
    """How many articles say the same, and a few of the others."""
    others = list(dict.fromkeys(source for quote in quotes for source in quote.also))
    if not others:
        return ""
    count = escape(texts.reading.also.format(count=len(others) + 1))
    return "".join([f"\n{count}", *(f"\n• {citation(source, texts)}" for source in others[:ALSO_SHOWN])])


def changed_since(revised_at: datetime | None, texts: Texts) -> str:
    """A line that says when an article was changed; nothing where what is shown of it still stands."""
    return "\n" + escape(texts.reading.revised.format(moment=moment(revised_at))) if revised_at else ""


def _newest(found: Answer, frame: Frame, texts: Texts) -> str:
    newest = found.newest_article_at
    if newest and frame.now and frame.stale_before and newest < frame.stale_before:
        return texts.stale.format(days=(frame.now - newest).days, day=day(newest, texts))
    return italic(texts.newest.format(day=day(newest, texts))) if newest else italic(texts.empty_archive)


def refused(found: Answer, refusal: Refusal, texts: Texts) -> str:
    """A refusal where nothing but its words can stand, as HTML: to a guest."""
    if refusal.lacks_subject:
        return escape(texts.reading.lacks_subject)
    return _renamed(found, texts) + _not_found(found, Frame(0, refusal=refusal), texts)


def _not_found(found: Answer, frame: Frame, texts: Texts) -> str:
    none, near = refusals.words(found, frame.refusal, texts)
    lines = [escape(none)]
    if found.unmentioned:
        words = ", ".join(f"“{shorten(word, MAX_WORD)}”" for word in found.unmentioned[:MAX_WORDS])
        lines.append(escape(texts.reading.unmentioned.format(words=words)))
    if found.related:
        lines += ["", escape(near), *(f"• {citation(source, texts)}" for source in found.related)]
    return "\n".join([*lines, "", _newest(found, frame, texts)])


def _refusal_buttons(found: Answer, frame: Frame, texts: Texts) -> Rows:
    """Days that are past bring no news to wait for."""
    is_past = found.period is not None and frame.now is not None and found.period.end <= frame.now
    can_watch = frame.can_watch and not is_past
    watch = ((Button(texts.alerts.button_watch, f"w:{frame.number}"),),) if can_watch else ()
    return (*watch, *_votes(frame))


def _votes(frame: Frame) -> Rows:
    votes = (Button(UP, f"v:{frame.number}:u"), Button(DOWN, f"v:{frame.number}:d"))
    keep = ((Button(admin.BUTTON_KEEP, f"n:{frame.number}"),),) if frame.can_keep else ()
    return (votes, *keep)


def _answer_buttons(found: Answer, frame: Frame, texts: Texts, page: int) -> Rows:
    number, quote = frame.number, page_of(found, page)[0]
    rows = [source_row(quote, texts)]
    around = [Button(texts.button_context, f"c:{number}:{page}")]
    if page > 0:
        around.insert(0, Button(texts.button_back, f"a:{number}:{page - 1}"))
    if page_of(found, page + 1):
        around.append(Button(texts.button_more, f"a:{number}:{page + 1}"))
    proof = [
        Button(texts.reading.button_check, f"k:{number}:{page}"),
        Button(texts.because.button, f"e:{number}:{page}"),
    ]
    if frame.share_url:
        proof.append(Button(texts.reading.button_share, url=frame.share_url))
    return (*_chips(found, frame, texts), *rows, tuple(around), tuple(proof), *_votes(frame))


def source_row(quote: Quote, texts: Texts) -> tuple[Button, ...]:
    """Open the article, or the paper where the article's address is not known; copy the quote."""
    source = quote.source
    copy = Button(texts.reading.button_copy, copy=copyable(quote, texts))
    if source.url:
        return Button(texts.button_read, url=source.url), copy
    if source.home_url:
        return Button(texts.button_home, url=source.home_url), copy
    return (copy,)
