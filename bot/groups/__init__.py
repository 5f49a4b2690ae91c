"""Groups: when the bot is spoken to, and who may change its settings there."""
