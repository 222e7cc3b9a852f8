"""One chat floods: whoever flooded waits, nobody else does, and order within a chat is kept."""

import statistics
import time

from bot.sandbox.person import Person
from tests.conftest import Town
from tests.faults.running import until

FLOOD = 300
TAPS = ("Мої права", "На початок") * 5


async def taps(person: Person) -> float:
    """Tap to and fro; return the median of the seconds until the screen stands in the chat.

    Not until the tap is confirmed: Telegram counts that by the oldest update of all chats.
    """
    taken = []
    for label in TAPS:
        before, began = person.last.text, time.monotonic()
        person.phone.tap(label)
        await until(lambda before=before: person.last.text != before)
        taken.append(time.monotonic() - began)
    return statistics.median(taken)


async def test_a_flood_from_one_chat_delays_nobody_else(town: Town, anna: Person) -> None:
    taras = town.person("Taras")
    town.sandbox.faults.latency = 0.05  # Telegram is not on this machine
    await anna.start()
    quiet = await taps(anna)
    last = None
    for number in range(FLOOD):
        last = taras.phone.say(f"доброго дня {number}")
    loud = await taps(anna)
    assert town.sandbox.bot.updates.waiting, "the flood was over before it could delay anybody"
    assert loud < quiet * 5 + 0.5
    await town.sandbox.settled(last, 20)


async def test_a_flood_is_answered_in_order_and_leaves_one_message(town: Town) -> None:
    taras = town.person("Taras")
    labels = list(town.app.content.topics.values())
    wanted = [taras.phone.start(topic.code) for topic in labels * 4]  # within what may wait
    before = len(town.sandbox.calls)
    await town.sandbox.settled(wanted[-1], 20)
    sent = [call[2]["text"] for call in town.sandbox.calls[before:] if call[1] == "sendMessage"]
    titles = [topic.title.uk for topic in labels * 4]
    assert len(sent) == len(titles)
    assert all(title in text for title, text in zip(titles, sent, strict=True))
    assert [message.from_bot for message in taras.messages] == [True]


async def test_a_flood_ends_with_its_last_words_and_can_be_hidden(town: Town) -> None:
    taras = town.person("Taras")
    for number in range(FLOOD):
        taras.phone.say(f"доброго дня {number}")
    await taras.say("/sos")
    assert "103" in taras.last.text
    await taras.say("/hide")
    assert [message.text for message in taras.messages] == [town.app.content.town.neutral.uk]
