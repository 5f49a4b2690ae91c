"""Where the bot is no member: inline in any chat, and as a guest."""
