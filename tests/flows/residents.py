"""A thousand residents whose every name, id and word is unlike anything else: canaries."""

import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.sandbox.person import Person
from tests.conftest import Town

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NAME, WORD, BREAK = "Zlatokryla", "щиглик", "ламайся"
USERNAME, PHONE = "goldfinch_", "+38099"


@dataclass(frozen=True)
class Resident:
    """One person and what only this person says."""

    person: Person
    number: int

    @property
    def word(self) -> str:
        return f"{WORD}{self.number:04}"

    async def tap_any(self, *labels: str) -> None:
        """Tap the first of these buttons that is there: a fault may have left another screen."""
        last = self.person.chat.last
        for label in labels:
            if last is not None and any(each.startswith(label) for each in last.buttons):
                return await self.person.tap(label)
        return None


def resident(town: Town, number: int) -> Resident:
    """Let a new resident join."""
    language = "en" if number % 7 == 0 else "uk"
    username = f"{USERNAME}{number:04}"
    person = town.sandbox.person(f"{NAME}{number:04}", language, username=username)
    return Resident(person, number)


async def reads(one: Resident) -> None:
    await one.person.start()
    await one.tap_any("Мої права", "My rights")
    await one.tap_any("Припис поліції", "The police order")
    await one.tap_any("Сховати", "Hide")


async def cries(one: Resident) -> None:
    await one.person.say(f"мене б'є чоловік {one.word}")
    await one.tap_any("Хто відповість", "Who answers")
    await one.person.say(f"він зараз тут {one.word}")


async def asks(one: Resident) -> None:
    await one.person.say(f"як отримати адвоката {one.word}")
    await one.tap_any("На початок", "Start")
    await one.person.say("/hide")


async def mumbles(one: Resident) -> None:
    for _ in range(3):
        await one.person.say(f"{one.word} {one.word} прст")


async def shows(one: Resident) -> None:
    await one.person.send_voice()
    await one.person.send_photo(PICTURE, caption=one.word)
    await one.person.send_contact(f"{PHONE}{one.number:07}", name=f"{NAME}{one.number:04}")
    await one.person.send_document(f"{one.word}.txt", one.word.encode(), caption=one.word)


async def checks(one: Resident) -> None:
    await one.person.start()
    await one.tap_any("Чи це насильство?", "Is this violence?")
    await one.tap_any("Так", "Yes")
    await one.person.say(one.word)


async def blocks(one: Resident) -> None:
    await one.person.say(one.word)
    await one.person.block()
    await one.person.unblock()


async def forges(one: Resident) -> None:
    await one.person.start(f"{USERNAME}{one.number}")
    await one.person.press(f"h:{one.word}")
    await one.person.press(f"l:uk:{one.word}")
    await one.person.press(f"h:uk:{one.word}", message_id=1)


async def breaks(one: Resident) -> None:
    await one.person.say(f"{BREAK} {one.word}")
    await one.person.say(f"/{USERNAME}{one.number} {one.word}")


async def joins(one: Resident) -> None:
    await one.person.say(f"/sos {one.word}")
    await one.person.say("/lang")
    await one.tap_any("English")
    await one.person.send_location(50.0 + one.number / 1e5, 29.0)
    await one.person.send_sticker()


WAYS: tuple[Callable[[Resident], Awaitable[None]], ...] = (
    *(reads, cries, asks, mumbles, shows, checks, blocks, forges, breaks, joins),
)
