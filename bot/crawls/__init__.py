"""Crawls that the bot makes: ordered in the chat or by the clock, one at a time; and whether the news is stale."""
