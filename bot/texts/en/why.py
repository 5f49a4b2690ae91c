"""Why an answer is what it is."""

from __future__ import annotations

from bot.texts.model import Why

WHY = Why(
    button="Why?",
    title="Why these quotes?",
    read="The question was read as: <i>{question}</i>",
    follows="It follows: <i>{question}</i>",
    kind="Wanted: {kind}",
    kinds={
        "bao nhiêu": "a number",
        "khi nào": "a time",
        "ai": "a person",
        "ở đâu": "a place",
        "vì sao": "a cause",
        "thế nào": "a manner, a state",
        "là gì": "what something is",
        "ai viết": "who wrote it",
        "có không": "yes or no",
    },
    time="Time: {days}",
    place="Place: {name}, also looked for as {others}",
    quote="Quote {number} has the words: <b>{words}</b>",
    headline="… and the headline of its article has: {words}",
    missing="That article does not have: {words}",
    sure="Certainty: {}%. Below {}% the bot does not answer.",
)
