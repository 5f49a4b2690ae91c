"""The conversation on Telegram, the newsroom's part of it, and the harness to try both without Telegram."""
