"""Watched questions and digests."""

from __future__ import annotations

from bot.texts.model import Alerts

ALERTS = Alerts(
    button_watch="🔔 Tell me when there is news",
    watching="Noted. The bot writes to you when a new article answers “{question}”.\nSee and stop: /dangtheodoi",
    watching_already="You are watching this already. See and stop: /dangtheodoi",
    too_many="You are watching {limit} questions, which is the most there can be. Stop some in /dangtheodoi first.",
    usage="Write what to watch behind the command, for example:\n<code>/theodoi {example}</code>",
    none="You are watching nothing. Add with /theodoi and a question, or press the bell where there is no answer.",
    mine="<b>You are watching</b>\n{watches}\n\nPress a number to stop.",
    button_remove="Stop {number}",
    removed="Stopped.",
    found="🔔 <b>News</b> on what you are watching: <i>{question}</i>",
    folded="{count} more articles have the same news.",
    button_stop="Stop watching",
    button_ask="Ask again",
    stopped="You are not watching this any more.",
    digest_ask="<b>Digest</b>{now}\nWhen would you like the latest news?",
    digest_day="On which day?",
    digest_hour="At what hour? (Vietnam's time)",
    digest_set="Noted: {when}. Where nothing is new, the bot keeps quiet.\nChange or stop: /bantin",
    digest_off="The digest is off.",
    digest_is="\nYou get it {when}.",
    button_daily="Every day",
    button_weekly="Every week",
    button_off="Stop it",
    every_day="every day at {hour}:00",
    weekdays=tuple(
        f"every {day} at {{hour}}:00"
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    digest="<b>News of {day}</b>",
    digest_other="Other news",
    digest_rest="… and {count} more: /moinhat",
)
