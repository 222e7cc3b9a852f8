"""Drafts: dialogues under way, each a row that is written after every answer."""

from bot.reporting.mending import Mending
from bot.reporting.saving import Saving
from bot.reporting.starting import Starting
from bot.reporting.submitting import Submitting
from bot.reporting.walking import Walking


class Drafts(Starting, Mending, Walking, Saving, Submitting):
    """Begins drafts, takes them on step by step, and makes entries and reports of them."""
