"""Twenty thousand updates that are wrong in one place or three: none stalls the bot, and an
honest person among them is answered as if they were not there."""

import random
import time
from pathlib import Path

from bot.sandbox.person import Person
from tests.conftest import Town
from tests.faults.shapes import mutate, shapes
from tests.whole import share
from tests.written import written

UPDATES, BATCH = share(20_000, 10), 500
PROMPT_SECONDS = 5.0  # with five hundred others waiting before and behind
GROWN_MEGABYTES = 60


def megabytes() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def test_20000_mutated_updates_stall_nothing(town: Town, anna: Person) -> None:
    dice = random.Random(20_000)
    crowd = [town.person(f"Person {number}") for number in range(100)]
    for person in crowd:
        person.phone.start()
    await anna.start()
    before = 0.0
    with written("ERROR") as log:
        for done in range(0, UPDATES, BATCH):
            began, honest = inject(town, crowd, anna, dice)
            await town.sandbox.settled(honest)
            assert time.monotonic() - began < PROMPT_SECONDS
            assert "Оберіть розділ" in anna.last.text
            waiting = town.sandbox.bot.updates.waiting
            await town.sandbox.settled(waiting[-1].id if waiting else None)
            if done == UPDATES // 4:  # what is loaded once is loaded by now
                before = megabytes()
    assert town.sandbox.bot.updates.waiting == []
    assert megabytes() - before < GROWN_MEGABYTES
    assert "update-unparsable" in log.getvalue()  # or the dice did no harm at all


def inject(
    town: Town, crowd: list[Person], anna: Person, dice: random.Random
) -> tuple[float, int | None]:
    """Queue a batch with Anna's words in its middle; return when she wrote, and her update."""
    for number in range(BATCH):
        chat = dice.choice(crowd).id
        update = dice.choice(shapes(chat, town.sandbox.bot.next_message_id))
        town.sandbox.inject(mutate(update, dice), chat)
        if number == BATCH // 2:
            began, honest = time.monotonic(), anna.phone.say("доброго дня")
    return began, honest
