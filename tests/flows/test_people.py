"""How staff come, change their phones and go, on the phones of a coordinator and of others."""

import re
from datetime import timedelta

from sqlalchemy import select, update

from bot.people import presses
from bot.people.rules import PersonState, Role
from bot.sandbox.person import Person
from bot.storage.tables import audit, drafts, invites, people
from tests.conftest import Town

HOME = "Мені потрібна допомога"


def link_in(person: Person) -> str:
    """Return the token of the newest link in a chat."""
    found = [re.search(r"\?start=([\w-]{22})\b", message.text) for message in person.messages]
    return [each for each in found if each][-1][1]


async def invite(coordinator: Person, name: str = "Олена Коваль") -> str:
    await coordinator.say("/staff")
    for label in ("Люди", "Запросити", "Виконавця", "Освіта"):
        await coordinator.tap(label)
    await coordinator.say(name)
    await coordinator.tap("Без телефону")
    return link_in(coordinator)


async def tap_on(person: Person, label: str) -> None:
    """Tap the newest button of this label, in whichever message it stands."""
    for message in reversed(person.messages):
        for row in message.rows:
            for button in row:
                if message.from_bot and button["text"].startswith(label):
                    await person.press(button["callback_data"], message.id)
                    return
    raise AssertionError(f"no button {label}")


def sees(person: Person) -> str:
    return "\n".join(message.text for message in person.messages if message.from_bot)


def commands(town: Town, person: Person) -> list[str]:
    found = town.sandbox.bot.commands_for(person.chat, "uk")
    return [each["command"] for each in found]


async def test_from_the_invitation_to_the_desk(town_on: Town, coordinator: Person) -> None:
    token = await invite(coordinator, "Олена <b>Коваль</b>")
    olena = town_on.person("Олена")
    await olena.start(token)
    assert "Олена <b>Коваль</b>" in olena.last.text
    assert "координатор має підтвердити" in olena.last.text
    await olena.say("/staff")
    assert HOME in olena.last.buttons, "nobody has rights before they are confirmed"
    assert "Посилання для «Олена <b>Коваль</b>»" in sees(coordinator)
    assert "вказано: Олена" in sees(coordinator)
    await tap_on(coordinator, "Підтвердити")
    assert "Підтверджено" in sees(coordinator)
    assert "Вас підтверджено" in olena.last.text
    assert commands(town_on, olena)[0] == "staff"
    await olena.tap("До столу")
    assert "стіл" in olena.last.text
    (row,) = [each for each in await town_on.rows(people) if each["role"] == Role.EXECUTOR]
    assert (row["state"], row["organisation"]) == (PersonState.ACTIVE, "education")
    assert (row["account"], row["phone"]) == (olena.id, None)
    (kept,) = await town_on.rows(invites)
    assert kept["account"] is None
    assert token not in str(dict(kept))


async def test_a_link_that_was_sent_on_tells_the_second_nothing(
    town_on: Town, coordinator: Person
) -> None:
    token = await invite(coordinator)
    olena, stranger, resident = (town_on.person(each) for each in ("Олена", "Чужий", "Інша"))
    await olena.start(token)
    await resident.start()
    await stranger.start(token)
    assert stranger.last.text == resident.last.text
    assert stranger.last.buttons == resident.last.buttons
    await stranger.start("A" * 22)
    assert stranger.last.text == resident.last.text
    assert stranger.id not in [row["account"] for row in await town_on.rows(people)]


async def test_a_link_is_over_after_72_hours(town: Town, coordinator: Person) -> None:
    token = await invite(coordinator)
    town.clock.move(timedelta(hours=72, seconds=1))
    olena = town.person("Олена")
    await olena.start(token)
    assert HOME in olena.last.buttons
    await coordinator.say("/staff")
    await coordinator.tap("Люди")
    assert "посилання вже не діє" in coordinator.last.text
    await coordinator.tap("Олена Коваль")
    await coordinator.tap("Нове посилання")
    await olena.start(link_in(coordinator))
    assert "координатор має підтвердити" in olena.last.text


async def test_who_is_not_confirmed_in_time_is_forgotten(town: Town, coordinator: Person) -> None:
    olena = town.person("Олена")
    await olena.start(await invite(coordinator))
    town.clock.move(timedelta(hours=73))
    await tap_on(coordinator, "Підтвердити")
    assert "вже вирішено" in sees(coordinator)
    await coordinator.say("/staff")
    await coordinator.tap("Люди")
    (row,) = [each for each in await town.rows(people) if each["role"] == Role.EXECUTOR]
    assert (row["state"], row["account"]) == (PersonState.INVITED, None)
    assert [each["account"] for each in await town.rows(invites)] == [None]


async def test_not_that_person(town_on: Town, coordinator: Person) -> None:
    stranger = town_on.person("Чужий")
    token = await invite(coordinator)
    await stranger.start(token)
    await tap_on(coordinator, "Не та людина")
    assert stranger.id not in [row["account"] for row in await town_on.rows(people)]
    assert [row["account"] for row in await town_on.rows(invites)] == [None]
    await stranger.start(token)
    assert HOME in stranger.last.buttons
    (ended,) = await town_on.rows(invites)
    await coordinator.press(presses.Confirm(ended["id"]).pack())
    assert "вже вирішено" in sees(coordinator)


async def test_after_five_vain_links_nobody_is_looked_up(town: Town, coordinator: Person) -> None:
    token = await invite(coordinator)
    guesser, olena = town.person("Вгадько"), town.person("Олена")
    for number in range(5):
        await guesser.start(f"{number:022}")
    await guesser.start(token)
    assert HOME in guesser.last.buttons, "the right link, after five wrong ones"
    await olena.start(token)
    assert "координатор має підтвердити" in olena.last.text


async def test_a_coordinator_who_opens_the_link_spends_nothing(
    town: Town, coordinator: Person
) -> None:
    token = await invite(coordinator)
    await coordinator.start(token)
    assert "для іншої людини" in coordinator.last.text
    olena = town.person("Олена")
    await olena.start(token)
    assert "координатор має підтвердити" in olena.last.text


async def test_an_executor_confirms_nobody(
    town_on: Town, coordinator: Person, police: Person
) -> None:
    olena = town_on.person("Олена")
    await olena.start(await invite(coordinator))
    (opened,) = await town_on.rows(invites)
    await police.say("/staff")
    before = [dict(row) for row in await town_on.rows(people)]
    for press in every_press(opened["id"], [row["id"] for row in before], police):
        await police.press(press.pack())
        assert "немає прав" in police.last.text, press
    assert [keeping(row) for row in await town_on.rows(people)] == [keeping(r) for r in before]
    assert (await town_on.rows(invites))[0]["confirmed_at"] is None


async def test_residents_forge_staff_buttons_in_vain(
    town_on: Town, coordinator: Person, anna: Person
) -> None:
    olena = town_on.person("Олена")
    await olena.start(await invite(coordinator))
    (opened,) = await town_on.rows(invites)
    before = [dict(row) for row in await town_on.rows(people)]
    for person in (anna, olena):
        for press in every_press(opened["id"], [row["id"] for row in before]):
            await person.press(press.pack())
            assert HOME in person.last.buttons, press
    assert [dict(row) for row in await town_on.rows(people)] == before
    assert (await town_on.rows(invites))[0]["confirmed_at"] is None


def every_press(invite: int, ids: list[int], own: Person | None = None) -> list[presses.Press]:
    """Return every button of people that changes or tells something about others."""
    found: list[presses.Press] = [
        presses.Board(0),
        presses.Invite("", ""),
        presses.Invite("coordinator", ""),
        presses.Confirm(invite),
        presses.Refuse(invite),
    ]
    for id_ in ids[:1]:
        found += [
            presses.Card(id_),
            presses.Renew(id_),
            presses.Ask(id_, "name"),
            presses.NoPhone(id_, 0),
            presses.NoPhone(id_, 1),
            presses.Freeze(id_),
            presses.Unfreeze(id_),
            presses.Dismiss(id_, 1),
            presses.Away(id_, ""),
            presses.Away(id_, "2030-01-01"),
            presses.Deputise(id_, id_),
            presses.ComeBack(id_),
        ]
    return found


def keeping(row: object) -> dict[str, object]:
    """Return what of a person's row no tap of their own may change."""
    return {name: value for name, value in dict(row).items() if name != "reachable"}  # type: ignore[call-overload]


async def test_freezing_acts_on_the_very_next_tap(
    town_on: Town, coordinator: Person, executor: Person
) -> None:
    await executor.say("/staff")
    replayed = [button["callback_data"] for row in executor.last.rows for button in row]
    await executor.tap("Я у відпустці")
    replayed += [button["callback_data"] for row in executor.last.rows for button in row]
    await coordinator.say("/staff")
    for label in ("Люди", "Відділ освіти", "Призупинити"):
        await coordinator.tap(label)
    assert "Доступ призупинено" in coordinator.last.text
    assert executor.last.text == "Доступ змінено."
    assert "staff" not in commands(town_on, executor)
    before = {table: await town_on.rows(table) for table in (people, drafts, audit)}
    acts = [*replayed, "pw", "pa:2:2030-01-01", "ea:education", "sd"] * 4
    for data in acts[:50]:
        await executor.press(data)
        assert HOME in executor.last.buttons, data
    for text in ("24.12", "/staff", "Провели тренінг для вчителів", "500", "12,5"):
        await executor.say(text)
        assert "стіл" not in executor.last.text
    assert {table: await town_on.rows(table) for table in before} == before
    await coordinator.tap("Повернути доступ")
    await executor.say("/staff")
    assert "стіл" in executor.last.text
    assert commands(town_on, executor)[0] == "staff"


async def test_dismissing_asks_once_and_leaves_the_drafts_to_colleagues(
    town_on: Town, coordinator: Person, executor: Person
) -> None:
    await town_on.seat("Інша з освіти", Role.EXECUTOR, "education")
    ids = {row["name"]: row["id"] for row in await town_on.rows(people)}
    async with town_on.database.begin() as work:
        now = town_on.clock.now()
        await work.execute(
            drafts.insert().values(
                version=1,
                kind="event",
                person=ids["Відділ освіти"],
                organisation="education",
                year=now.year,
                step="text",
                answers={},
                created_at=now,
                changed_at=now,
            )
        )
    await coordinator.say("/staff")
    for label in ("Люди", "Відділ освіти", "Звільнити"):
        await coordinator.tap(label)
    assert "Закрити доступ" in coordinator.last.text
    assert {row["state"] for row in await town_on.rows(people)} == {PersonState.ACTIVE}
    await coordinator.tap("Так")
    assert "Доступ закрито" in coordinator.last.text
    gone = next(row for row in await town_on.rows(people) if row["name"] == "Відділ освіти")
    assert (gone["state"], gone["account"]) == (PersonState.DISMISSED, None)
    assert [row["person"] for row in await town_on.rows(drafts)] == [ids["Інша з освіти"]]
    await executor.say("/staff")
    assert HOME in executor.last.buttons
    assert "staff" not in commands(town_on, executor)


async def test_the_last_coordinator_stays(town: Town, coordinator: Person) -> None:
    await coordinator.say("/staff")
    await coordinator.tap("Люди")
    for label in ("Призупинити", "Звільнити"):
        await tap_on(coordinator, "Координатор програми")
        await coordinator.tap(label)
        if label == "Звільнити":
            await coordinator.tap("Так")
        assert "останній координатор" in coordinator.last.text
        await coordinator.tap("До списку")
    assert (await town.rows(people))[0]["state"] == PersonState.ACTIVE


async def test_a_new_phone_is_the_same_person(
    town_on: Town, coordinator: Person, executor: Person
) -> None:
    await executor.say("/staff")
    await coordinator.say("/staff")
    for label in ("Люди", "Відділ освіти", "Новий телефон"):
        await coordinator.tap(label)
    fresh = town_on.person("Новий телефон освіти")
    await fresh.start(link_in(coordinator))
    await executor.say("/staff")
    assert "стіл" in executor.last.text, "the old phone works until the new one is confirmed"
    await tap_on(coordinator, "Підтвердити")
    assert executor.last.text == "Доступ змінено."
    await executor.say("/staff")
    assert HOME in executor.last.buttons
    await fresh.say("/staff")
    assert "стіл" in fresh.last.text
    rows = [row for row in await town_on.rows(people) if row["role"] == Role.EXECUTOR]
    assert [row["account"] for row in rows] == [fresh.id]
    assert "staff" not in commands(town_on, executor)


async def test_one_account_is_one_person(
    town_on: Town, coordinator: Person, police: Person
) -> None:
    token = await invite(coordinator)
    await police.start(token)
    assert "для іншої людини" in police.last.text
    olena = town_on.person("Олена")
    await olena.start(token)
    await olena.start(await invite(coordinator, "Хтось інший"))
    assert HOME in olena.last.buttons, "who waits for one post does not take another"
    accounts = [row["account"] for row in await town_on.rows(people) if row["account"]]
    assert sorted(accounts) == sorted({coordinator.id, police.id, olena.id})


async def test_the_first_coordinator_needs_nobody(town_on: Town) -> None:
    made = await town_on.app.staff.people.invitations.by_operator(
        Role.COORDINATOR, None, "Олена Коваль", None, now=town_on.clock.now()
    )
    olena, second = town_on.person("Олена"), town_on.person("Друга")
    await olena.start(made.token)
    assert "Вас підтверджено" in olena.last.text
    await olena.tap("До столу")
    assert "Люди" in olena.last.buttons
    made = await town_on.app.staff.people.invitations.by_operator(
        Role.COORDINATOR, None, "Друга", None, now=town_on.clock.now()
    )
    await second.start(made.token)
    assert "координатор має підтвердити" in second.last.text


async def test_a_dialogue_goes_on_after_wrong_input_and_after_a_restart(
    town: Town, coordinator: Person
) -> None:
    await coordinator.say("/staff")
    for label in ("Люди", "Запросити", "Виконавця", "Поліція"):
        await coordinator.tap(label)
    await coordinator.say("7")
    assert "Потрібне ім'я" in coordinator.last.text
    town.app.staff.door.told.clear()  # nothing of the dialogue is kept in memory
    await coordinator.say("Іван Петренко")
    assert "Службовий телефон" in coordinator.last.text
    await coordinator.say("немає")
    assert "Потрібен номер" in coordinator.last.text
    await coordinator.say("(050) 123-45-67")
    assert "start=" in sees(coordinator)
    (row,) = [each for each in await town.rows(people) if each["role"] == Role.EXECUTOR]
    assert (row["name"], row["phone"]) == ("Іван Петренко", "+380501234567")


async def test_away_with_a_deputy_and_back_early(
    town_on: Town, coordinator: Person, executor: Person
) -> None:
    colleague = await town_on.seat("Інша з освіти", Role.EXECUTOR, "education")
    await executor.say("/staff")
    await executor.tap("Я у відпустці")
    await executor.say("колись")
    assert "Потрібна дата" in executor.last.text
    until = (town_on.clock.now() + timedelta(days=20)).date()
    await executor.say(f"до {until:%d.%m}")
    await executor.tap("Інша з освіти")
    assert "Замінює: Інша з освіти" in executor.last.text
    assert "ви замінюєте: Відділ освіти" in colleague.last.text
    async with town_on.database.begin() as work:
        chosen = select(people).where(people.c.account == executor.id)
        row = (await work.execute(chosen)).mappings().one()
    assert row["away_until"] == until
    assert row["deputy"] is not None
    await coordinator.say("/staff")
    await coordinator.tap("Люди")
    assert f"у відпустці до {until:%d.%m.%Y}" in coordinator.last.text
    await executor.tap("Повернення раніше")
    assert "Вітаємо з поверненням" in executor.last.text
    assert {row["away_until"] for row in await town_on.rows(people)} == {None}


async def test_an_edited_start_opens_nothing(town: Town, coordinator: Person) -> None:
    token = await invite(coordinator)
    olena = town.person("Олена")
    await olena.start()
    mine = [message.id for message in olena.messages if not message.from_bot]
    await olena.say("/start")
    for id_ in mine:
        await olena.edit(id_, f"/start {token}")
    assert (await town.rows(invites))[0]["opened_at"] is None


async def test_the_board_has_pages(town: Town, coordinator: Person) -> None:
    for number in range(20):
        await town.seat(f"Особа {number}", Role.EXECUTOR, "police")
    async with town.database.begin() as work:
        named = people.c.name == "Особа 19"
        await work.execute(update(people).where(named).values(state=PersonState.DISMISSED))
    await coordinator.say("/staff")
    await coordinator.tap("Люди")
    assert "20 людей" in coordinator.last.text
    await coordinator.tap("Далі")
    await coordinator.tap("Далі")
    assert "Більше не працюють" in coordinator.last.text
    assert "Далі" not in " ".join(coordinator.last.buttons)
