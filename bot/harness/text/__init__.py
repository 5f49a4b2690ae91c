"""Text as Telegram takes it: HTML into entities, entities that a bot gives itself, and what clients make of both."""
