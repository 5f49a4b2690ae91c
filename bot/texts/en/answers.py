"""Greeting, help, answers, votes."""

from __future__ import annotations

from bot.texts.en.alerts import ALERTS
from bot.texts.en.people import GROUPS, INLINE, MANNERS, PRIVACY
from bot.texts.en.reading import BROWSING, READING
from bot.texts.en.why import WHY
from bot.texts.model import Texts

EN = Texts(
    language="en",
    welcome=(
        "Hello! Ask in plain Vietnamese. The bot searches the paper's articles and answers with "
        "<b>verbatim</b> quotes and links.\n\n"
        "Typing without diacritics is fine. What the paper has not written about, the bot says so. More: /help"
    ),
    example="Giá tôm hùm ở Sông Cầu bao nhiêu một ký?",
    help=(
        "Type a question and send it. The bot searches the archive, quotes word for word and names the source; "
        "it adds nothing of its own.\n\n"
        "Days work too: <i>hôm qua có gì mới</i>, <i>tháng 8/2024</i>, <i>năm ngoái</i>, <i>mới nhất</i>; and a "
        "question may go on from the one before: <i>còn năm ngoái?</i>, <i>ở đâu?</i>\n\n{commands}\n\n"
        "<b>Under an answer</b>\n"
        "• <i>Read</i>: opens the article\n"
        "• <i>Copy quote</i>: the quote with headline, paper and date\n"
        "• <i>Context</i>: read around the quote, back and forth in the article\n"
        "• <i>Other sources</i>: the next quotes\n"
        "• <i>Verify</i>: compare the quote with the stored article once more\n"
        "• <i>Why?</i>: how the question was read, which words were found\n"
        "• 👍 👎: tell the newsroom whether the answer was right"
    ),
    commands={
        "start": "Start",
        "help": "How to use the bot",
        "hoi": "Ask: /hoi and a question",
        "moinhat": "Latest news; with a number, a place or a section behind it",
        "chude": "News by section",
        "diaphuong": "News by place",
        "dongthoigian": "How it came about: /dongthoigian and a subject",
        "theodoi": "Tell me when there is news: /theodoi and a question",
        "dangtheodoi": "What you are watching",
        "bantin": "The news every day or every week",
        "nguon": "What the archive holds",
        "caidat": "Settings of the group (admins)",
        "quyenriengtu": "What the bot stores about you",
        "xoadulieu": "Delete what is stored about you",
        "crawl": "Fetch what is new now",
        "nguontin": "Newspapers that are crawled",
        "loi": "Pages that could not be fetched",
        "gobai": "Take an article out, or bring it back",
        "hoantac": "Bring back what was believed gone, or the index before",
        "reindex": "Rebuild the index",
        "trangthai": "State of the system",
        "thongke": "Statistics of questions",
        "khongtraloi": "Questions that no article answers",
        "xau": "Answers with a 👎",
        "danhgia": "Run the test questions",
    },
    description=(
        "Ask in Vietnamese, with or without diacritics. The bot answers with verbatim quotes from the paper's "
        "articles, and links. What the paper has not written about, it says so."
    ),
    short_description="Ask the newspaper: verbatim quotes, with their sources.",
    ask_usage="Write the question behind the command, for example:\n<code>/hoi {example}</code>",
    not_found="The archive has no article that answers this.",
    related="Perhaps related:",
    unavailable="The archive cannot be searched right now. Please try again in a few minutes.",
    newest="The archive has articles up to {day}.",
    stale=(
        "⚠️ <b>Nothing new has come in for {days} days</b> (newest article: {day}). "
        "The bot knows nothing of what happened since."
    ),
    empty_archive="The archive has no articles yet.",
    no_date="no date",
    button_read="Read",
    button_home="Newspaper",
    button_context="Context",
    button_more="Other sources",
    button_back="‹ Back",
    button_newer="‹ Newer",
    button_older="Older ›",
    latest="<b>Latest news</b>",
    sources="The archive has <b>{articles}</b> articles, from {oldest} to {newest}.",
    sources_publishers="From: {publishers}",
    thanks="Thank you!",
    why="Thank you. What was wrong with the answer?",
    reasons={
        "w": "Wrong quote",
        "o": "Out of date",
        "q": "Not what I asked",
        "h": "The paper wrote of it",
        "u": "Question misread",
        "x": "Other",
    },
    reason_noted="Noted, thank you.",
    expired="This answer is too old. Please ask again.",
    article_gone="This article is no longer in the archive.",
    unknown_command="There is no such command. See /help, or simply ask.",
    failure="Something went wrong (code {code}). Please try again.",
    reading=READING,
    because=WHY,
    browsing=BROWSING,
    alerts=ALERTS,
    groups=GROUPS,
    manners=MANNERS,
    inline=INLINE,
    privacy=PRIVACY,
)
