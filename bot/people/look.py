"""What the screens of people are made of: words, names of organisations, moments, rows."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from bot.chat.buttons import Press
from bot.chat.screen import Button, Screen
from bot.content.models import Organisations
from bot.content.texts import Texts
from bot.people.presses import Desk
from bot.people.rules import Person

LABEL_AT_MOST = 34
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How people are told about; the same for all their screens."""

    words: Texts
    organisations: Organisations
    zone: ZoneInfo

    def said(self, key: str, **values: str | int) -> str:
        """Return words as HTML; what people wrote is escaped in them."""
        return escape(self.words(key, **values), quote=False)

    def button(self, key: str, press: Press, **values: str | int) -> Button:
        """Return a button with the words of a key."""
        return Button(shortened(self.words(key, **values)), press)

    def desk(self) -> Button:
        """Return the way to the desk."""
        return self.button("people-to-desk", Desk())

    def where(self, person: Person) -> str:
        """Return the short name of a person's organisation, or that there is none."""
        return self.organisation(person.organisation)

    def organisation(self, id_: str | None) -> str:
        """Return the short name of an organisation; of one that is gone from data/, its id."""
        for each in self.organisations.organisations:
            if each.id == id_:
                return each.short.uk
        return id_ or self.words("people-no-organisation")

    def called(self, person: Person) -> str:
        """Return a person's name, or that it was not told yet."""
        return person.name or self.words("people-unnamed")

    def moment(self, at: datetime) -> str:
        """Return a moment as ДД.ММ ГГ:ХХ in the community's time."""
        return f"{at.astimezone(self.zone):%d.%m %H:%M}"


def shortened(label: str) -> str:
    """Return a label that a narrow phone does not cut."""
    return label if len(label) <= LABEL_AT_MOST else label[: LABEL_AT_MOST - 1].rstrip() + "…"


def drawn(parts: list[str], rows: Rows) -> Screen:
    """Return the screen of these paragraphs; the empty ones are left out."""
    return Screen("\n\n".join(part for part in parts if part), tuple(row for row in rows if row))
