"""What readers read, in English, for those who choose it. Quotes stay as they were printed."""

from __future__ import annotations

from bot.texts.model import Texts

EN = Texts(
    welcome=(
        "Hello! Ask in plain Vietnamese. The bot searches the paper's articles and answers with "
        "<b>verbatim</b> quotes and links.\n\n"
        "For example: <i>{example}</i>\n\n"
        "Typing without diacritics is fine. What the paper has not written about, the bot says so. More: /help"
    ),
    example="Giá tôm hùm ở Sông Cầu bao nhiêu một ký?",
    help=(
        "Type a question and send it. The bot searches the archive, quotes word for word and names the source; "
        "it adds nothing of its own.\n\n{commands}\n\n"
        "<b>Under an answer</b>\n"
        "• <i>Read</i>: opens the article\n"
        "• <i>Context</i>: the paragraphs around the quote\n"
        "• <i>Other sources</i>: the next quotes\n"
        "• 👍 👎: tell the newsroom whether the answer was right"
    ),
    commands={
        "start": "Start",
        "help": "How to use the bot",
        "hoi": "Ask: /hoi and a question",
        "moinhat": "Latest news",
        "nguon": "What the archive holds",
        "quyenriengtu": "What the bot stores about you",
        "xoadulieu": "Delete what is stored about you",
        "reindex": "Rebuild the index",
        "trangthai": "State of the system",
        "thongke": "Statistics of questions",
    },
    description=(
        "Ask in Vietnamese, with or without diacritics. The bot answers with verbatim quotes from the paper's "
        "articles, and links. What the paper has not written about, it says so."
    ),
    short_description="Ask the newspaper: verbatim quotes, with their sources.",
    ask_usage="Write the question behind the command, for example:\n<code>/hoi {example}</code>",
    too_long="That question is too long. Please keep it below {limit} characters.",
    only_text="The bot reads questions in text only. Please type yours.",
    not_found="The archive has no article that answers this.",
    related="Perhaps related:",
    unavailable="The archive cannot be searched right now. Please try again in a few minutes.",
    newest="The archive has articles up to {day}.",
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
    reasons={"w": "Wrong article", "o": "Out of date", "q": "Not what I asked"},
    reason_noted="Noted, thank you.",
    expired="This answer is too old. Please ask again.",
    article_changed="This article is no longer in the archive.",
    privacy=(
        "<b>What does the bot store?</b>\n"
        "• the number of this chat and your language;\n"
        "• questions, when they were asked and what was quoted, for {days} days, so that nothing is lost in a "
        "failure and the buttons keep working;\n"
        "• the 👍 👎 you gave.\n\n"
        "It does not store your name, phone number or picture, and gives nothing to anyone. "
        "Delete everything: /xoadulieu"
    ),
    erase_confirm="Delete all your questions and votes? This cannot be undone.",
    button_erase="Delete all",
    button_keep="Keep",
    erased="Deleted: {questions} questions, {votes} votes.",
    kept="Nothing was deleted.",
    unknown_command="There is no such command. See /help, or simply ask.",
    failure="Something went wrong (code {code}). Please try again.",
    slow_down="A little slower, please: wait a few seconds.",
)
