"""An executor at a phone in a prolonged programme: what the flow tests of reporting share."""

import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from PIL import Image

from bot.people import store
from bot.people.rules import Role
from bot.reporting.answers import Remark
from bot.reporting.service import Reporting
from bot.reporting.term import Term
from bot.sandbox.person import Person
from bot.storage.tables import reports
from tests.conftest import Town

FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)  # of the 16 days against violence
YEAR = 2026


@dataclass
class Hand:
    """A person's hand, which counts what it does."""

    person: Person
    taps: int = 0
    typed: int = 0

    async def tap(self, *labels: str) -> None:
        for label in labels:
            self.taps += 1
            await self.person.tap(label)

    async def say(self, text: str) -> None:
        self.typed += 1
        await self.person.say(text)

    @property
    def text(self) -> str:
        """What the newest message says."""
        return self.person.last.text

    @property
    def buttons(self) -> list[str]:
        return list(self.person.last.buttons)

    def data(self, label: str) -> str:
        """The bytes of a button on the newest message."""
        rows = self.person.last.rows
        return next(
            each["callback_data"] for row in rows for each in row if each["text"].startswith(label)
        )


async def at_desk(town: Town, name: str, organisation: str = "education") -> Hand:
    """Seat an executor on a Friday in November, and open the desk."""
    town.clock.set(FRIDAY)
    hand = Hand(await town.seat(name, Role.EXECUTOR, organisation))
    await hand.person.say("/staff")
    return hand


def picture(number: int = 0) -> bytes:
    """A small photo, each number another one."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), (number * 37 % 256, 90, 160)).save(file, "JPEG")
    return file.getvalue()


def pdf(number: int = 0) -> bytes:
    """A document of one empty page."""
    return b"%PDF-1.4\n%" + str(zlib.crc32(bytes([number]))).encode() + b"\n%%EOF\n"


async def returned(town: Town, *remarks: Remark) -> None:
    """Let a coordinator return the only report."""
    content = town.app.content
    term = Term.of(content.programme, content.organisations, YEAR)
    await town.seat("Координатор", Role.COORDINATOR, "uszn")
    async with town.database.begin() as work:
        (coordinator,) = await store.active(work, Role.COORDINATOR)
    (report,) = await town.rows(reports)
    review = Reporting(town.database, content, term).review
    await review.return_(
        coordinator, report["id"], report["version"], remarks, now=town.clock.now()
    )
