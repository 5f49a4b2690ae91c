"""Between Telegram and the callbacks: how updates arrive, in which order they run, how replies leave, what fails."""
