"""20,000 forged, foreign and old buttons change nothing: through the real router and the real
gate, only what comes of it is not sent."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest
from sqlalchemy import Table, select
from telegram import CallbackQuery, Chat, Message, Update, User

from bot.chat.buttons import Press
from bot.chat.documents import Documents
from bot.chat.routes import Router
from bot.people.presses import Desk
from bot.people.rules import PersonState, Role
from bot.reporting import coordinator_presses, draft_presses, presses, review_presses
from bot.settings import Settings
from bot.storage import tables
from bot.storage.tables import metadata, people
from tests.conftest import Town
from tests.flows.executing import YEAR, Hand, at_desk, picture
from tests.whole import share

PAYLOADS = share(20_000, 10)
LETTERS = "eh:-01239абвecnpsd_'\"\\%;\x00 \U0001f642"
STORY = "Зустріч зі старшокласниками ліцею № 1 про права дитини"
# What a chat shows is no state of the programme; the audit may only grow by what was done.
SEEN = {"desks", "facts", "alembic_version"}
UNVERSIONED = {draft_presses.Page, draft_presses.RemoveFile, draft_presses.LooseToEvent}
VERSIONED = (
    presses.RemoveEntry,
    *(each for each in draft_presses.ALL if each not in UNVERSIONED),
)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The council has prolonged the programme."""
    return settings.model_copy(update={"programme_last_year": YEAR})


@dataclass
class Ids:
    """What there is of the organisation that is attacked."""

    draft: list[int]
    version: list[int]
    entry: list[int]
    report: list[int]
    file: list[int]


Rows = dict[str, list[dict[str, Any]]]


class Forger:
    """Makes buttons that were never sent to whoever presses them."""

    def __init__(self, ids: Ids, seed: int) -> None:
        self.ids, self.chance = ids, random.Random(seed)

    def of(self, kinds: Iterable[type[Press]]) -> Iterator[Press]:
        """Presses of these kinds without end, aimed at what there is."""
        every = list(kinds)
        while True:
            kind = self.chance.choice(every)
            yield kind(*(self._value(field.name, str(field.type)) for field in fields(kind)))

    def bytes(self, genuine: Press) -> str:
        """A genuine button with some of its bytes changed, mostly those that say what it is."""
        data = list(genuine.pack())
        places = [self.chance.randrange(3), self.chance.randrange(len(data) + 1)]
        for place in places[: self.chance.randint(1, 2)]:
            data[place : place + self.chance.randint(0, 2)] = self.chance.choice(LETTERS)
        return "".join(data)[:60]

    def _value(self, name: str, kind: str) -> Any:
        if "int" in kind:
            known = getattr(self.ids, {"loose": "draft"}.get(name, name), [0, 1, YEAR, YEAR - 1])
            return self.chance.choice([*known, *known, *known, 0, 1, 2, 77, -1, 2**31 - 1])
        choices = {
            "organisation": ["education", "education", "police", "", "nobody"],
            "measure": ["1.2.3", "1.2.1", "9.9.9", ""],
            "step": ["measure", "date", "text", "people", "money", "files", "check", "status", ""],
            "value": ["done", "none", "1.2.1", "2026-11-26", "local", "remove", "45", ""],
            "state": ["", "empty", "draft", "all", "x"],
        }
        return self.chance.choice(choices.get(name, ["", "all", "1", "x"]))


async def state(town: Town, organisation: str = "") -> Rows:
    """All rows of all tables, or those of one organisation."""
    found = {}
    async with town.database.begin() as work:
        for table in metadata.sorted_tables:
            if table.name in SEEN or (organisation and "organisation" not in table.c):
                continue
            found[table.name] = [dict(row) for row in await _rows(work, table, organisation)]
    return found


async def _rows(work: Any, table: Table, organisation: str) -> Any:
    query = select(table).order_by(*table.primary_key)
    if organisation:
        query = query.where(table.c.organisation == organisation)
    return (await work.execute(query)).mappings()


async def prepared(town: Town, maria: Hand) -> Ids:
    """An event, a report, a draft of each kind, with files."""
    await maria.tap("Додати подію", "16 днів", "Сьогодні")
    await maria.say(STORY)
    await maria.tap("Пропустити", "Кошти не були", "Готово", "Зберегти", "До столу")
    await maria.tap("Річний звіт", "⚪️ 16 днів", "Почати звіт", "Виконано")
    await maria.tap("Пропустити", "Готово", "Подати")
    await maria.tap("До столу", "Додати подію", "16 днів", "Сьогодні")
    await maria.say(STORY)
    await maria.person.send_photo(picture())
    await maria.tap("До столу")
    await maria.say(STORY)
    await maria.tap("До столу", "Річний звіт", "⚪️ Тиждень «НІ", "Почати звіт", "Виконано")

    async def of(table: Table) -> list[int]:
        return [row["id"] for row in await town.rows(table)]

    drafts = await town.rows(tables.drafts)
    return Ids(
        [each["id"] for each in drafts],
        sorted({each["version"] for each in drafts}),
        await of(tables.entries),
        await of(tables.reports),
        await of(tables.files),
    )


class Unsent(Documents):
    """Sends nothing to anybody."""

    async def send(self, *_: object) -> None:
        pass


class Doors:
    """The router with the gate behind it, as in production; what it would send goes nowhere."""

    def __init__(self, town: Town) -> None:
        self.now = town.clock.now()
        bot, app = town.app.bot, town.app
        self.sent = 0

        async def call(method: str, **_: object) -> dict[str, int]:
            self.sent += 1
            return {"message_id": 1}

        residents = replace(app.residents, call=call)
        gate = replace(app.staff.gate, call=call, documents=Unsent(bot), residents=residents)
        side = replace(app.staff, gate=gate)
        self.router = Router(bot, side.routes(residents.routes()))

    async def press(self, account: int, data: str) -> None:
        user = User(account, "x", is_bot=False)
        chat = Chat(account, "private")
        message = Message(5, self.now, chat, text="x")
        query = CallbackQuery("1", user, "1", message=message, data=data)
        await self.router.handle(Update(1, callback_query=query))


# Documents take long to make, and whoever may see the year may have them.
LONG = {coordinator_presses.Export, coordinator_presses.Picture}
KINDS = (*presses.ALL, *draft_presses.ALL, *coordinator_presses.ALL, *review_presses.ALL, Desk)
ALL_KINDS = tuple(each for each in KINDS if each not in LONG)


@pytest.mark.slow
async def test_twenty_thousand_forged_buttons_change_nothing(town: Town) -> None:
    maria = await at_desk(town, "Марія")
    ids = await prepared(town, maria)
    frozen = await town.seat("Колишня", Role.EXECUTOR, "education")
    overseer = await town.seat("Заступник", Role.OVERSEER)
    police = await town.seat("Поліція", Role.EXECUTOR, "police")
    stranger = town.person("Перехожий")
    async with town.database.begin() as work:
        dismissed = people.update().where(people.c.account == frozen.id)
        await work.execute(dismissed.values(state=PersonState.DISMISSED))
    doors, forger = Doors(town), Forger(ids, 268)
    for person in (overseer, police, maria.person):  # that they can be reached is known now
        await doors.press(person.id, Desk().pack())
    before, theirs = await state(town), await state(town, "education")
    aimed = forger.of(ALL_KINDS)

    for _ in range(PAYLOADS * 7 // 10):  # bytes that are hardly a button of ours
        await doors.press(stranger.id, forger.bytes(next(aimed)))
    for _ in range(PAYLOADS // 10):  # buttons of others, by those who may nothing
        for account in (frozen.id, stranger.id):
            await doors.press(account, next(aimed).pack())
    old = forger.of(VERSIONED)
    for _ in range(PAYLOADS * 3 // 80):
        await doors.press(overseer.id, next(aimed).pack())
        await doors.press(maria.person.id, _aged(next(old)).pack())
    unchanged(await state(town), before)

    for _ in range(PAYLOADS // 40):  # an executor of another organisation, who may begin their own
        await doors.press(police.id, next(aimed).pack())
    unchanged(await state(town, "education"), theirs)
    assert doors.sent > PAYLOADS  # every one of them was answered


def unchanged(after: Rows, before: Rows) -> None:
    for name, rows in before.items():
        assert after[name] == rows, name


def _aged(press: Press) -> Press:
    """The button as it was many answers ago."""
    return replace(press, version=10_000 + getattr(press, "version"))  # noqa: B009
