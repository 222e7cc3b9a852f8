"""Changes of the tables, one file each, oldest first; `bot.storage.migrating` runs them."""
