"""A small Telegram on this machine: for tests, for trying the bot, for the bench."""
