"""A day of awareness comes: the draft, another text, the picture, the channel, once."""

from datetime import UTC, datetime

from bot.sandbox.chats import Chat
from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from bot.sandboxed import CHANNEL
from tests.conftest import Town

BEFORE_THE_SIXTEEN_DAYS = datetime(2023, 11, 13, 8, 0, tzinfo=UTC)


def channel(town: Town) -> Chat:
    found = town.sandbox.bot.public_chat(f"@{CHANNEL}")
    assert found is not None
    return found


def posts(town: Town) -> list[str]:
    return [str(each.body.get("caption")) for each in channel(town).messages.values()]


async def opened(town: Town, coordinator: Person) -> None:
    town.clock.set(BEFORE_THE_SIXTEEN_DAYS)
    await coordinator.say("/staff")
    await coordinator.tap("Оголошення для каналу")
    await coordinator.tap("25.11 Всеукраїнська акція")


async def test_a_coordinator_changes_and_publishes_it_once(
    town: Town, coordinator: Person
) -> None:
    await opened(town, coordinator)
    assert "Чернетка" in coordinator.last.text
    assert "15-47" in coordinator.last.text
    await coordinator.tap("Показати картинку")
    assert any("photo" in each.body for each in coordinator.messages)
    await coordinator.tap("Змінити текст")
    await coordinator.say("Коротко")
    assert "знаків" in coordinator.last.text  # too short: the same question, with what fits
    await coordinator.say("З 25 листопада триває акція. Допомога безоплатна: 15-47.")
    assert "Текст змінено" in coordinator.last.text
    await coordinator.tap("Опублікувати…")
    assert posts(town) == []
    await coordinator.tap("Так, опублікувати")
    assert "Опубліковано в каналі" in coordinator.last.text
    assert posts(town) == ["З 25 листопада триває акція. Допомога безоплатна: 15-47."]
    await opened(town, coordinator)
    assert "Опублікувати…" not in coordinator.last.buttons


async def test_what_telegram_refuses_stays_a_draft(town: Town, coordinator: Person) -> None:
    channel(town).bot_status = "left"
    await opened(town, coordinator)
    await coordinator.tap("Опублікувати…")
    await coordinator.tap("Так, опублікувати")
    assert "не прийняв" in coordinator.last.text
    assert "Опублікувати…" in coordinator.last.buttons


async def test_of_unknown_fate_it_is_never_sent_again_by_itself(
    town: Town, coordinator: Person
) -> None:
    await opened(town, coordinator)
    await coordinator.tap("Опублікувати…")
    town.sandbox.faults.next("sendPhoto", Fault.drop_after_accept())
    await coordinator.tap("Так, опублікувати")
    assert "не підтвердив" in coordinator.last.text
    assert len(posts(town)) == 1
    assert "Опублікувати…" not in coordinator.last.buttons
    await coordinator.tap("Воно є в каналі")
    assert "Опубліковано в каналі" in coordinator.last.text
    assert len(posts(town)) == 1


async def test_everybody_of_the_staff_has_the_calendar(
    town: Town, executor: Person, overseer: Person
) -> None:
    for person in (executor, overseer):
        await person.say("/staff")
        await person.tap("📅 Календар (.ics)")
        names = [
            each.body["document"]["file_name"]
            for each in person.messages
            if "document" in each.body
        ]
        assert [each.endswith(".ics") for each in names] == [True]


async def test_an_executor_publishes_nothing(town: Town, executor: Person) -> None:
    town.clock.set(BEFORE_THE_SIXTEEN_DAYS)
    await executor.say("/staff")
    assert "Оголошення для каналу" not in executor.last.buttons
    for forged in ("al", "ab:sixteen-days:2023", "ap:1:1:1", "as:1:1:1", "ac:1:1", "ai:1"):
        await executor.press(forged)
    assert posts(town) == []
