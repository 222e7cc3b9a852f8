"""The plainest desk: who you are here, and doors to what you may do with people."""

from dataclasses import dataclass
from html import escape

from bot.chat.screen import Button, Screen
from bot.content.texts import Texts
from bot.people.presses import Desk
from bot.people.visit import Shown, Visit


@dataclass(frozen=True, slots=True)
class InterimDesk:
    """Stands in until the desk of reporting is put in its place."""

    words: Texts

    async def show(self, visit: Visit, line: str) -> Shown:
        """Return the desk, under the words of the key `line` where there are any."""
        title = self.words(f"people-desk-{visit.person.role}", name=visit.person.name)
        said = [escape(self.words(line))] if line in self.words else []
        rows = ((Button(self.words("people-desk-button"), Desk()),),)
        return Shown(Screen("\n\n".join([*said, f"<b>{escape(title)}</b>"]), rows))
