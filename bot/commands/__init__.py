"""Groups of commands of `python -m bot`, a room each; `bot.cli` is the door."""
