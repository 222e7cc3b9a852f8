"""A whole year of the programme, on both databases: its calendar as a table, line by line.

Run with `-s` to see it. Five people, the days of 2023 and the first of 2024, one tick a morning.
"""

from datetime import date

from bot.content.loader import Content
from bot.people.rules import Role
from bot.reminders.notices import State
from bot.storage.database import Database
from tests.reminded import KYIV, Office, at

CALENDAR = """
02.01.2023 Mon 09:00 школа: how-was-it
02.01.2023 Mon 09:00 поліція: how-was-it
02.01.2023 Mon 09:00 координатор: contacts
01.02.2023 Wed 09:00 координатор: contacts
01.03.2023 Wed 09:00 координатор: contacts
03.04.2023 Mon 09:00 координатор: contacts
01.05.2023 Mon 09:00 координатор: contacts
01.06.2023 Thu 09:00 координатор: contacts
03.07.2023 Mon 09:00 школа: season, mid-year
03.07.2023 Mon 09:00 поліція: season, mid-year
03.07.2023 Mon 09:00 координатор: season, mid-year, contacts
17.07.2023 Mon 09:00 координатор: prepare
27.07.2023 Thu 09:00 школа: soon
27.07.2023 Thu 09:00 поліція: soon
27.07.2023 Thu 09:00 координатор: soon
31.07.2023 Mon 09:00 школа: how-was-it
31.07.2023 Mon 09:00 поліція: how-was-it
31.07.2023 Mon 09:00 координатор: how-was-it
01.08.2023 Tue 09:00 координатор: contacts
01.09.2023 Fri 09:00 координатор: contacts
02.10.2023 Mon 09:00 школа: season
02.10.2023 Mon 09:00 поліція: season
02.10.2023 Mon 09:00 координатор: season, contacts
04.10.2023 Wed 09:00 координатор: prepare
16.10.2023 Mon 09:00 школа: soon
16.10.2023 Mon 09:00 поліція: soon
16.10.2023 Mon 09:00 координатор: soon
19.10.2023 Thu 09:00 школа: how-was-it
19.10.2023 Thu 09:00 поліція: how-was-it
19.10.2023 Thu 09:00 координатор: how-was-it
01.11.2023 Wed 09:00 школа: season
01.11.2023 Wed 09:00 поліція: season
01.11.2023 Wed 09:00 координатор: season, contacts
13.11.2023 Mon 09:00 координатор: prepare
17.11.2023 Fri 09:00 координатор: prepare
22.11.2023 Wed 09:00 школа: soon
22.11.2023 Wed 09:00 поліція: soon
22.11.2023 Wed 09:00 координатор: soon
27.11.2023 Mon 09:00 школа: deadline
27.11.2023 Mon 09:00 поліція: deadline
27.11.2023 Mon 09:00 координатор: deadline, digest
28.11.2023 Tue 09:00 школа: soon
28.11.2023 Tue 09:00 поліція: soon
01.12.2023 Fri 09:00 школа: season
01.12.2023 Fri 09:00 поліція: season
01.12.2023 Fri 09:00 координатор: contacts
11.12.2023 Mon 09:00 школа: how-was-it
11.12.2023 Mon 09:00 поліція: how-was-it
11.12.2023 Mon 09:00 координатор: how-was-it
15.12.2023 Fri 09:00 школа: deadline
15.12.2023 Fri 09:00 поліція: deadline
15.12.2023 Fri 09:00 координатор: deadline, digest
15.12.2023 Fri 09:00 заступник: overseers
20.12.2023 Wed 09:00 школа: deadline
20.12.2023 Wed 09:00 поліція: deadline
20.12.2023 Wed 09:00 координатор: deadline, digest
25.12.2023 Mon 09:00 поліція: deadline
25.12.2023 Mon 09:00 координатор: deadline, digest, waiting
26.12.2023 Tue 09:00 поліція: deadline
26.12.2023 Tue 09:00 координатор: deadline, digest
28.12.2023 Thu 09:00 поліція: deadline
28.12.2023 Thu 09:00 координатор: deadline, digest
01.01.2024 Mon 09:00 поліція: deadline, how-was-it
01.01.2024 Mon 09:00 координатор: deadline, digest, waiting, contacts
01.01.2024 Mon 09:00 заступник: overseers
08.01.2024 Mon 09:00 координатор: waiting
"""


async def test_a_year(database: Database, content: Content) -> None:
    office = Office.of(database, content, at(2023, 1, 1))
    names: dict[int, str] = {}
    for name, organisation, role in (
        ("школа", "education", Role.EXECUTOR),
        ("поліція", "police", Role.EXECUTOR),
        ("координатор", "uszn", Role.COORDINATOR),
        ("заступник", None, Role.OVERSEER),
    ):
        person = await office.seat(name, organisation, role)
        names[person.account or 0] = name
    await office.days(date(2023, 12, 17))
    for measure in ("1.2.1", "1.2.3"):
        await office.submit("education", measure)
    await office.days(date(2023, 12, 21))
    for told in await office.reminders.previewing.preview(date(2023, 12, 25)):
        if told.name == "школа":
            for measure in told.measures:
                await office.submit("education", measure)
    await office.days(date(2024, 1, 8))
    table = [line.strip() for line in await lines(office, names)]
    print("\n".join(table))
    assert table == [line for line in CALENDAR.strip().splitlines() if line]
    assert set(await office.states()) <= {State.SENT, State.CANCELLED}
    days = [(chat, moment.date()) for chat, moment, _ in office.post.sent]
    assert len({*days}) == len(days), "one message per person per day"


async def lines(office: Office, names: dict[int, str]) -> list[str]:
    """What came, one line for each message: its day, its receiver, its rules."""
    rows = await office.rows(state="sent")
    rules: dict[int, list[str]] = {}
    for row in rows:
        rules.setdefault(row["message"], []).append(row["rule"])
    order = [*names]
    came = sorted(
        (moment, order.index(chat), number)
        for number, (chat, moment, _) in enumerate(office.post.sent, start=1)
    )
    return [
        f"{moment.astimezone(KYIV):%d.%m.%Y %a %H:%M} {names[order[who]]}: "
        + ", ".join(rules[number])
        for moment, who, number in came
    ]
