"""What readers read, in English, for those whose Telegram speaks it. Quotes stay as they were printed."""

from bot.texts.en.answers import EN

__all__ = ["EN"]
