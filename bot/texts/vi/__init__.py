"""What readers read, in Vietnamese."""

from bot.texts.vi.answers import VI

__all__ = ["VI"]
