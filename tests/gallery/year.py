"""A year as it could have been: the real programme, made-up reports, nobody real in them."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.content.loader import Content
from bot.exports.values import (
    Board,
    Cell,
    EventRow,
    MeasureRow,
    MoneyRow,
    Rates,
    State,
    Summary,
    Told,
)
from bot.reporting.rules import duties

TOLD = (
    "Проведено тиждень правових знань «НІ – домашньому насильству!» у центральній та шести "
    "сільських бібліотеках громади: тематичні полиці, години спілкування, перегляд відеороликів. "
    "Роздано 240 пам'яток із телефонами гарячих ліній.",
    "Організовано два засідання за «круглим столом» за участю служби у справах дітей, поліції та "
    "закладів освіти. Узгоджено порядок взаємного інформування протягом доби.",
    "У рамках акції «16 днів проти насильства» проведено 14 заходів у восьми закладах освіти: "
    "конкурс малюнків «Світ без насильства», флешмоб, зустрічі з представниками поліції.",
    "Виготовлено 500 буклетів і 300 листівок. Поширено через старостинські округи та ЦНАП.",
    "Проведено навчання для 32 фахівців з міжвідомчого реагування.",
    "Забезпечено роботу консультативного пункту, надано первинні консультації. Послуги надаються "
    "щодня, у тому числі за телефоном; психологічну підтримку отримали всі, хто звернувся.",
    "Укладено договір соціального замовлення на послугу консультування на суму в межах кошторису.",
    "Розповсюджено інформаційні матеріали на сторінці міської ради та в соціальних мережах.",
    "Захід виконується постійно.",
)
WHY = (
    "Кошти в міському бюджеті на 2023 рік не передбачено; захід перенесено.",
    "Відсутність надавача послуги в громаді, оголошено повторний відбір.",
    "Через безпекову ситуацію навчання перенесено в дистанційний формат.",
)
HELD = (
    "Година спілкування «Особиста гідність. Безпека життя», Коростишівський ліцей № 1",
    "Зустріч учнів 9–11 класів із поліцейськими громади, ліцей № 5",
    "Акція «Стоп насильству», центральна площа міста",
    "Тематична полиця та бесіда в бібліотеці села Стрижівка",
    "Тренінг для педагогів-організаторів «Як розпізнати насильство»",
    "Роздача інформаційних буклетів на ринку та автостанції",
)
KYIV = ZoneInfo("Europe/Kyiv")


def summary(content: Content, year: int = 2023, *, drafts: bool = False, seed: int = 7) -> Summary:
    """Return a believable year: most reports accepted, some late, some missing, some returned."""
    chance = random.Random(seed)
    names = {each.id: each.short.uk for each in content.organisations.organisations}
    measures = tuple(_measures(content, year, names, chance))
    return Summary(
        year=year,
        programme=content.programme.title,
        decision_number=content.programme.decision.number,
        decision_date=content.programme.decision.date,
        council=content.programme.decision.council,
        responsible=content.organisations.organisations[0].name,
        period=(date(year, 1, 1), date(year, 12, 25)),
        cut_off=datetime(year, 12, 26, 17, 0, tzinfo=KYIV),
        drafts_included=drafts,
        measures=measures,
        events=tuple(_events(content, year, names, chance, 60)),
        rates=tuple(_rates(measures, tuple(names.values()))),
        missing=tuple(_missing(measures, tuple(names.values()))),
        signers=(
            "Начальник управління соціального захисту населення та охорони здоров'я",
            "Заступник міського голови з питань діяльності виконавчих органів ради",
        ),
    )


def _measures(
    content: Content, year: int, names: dict[str, str], chance: random.Random
) -> Iterator[MeasureRow]:
    owed = duties(content.programme, content.organisations, year)
    for section in content.programme.sections:
        for direction in section.directions:
            for measure in direction.measures:
                who = [each for each in owed if each.measure == measure.id]
                yield MeasureRow(
                    id=measure.id,
                    section=f"{section.id}. {section.title}",
                    direction=f"{direction.id}. {direction.title}",
                    title=measure.title,
                    term=measure.term.text,
                    executors=tuple(names[each] for each in measure.executors),
                    source=measure.source,
                    expected=measure.result,
                    told=tuple(_told(names[each.organisation], each.due, chance) for each in who),
                )


def _told(organisation: str, due: date, chance: random.Random) -> Told:
    state: State = chance.choices(
        ("accepted", "submitted", "returned", "draft", "empty", "excused"), (76, 6, 4, 4, 8, 2)
    )[0]
    sent = state not in ("draft", "empty", "excused")
    done = chance.random() < 0.8
    status = "Виконано" if done else chance.choice(("Частково виконано", "Не виконано"))
    money = (MoneyRow("Місцевий бюджет", 12_500, 12_500),) if chance.random() < 0.3 else ()
    if chance.random() < 0.12:
        money = (
            MoneyRow("Місцевий бюджет", 48_000, chance.randrange(20_000, 48_000)),
            MoneyRow("Державний бюджет", 10_000, 10_000),
            MoneyRow("Інші джерела", 0, chance.randrange(900, 9_000, 7)),
        )
    told = state not in ("empty", "excused")
    return Told(
        organisation=organisation,
        state=state,
        status=status if told else "",
        text=" ".join(chance.sample(TOLD, chance.choice((1, 1, 1, 2, 3)))) if told else "",
        people=chance.randrange(12, 900) if told and chance.random() < 0.8 else None,
        events=chance.randrange(1, 24) if told and chance.random() < 0.8 else None,
        money=money if told else (),
        no_money=told and not money,
        reason=chance.choice(WHY) if told and not done else "",
        until=date(due.year + 1, 3, 31) if told and not done else None,
        submitted_on=due + timedelta(days=chance.choice((-12, -8, -5, -2, 0, 1)))
        if sent
        else None,
        due=due,
        on_behalf=sent and organisation == "Поліція",
        returned_times=int(state == "returned"),
    )


def _events(
    content: Content, year: int, names: dict[str, str], chance: random.Random, count: int
) -> Iterator[EventRow]:
    dates = [each for each in content.calendar.dates if each.measures]
    for number in range(1, count + 1):
        day = chance.choice([*dates, None])
        held = date(year, 1, 1) + timedelta(days=chance.randrange(350))
        if day:
            month, first = map(int, day.starts.split("-"))
            held = date(year, month, first)
        yield EventRow(
            number=number,
            measure=day.measures[0] if day else chance.choice(content.measures).id,
            title=chance.choice(HELD),
            held_on=held,
            organisation=chance.choice(tuple(names.values())),
            people=chance.choice((None, 25, 60, 140)),
            money=chance.choice((None, 0, 0, 1_250)),
            awareness=day.name.uk if day else "",
            files=(f"Культура та туризм/1.2.1/фото {number}.jpg",) if number % 4 == 0 else (),
        )


def _rates(measures: tuple[MeasureRow, ...], names: tuple[str, ...]) -> Iterator[Rates]:
    told = [each for measure in measures for each in measure.told]
    for name, mine in [
        *((name, [each for each in told if each.organisation == name]) for name in names),
        ("Разом", told),
    ]:
        sent = [each for each in mine if each.submitted_on]
        on_time = sum(each.submitted_on <= each.due for each in sent if each.submitted_on)
        yield Rates(
            organisation=name,
            expected=sum(each.state != "excused" for each in mine),
            submitted=len(sent),
            on_time=on_time,
            late=len(sent) - on_time,
            returned=sum(each.state == "returned" for each in mine),
            accepted=sum(each.state == "accepted" for each in mine),
        )


def _missing(
    measures: tuple[MeasureRow, ...], names: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in names:
        open_ = tuple(
            measure.id
            for measure in measures
            for told in measure.told
            if told.organisation == name and told.state not in ("accepted", "excused")
        )
        if open_:
            yield name, open_


def full_year(content: Content) -> Summary:
    """Return 84 duties with long texts and 2,000 events: as much as a year may bring."""
    plain = summary(content)
    chance = random.Random(3)
    told = [replace(each, state="accepted", text=" ".join(TOLD)) for each in _all(plain)]
    names = {each.id: each.short.uk for each in content.organisations.organisations}
    left = iter(told * 2)
    measures = tuple(
        replace(each, told=tuple(next(left) for _ in range(4 if place < 18 else 3)))
        for place, each in enumerate(plain.measures)
    )
    return replace(
        plain, measures=measures, events=tuple(_events(content, 2023, names, chance, 2_000))
    )


def _all(plain: Summary) -> list[Told]:
    return [told for measure in plain.measures for told in measure.told]


def board(content: Content, year: int = 2023) -> Board:
    """Return the board of the same year."""
    told = summary(content, year)
    ids = {each.short.uk: each.id for each in content.organisations.organisations}
    return Board(
        year=year,
        title=f"Звіти за {year} рік",
        measures=tuple((each.id, each.short.uk) for each in content.measures),
        organisations=tuple((id_, name) for name, id_ in ids.items()),
        cells=tuple(
            Cell(
                measure.id,
                ids[each.organisation],
                each.state,
                bool(each.submitted_on and each.submitted_on > each.due),
            )
            for measure in told.measures
            for each in measure.told
        ),
        legend={
            "empty": "не розпочато",
            "draft": "чернетка",
            "submitted": "подано",
            "returned": "повернуто",
            "accepted": "прийнято",
            "excused": "звільнено",
        },
        late="із запізненням",
        as_of=f"станом на 26.12.{year} 17:00",
    )
