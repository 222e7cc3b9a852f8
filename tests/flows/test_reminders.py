"""Reminders in the sandbox: the clock is moved, and what comes is pressed."""

from datetime import date, timedelta
from time import perf_counter

import pytest

from bot.people.rules import Role
from bot.reminders.lane import Lane
from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from bot.storage.tables import drafts, notices, people, reports
from tests.conftest import Town
from tests.faults.running import until
from tests.reminded import Office, at

pytestmark = pytest.mark.usefixtures("reminders_on")
DAY = timedelta(days=1)


@pytest.fixture
async def autumn(town: Town) -> Town:
    """The town on the evening of 14 December 2023; nobody has to wait for a second message."""
    town.clock.set(at(2023, 12, 14, 20))
    town.app.staff.reminding.reminders.sending.lane = Lane(1000, chat_seconds=0)
    return town


async def ticked(town: Town) -> None:
    """Wait until a whole tick has seen the time that it is now."""
    reminders = town.app.staff.reminding.reminders
    beats = reminders.beats
    await until(lambda: reminders.beats >= beats + 2)


async def morning(town: Town, day: date, hour: int = 9, minute: int = 0) -> None:
    """It becomes nine o'clock of a day."""
    town.clock.set(at(day.year, day.month, day.day, hour, minute))
    await ticked(town)


async def submit_all(town: Town, organisation: str, *measures: str) -> None:
    """Reports that came in some other way."""
    office = Office.of(town.database, town.app.content, town.clock.now())
    for measure in measures:
        await office.submit(organisation, measure)


def notices_of(person: Person) -> list[str]:
    return [each.text for each in person.messages if each.text.startswith("Нагадування, ")]


async def test_from_20_november_to_3_january(autumn: Town) -> None:
    town = autumn
    town.clock.set(at(2023, 11, 19, 20))
    school = await town.seat("Відділ освіти", Role.EXECUTOR, "education")
    police = await town.seat("Відділ поліції", Role.EXECUTOR, "police")
    resident = town.person("Анна")
    resident.join()
    day, came = date(2023, 11, 20), []
    while day <= date(2024, 1, 3):
        before = {person.name: len(notices_of(person)) for person in (school, police)}
        if day == date(2023, 12, 22):
            rows = await town.app.staff.reminding.reminders.previewing.preview(date(2023, 12, 25))
            [own] = [each for each in rows if each.name == school.name]
            await submit_all(town, "education", *own.measures)
        await morning(town, day)
        await morning(town, day, 13)
        for person in (school, police):
            new = notices_of(person)[before[person.name] :]
            came += [f"{day:%d.%m} {person.name}: {text.splitlines()[2][:28]}" for text in new]
        day += DAY
    assert came == CALENDAR.strip().splitlines()
    assert resident.messages == []


CALENDAR = """
22.11 Відділ освіти: Скоро Всеукраїнська акція «1
22.11 Відділ поліції: Скоро Всеукраїнська акція «1
27.11 Відділ освіти: Звіти за 2023 рік подаємо до
27.11 Відділ поліції: Звіти за 2023 рік подаємо до
28.11 Відділ освіти: Скоро Тиждень правових знань
28.11 Відділ поліції: Скоро Тиждень правових знань
01.12 Відділ освіти: Починається час заходу. Поді
01.12 Відділ поліції: Починається час заходу. Поді
11.12 Відділ освіти: Як пройшло? Всеукраїнська ак
11.12 Відділ поліції: Як пройшло? Всеукраїнська ак
15.12 Відділ освіти: Звіти за 2023 рік подаємо до
15.12 Відділ поліції: Звіти за 2023 рік подаємо до
20.12 Відділ освіти: Звіти за 2023 рік подаємо до
20.12 Відділ поліції: Звіти за 2023 рік подаємо до
25.12 Відділ поліції: Сьогодні останній день для з
26.12 Відділ поліції: Строк для звітів за 2023 рік
28.12 Відділ поліції: Строк для звітів за 2023 рік
01.01 Відділ поліції: Строк для звітів за 2023 рік
"""


async def test_how_was_it_opens_the_event_with_measure_and_day(autumn: Town) -> None:
    autumn.clock.set(at(2023, 12, 10, 20))
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    await morning(autumn, date(2023, 12, 11))
    assert "16 днів проти насильства" in school.last.text
    await school.tap("Як пройшло: 1.2.3")
    [draft] = await autumn.rows(drafts)
    assert draft["kind"] == "event"
    assert draft["answers"]["measure"] == "1.2.3"
    assert draft["answers"]["date"] == "2023-12-10"
    assert draft["step"] == "text"
    await school.say("Провели зустріч зі старшокласниками, 40 людей")
    [draft] = await autumn.rows(drafts)
    assert draft["step"] == "people"


async def test_two_weeks_before_a_day_the_announcement_comes_with_the_notice(autumn: Town) -> None:
    autumn.clock.set(at(2023, 11, 12, 20))
    coordinator = await autumn.seat("Координатор", Role.COORDINATOR, "uszn")
    await morning(autumn, date(2023, 11, 13))
    assert "16 днів" in coordinator.last.text
    await coordinator.tap("Оголошення: Всеукраїнська акція")
    assert "Чернетка" in coordinator.last.text
    assert "15-47" in coordinator.last.text
    await coordinator.tap("Показати картинку")
    assert any("photo" in each.body for each in coordinator.messages)


async def test_what_is_owed_opens_from_the_notice(autumn: Town) -> None:
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    await morning(autumn, date(2023, 12, 15))
    await school.tap("1.2.1")
    assert "1.2.1" in school.last.text
    assert "Почати звіт" in school.last.buttons


async def test_tomorrow_comes_once_more_with_what_is_open_then(autumn: Town) -> None:
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    await morning(autumn, date(2023, 12, 15))
    await school.tap("Нагадати завтра")
    assert "18.12.2023" in school.last.text
    await morning(autumn, date(2023, 12, 16))
    assert notices_of(school) == []
    await morning(autumn, date(2023, 12, 18))
    [text] = notices_of(school)
    assert "Лишилося: 7 днів" in text


async def test_nothing_to_report_needs_a_reason_and_silences_its_own(autumn: Town) -> None:
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    await morning(autumn, date(2023, 12, 15))
    await school.tap("Нічого звітувати")
    await school.tap("1.2.3")
    await school.tap("Не настав час")
    await school.say("а")
    assert await autumn.rows(reports) == []
    await school.say("Захід перенесли на наступний рік через карантин")
    [report] = await autumn.rows(reports)
    assert (report["measure"], report["answers"]["status"]) == ("1.2.3", "not-yet")
    await morning(autumn, date(2023, 12, 20))
    assert "1.2.3" not in notices_of(school)[-1]


async def test_on_leave_the_deputy_is_told(autumn: Town) -> None:
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    await morning(autumn, date(2023, 12, 15))
    await school.tap("Я у відпустці")
    assert "відпуст" in school.last.text.lower()


async def test_a_press_settles_what_nobody_knew(autumn: Town) -> None:
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    autumn.sandbox.faults.next("sendMessage", Fault.drop_after_accept())
    await morning(autumn, date(2023, 12, 15))
    assert [row["state"] for row in await autumn.rows(notices)] == ["uncertain"]
    await morning(autumn, date(2023, 12, 15), 12)
    assert len(notices_of(school)) == 1, "never a second one by itself"
    await school.tap("До столу")
    assert [row["state"] for row in await autumn.rows(notices)] == ["sent"]


async def test_the_coordinator_looks_ahead_decides_and_pauses(autumn: Town) -> None:
    boss = await autumn.seat("Координатор програми", Role.COORDINATOR, "uszn")
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    police = await autumn.seat("Відділ поліції", Role.EXECUTOR, "police")
    await police.block()
    await boss.say("/staff")
    await boss.tap("Нагадування")
    await boss.tap("Інший день")
    await boss.say("абищо")
    assert "«25 грудня»" in boss.last.text, "an example"
    await boss.say("15 грудня")
    assert "Відділ освіти" in boss.last.text
    assert "Строк звіту" in boss.last.text
    came = len(notices_of(school))
    autumn.sandbox.faults.next("sendMessage", Fault.server_error(502), 3)
    await morning(autumn, date(2023, 12, 15))
    states = [row["state"] for row in await autumn.rows(notices) if row["day"].day == 15]
    assert states == ["uncertain"] * 4, "the coordinator has two in one message"
    await boss.say("/staff")
    await boss.tap("Нагадування")
    await boss.tap("Вирішити (3)")
    await boss.tap("15.12.2023 Відділ освіти")
    assert "Telegram не відповів" in boss.last.text
    await boss.tap("Надіслати ще раз")
    await ticked(autumn)
    assert len(notices_of(school)) == came + 1
    await boss.tap("До столу")
    await boss.tap("Нагадування")
    await boss.tap("Правила")
    await boss.tap("Пауза: Строк звіту")
    assert "на паузі" in boss.last.text
    await morning(autumn, date(2023, 12, 20))
    assert len(notices_of(school)) == came + 1


async def test_whom_no_message_reaches_stands_on_the_list_with_a_number(autumn: Town) -> None:
    boss = await autumn.seat("Координатор програми", Role.COORDINATOR, "uszn")
    police = await autumn.seat("Відділ поліції", Role.EXECUTOR, "police")
    async with autumn.database.begin() as work:
        await work.execute(
            people.update().where(people.c.account == police.id).values(phone="+380000000001")
        )
    await police.block()
    await morning(autumn, date(2023, 12, 15))
    await boss.say("/staff")
    await boss.tap("Нагадування")
    await boss.tap("Зателефонуйте")
    assert "+380000000001" in boss.last.text
    assert "Відділ поліції" in boss.last.text


async def test_remind_these_shows_the_text_then_sends_it(autumn: Town) -> None:
    boss = await autumn.seat("Координатор програми", Role.COORDINATOR, "uszn")
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    await morning(autumn, date(2023, 12, 13), 10)
    await boss.say("/staff")
    await boss.tap("Нагадування")
    await boss.tap("Нагадати всім, хто винен")
    assert "Координатор просить" in boss.last.text
    assert notices_of(school) == []
    await boss.tap("Надіслати")
    await ticked(autumn)
    assert "Координатор просить" in notices_of(school)[0]


async def test_the_board_reminds_those_whom_it_shows_owing(autumn: Town) -> None:
    boss = await autumn.seat("Координатор програми", Role.COORDINATOR, "uszn")
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    police = await autumn.seat("Відділ поліції", Role.EXECUTOR, "police")
    await morning(autumn, date(2023, 12, 13), 10)
    before = len(notices_of(school))
    await boss.press("ci:2023")
    assert "Нагадати тим, хто винен" in boss.last.buttons  # below the picture, too
    await boss.press("cb:2023:police::")
    await boss.tap("Нагадати тим, хто винен")
    assert "Відділ поліції" in boss.last.text
    await boss.tap("Надіслати")
    await ticked(autumn)
    assert "Координатор просить" in notices_of(police)[-1]
    assert len(notices_of(school)) == before


async def test_while_telegram_says_429_to_reminders_residents_are_answered(
    autumn: Town, anna: Person
) -> None:
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    await anna.start()
    autumn.sandbox.faults.always("sendMessage", Fault.too_many(30))
    await morning(autumn, date(2023, 12, 15))
    [row] = await autumn.rows(notices)
    assert row["state"] == "postponed"
    assert 29 <= (row["send_after"] - row["changed_at"]).total_seconds() <= 31
    began = perf_counter()
    await anna.tap("Мені потрібна допомога")
    assert "102" in anna.last.text
    assert perf_counter() - began < 2
    autumn.sandbox.faults.clear()
    await morning(autumn, date(2023, 12, 15), 9, 1)
    assert len(notices_of(school)) == 1


async def test_a_resident_is_never_written_to_and_staff_rights_are_asked(
    autumn: Town, anna: Person
) -> None:
    school = await autumn.seat("Відділ освіти", Role.EXECUTOR, "education")
    for data in ("nr", "np::0", "nl::0", "nc", "nu", "nx:deadline:1", "nb::2023:1", "ns:1:1"):
        await school.press(data)
        assert "немає прав" in school.last.text, data
        await anna.press(data)
        assert "Робочий стіл" not in anna.last.text
    assert await autumn.rows(notices) == []
