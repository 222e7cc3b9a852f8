"""For whom, in which language and when a screen is drawn: all that a screen may depend on."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.content.loader import Content
from bot.content.models import Language
from bot.content.texts import Texts


@dataclass(frozen=True, slots=True)
class Moment:
    """What stays the same while one screen is drawn."""

    content: Content
    language: Language
    now: datetime
    zone: ZoneInfo

    @property
    def texts(self) -> Texts:
        """Return the words of this language."""
        return self.content.texts[self.language]

    @property
    def local(self) -> datetime:
        """Return the community's time."""
        return self.now.astimezone(self.zone)

    def speaking(self, language: Language) -> "Moment":
        """Return the same moment in another language."""
        return replace(self, language=language)
