"""What people do in the simulated Telegram, and the updates that the bot gets of it."""
