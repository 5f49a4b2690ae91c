"""In groups, in other chats, manners, privacy."""

from __future__ import annotations

from bot.texts.model import Groups, Inline, Manners, Privacy

GROUPS = Groups(
    hello=(
        "Hello! To ask the newspaper, type <code>/hoi</code> and a question in Vietnamese, mention @{name}, or reply "
        "to the bot. It only speaks when spoken to.\nAdmins of the group: /caidat"
    ),
    help="{how}\n\n{commands}\n\nMore of it: write to @{name} alone",
    settings="<b>Settings of this group</b>\n• {quiet}\n• {sections}",
    quiet_on="Quiet: the bot answers /hoi alone.",
    quiet_off="The bot answers /hoi, mentions, and replies to it.",
    sections_all="Latest news and digest: all sections.",
    sections_some="Latest news and digest: {sections}.",
    button_quiet_on="Quiet on",
    button_quiet_off="Quiet off",
    button_all_sections="All sections",
    admins_only="Only admins of the group can do this.",
    only_in_groups="This command is for groups. Here, simply ask.",
)

MANNERS = Manners(
    greeting="Hello! What would you like to ask the newspaper? For example: <i>{example}</i>",
    thanks="You are welcome. Ask whenever you like.",
    insult="Sorry that the answer was no good. Try to ask more precisely, or press 👎 for the newsroom to see.",
    probe="The bot only finds and quotes articles; it takes no orders. What would you like to ask the paper?",
    nod="All right. Ask whenever you like.",
    english="The paper is in Vietnamese, and is found by its own words: please ask in Vietnamese.",
    who=(
        "This is Hỏi Báo. You ask, the bot searches the paper's articles and answers with their very words and links; "
        "it adds nothing of its own. How to use it: /help"
    ),
    distress=(
        "It sounds as if you are having a very hard time. This bot only finds news and cannot help with that, but "
        "please do not stay alone with it: talk to somebody you trust, or call 115; under 18, call 111, at any hour."
    ),
    photo="The bot cannot see pictures. Please type your question.",
    voice="The bot cannot hear voice messages. Please type your question; no diacritics needed.",
    sticker="How nice! But the bot can only read text; what would you like to ask?",
    forward="What would you like to know about this message? Please type the question in your own words.",
    link="The bot opens no links. Type what you would like to know, and it searches the articles.",
    other="The bot reads questions in text only. Please type yours.",
    too_long="That question is too long. Please keep it to {limit} characters at most.",
    crowded="Very many people are asking right now and the bot cannot keep up. Please ask again in a few minutes.",
    slow_down="That was fast; the bot cannot keep up. Please wait a moment before the next question.",
)

INLINE = Inline(
    button_ask="Ask the bot in private",
    button_empty="Type a question behind the bot's name…",
    button_none="No article on this. Ask in private?",
    button_none_then="No article of that time. Ask in private?",
    button_lacks_subject="This does not say what about. Ask in private?",
    button_private="Ask the bot more",
    guest_usage="Mention @{name} with a question, and the bot answers with a quote.",
)

PRIVACY = Privacy(
    told=(
        "<b>What does the bot store?</b>\n"
        "• Your questions, when they were asked, which passages were quoted, and your 👍 👎, for {days} days. This log "
        "does not say who asked: in place of that it has a keyed hash, whose key is kept outside the database.\n"
        "• What you type behind the bot's name elsewhere, for 7 days, so that “in private” opens that very question.\n"
        "• The number of this chat and its language, so that the bot can write to you.\n"
        "• What you are watching (/dangtheodoi) and when you get the digest (/bantin), until you stop it or block "
        "the bot.\n\n"
        "It does not store your name, phone number or picture, and gives nothing to anyone. The newsroom can read "
        "questions, but not who asked; it may keep a good one for testing, likewise without who asked.\n\n"
        "You can download all that is stored about you, or delete it: /xoadulieu"
    ),
    button_export="Download my data",
    button_erase="Delete my data",
    export_note="This is all that the bot stores about you.",
    erase_confirm="Delete all your questions, votes, watches and digests? This cannot be undone.",
    button_erase_all="Delete all",
    button_keep="Keep",
    erased="Deleted: {questions} questions, {votes} votes, {orders} subscriptions.",
    kept="Nothing was deleted.",
)
