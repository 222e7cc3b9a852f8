"""What the residents' side gives to a staff member's chat. Reporting does not import help: the
app puts this in, so that a cry or a question is met like anybody else's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.chat.buttons import Press
from bot.chat.screen import Screen


@dataclass(frozen=True, slots=True)
class Guide:
    """The residents' guide as seen from the desk."""

    home: Press
    takes: Callable[[str], bool]  # a text of danger, or one that is surely a question to the guide
    answer: Callable[[str, datetime], Screen]  # to a text, as a resident would see it
