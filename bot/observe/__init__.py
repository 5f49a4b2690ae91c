"""What the operator sees without asking: logs, metrics, health. Nothing in here knows Telegram."""
