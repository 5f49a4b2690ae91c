"""Under an answer, and finding without asking."""

from __future__ import annotations

from bot.texts.model import Browsing, Reading

READING = Reading(
    button_copy="Copy quote",
    button_check="Verify",
    button_share="Share",
    button_earlier="‹ Earlier",
    button_later="Later ›",
    window="Part {number} of {count} of the article",
    share_text="Ask the newspaper: {question}",
    asked="<i>Asked: {question}</i>",
    late="<i>Sorry for the late reply to what was asked on {day}: {question}</i>",
    follows="<i>Following: {question}</i>",
    now_called="<i>{name} is now part of: {other}</i>",
    once_called="<i>{name}, old name: {other}</i>",
    part_of_old="<i>{other}: a part of the former {name}</i>",
    part_now="<i>{other}: now a part of {name}</i>",
    namesake="<i>From before 1 July 2025, when this was the name of {other}, not yet of {name}</i>",
    button_alone="✕ Ask it alone",
    no_subject="By itself this does not say what it is about. Please ask again with a name or a place.",
    period="<i>Time: {days}</i>",
    year="{year}",
    quarter="quarter {quarter} of {year}",
    month="{month}/{year}",
    days="{days}",
    button_anytime="✕ Any time",
    none_in_period="For {days} the archive has no article that answers this.",
    none_on_day="On {days} the archive has no article that answers this.",
    unmentioned="No article mentions {words}.",
    near_period="Perhaps related, nearest in time:",
    also="{count} articles say this; the others:",
    unsure="<i>The nearest passage there is; the bot is not sure that it answers your question:</i>",
    amounts_differ="<i>Articles give different numbers; the newer one comes first.</i>",
    only_asker="Only who asked can change how this is read.",
    check_ok="✅ <b>Word for word.</b> The quote is exactly what the stored article says.",
    check_current="This is the newest version of the article.",
    check_changed="The article was changed on {moment}; the quote is from the version before.",
    revised="✏️ The article was changed on {moment}; this is the version before.",
    check_gone="❔ The version that this was quoted from is no longer stored, so it cannot be verified.",
    check_withdrawn="❔ The newsroom has taken this article back, so it is not quoted any more.",
    check_wrong="⚠️ <b>No match.</b> The quote is not what the stored article says; please do not use it.",
    check_where="Place: characters {start} to {end} of the article\nVersion (start of SHA-256): <code>{version}</code>",
    check_stored="Stored: {moment}",
)

BROWSING = Browsing(
    sections="<b>Sections</b>\nPress one for its latest news.",
    places="<b>News by place</b>\nPress a name for the latest articles that mention it.",
    no_section="Without a section",
    no_sections="The articles in the archive name no section. Latest news: /moinhat",
    no_such_section="No section is called “{name}”.",
    no_such_place="No article mentions a place called “{name}”.",
    no_such_news=(
        "No section or place is called “{name}”. To ask about it, type <code>/hoi {name} mới nhất</code>, or choose "
        "here; all of them: /chude, /diaphuong"
    ),
    several="“{name}” may be one of these:",
    no_places="No article in the archive names a place yet. Latest news: /moinhat",
    in_section="<b>{name}</b> · {count} articles",
    in_place="<b>{name}</b> · mentioned in {count} articles",
    button_sections="All sections",
    button_places="All places",
    latest_of="<b>Latest news</b> · {sections}",
    timeline="<b>Timeline: {subject}</b>",
    timeline_usage="Write a subject behind the command, for example:\n<code>/dongthoigian {example}</code>",
    timeline_none="The archive has no articles on “{subject}” to put in order.",
    examples="You could ask:",
    gone="The list has changed. Please open it again.",
)
