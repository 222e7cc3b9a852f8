"""A filled form becomes reports, for an organisation that may not use Telegram: all or nothing.

The same rules hold as in the chat; who files it is a coordinator, and the reports say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.errors import Closed, Gone, WrongInput
from bot.exports.form import FormMoney, FormRow
from bot.people.rules import Action, Person, require
from bot.reporting import (
    drafts_store,
    files_store,
    inputs,
    personal,
    reports_store,
    steps,
)
from bot.reporting.amounts import MOST_MONEY
from bot.reporting.answers import Answers, Draft, Money, Report, ReportState, Source, Status
from bot.reporting.ground import Ground
from bot.reporting.plain import answers_of, changed, to_plain
from bot.reporting.saving import require_complete
from bot.reporting.submitting import filed, record
from bot.storage.database import Work

What = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of a form would do, or has done."""

    row: int  # in the sheet, from 1
    measure: str
    what: What
    steps: tuple[str, ...] = ()  # whose answers differ from what was submitted


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken: `key` names the line with what was expected."""

    row: int
    measure: str
    step: str
    key: str
    values: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a form would do; with refusals it does nothing."""

    lines: tuple[Line, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Ready:
    line: Line
    answers: Answers


class Filing:
    """Files what a form says."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def plan(
        self,
        person: Person,
        organisation: str,
        year: int,
        rows: Iterable[FormRow],
        *,
        now: datetime,
    ) -> Plan:
        """Return what the rows would do, row by row; nothing is written. Raises Denied, Closed."""
        require(person, Action.IMPORT, organisation)
        async with self._ground.database.begin() as work:
            return (await self._read(work, organisation, year, rows, now))[0]

    async def file(
        self,
        person: Person,
        organisation: str,
        year: int,
        rows: Iterable[FormRow],
        *,
        now: datetime,
    ) -> Plan:
        """Submit the rows that say something new, all in one transaction; return what was done.

        Where a row is refused nothing is written, and the plan says why. Raises Denied, Closed.
        """
        require(person, Action.IMPORT, organisation)
        async with self._ground.database.begin() as work:
            await drafts_store.hold_reports(work, organisation, year)
            plan, ready = await self._read(work, organisation, year, rows, now)
            if plan.refusals:
                return plan
            done = [
                await self._submitted(work, person, organisation, year, each, now)
                for each in ready
                if each.line.what != "same"
            ]
            for report in done:  # last: whoever else records waits until this ends
                await record(work, self._ground, person, report, now)
            return plan

    async def _submitted(
        self,
        work: Work,
        person: Person,
        organisation: str,
        year: int,
        ready: _Ready,
        now: datetime,
    ) -> Report:
        """Submit one row; a draft of its duty ends, as another way of saying the same."""
        duty = (organisation, year, ready.line.measure)
        number = await filed(work, self._ground, person, duty, ready.answers, now)
        for draft in await drafts_store.open_reports(work, *duty):
            await drafts_store.end(work, draft, drafts_store.CANCELLED, now)
            await files_store.hand_over(work, draft.id, report=number)
        return await reports_store.find(work, number)

    async def _read(
        self, work: Work, organisation: str, year: int, rows: Iterable[FormRow], now: datetime
    ) -> tuple[Plan, tuple[_Ready, ...]]:
        ready: list[_Ready] = []
        refusals: list[Refusal] = []
        for row in rows:
            if blank(row):
                continue
            try:
                ready.append(await self._ready(work, organisation, year, row, now))
            except _Wrong as wrong:
                refusals.append(Refusal(row.row, row.measure, wrong.step, wrong.key, wrong.values))
        return Plan(tuple(each.line for each in ready), tuple(refusals)), tuple(ready)

    async def _ready(
        self, work: Work, organisation: str, year: int, row: FormRow, now: datetime
    ) -> _Ready:
        try:
            duty = self._ground.duty(organisation, year, row.measure)
            await self._ground.require_taken(work, organisation, year, row.measure, now)
        except Gone:
            raise _Wrong("measure", "filing-not-owed") from None
        except Closed as closed:
            raise _Wrong("measure", closed.key) from None
        answers = self._answers(row, duty.needs_money, self._ground.term.today(now))
        report = await reports_store.of_duty(work, organisation, year, row.measure, change=True)
        if report is None:
            return _Ready(Line(row.row, row.measure, "new", _told(answers)), answers)
        differing = changed(report.answers, answers)
        if not differing:
            return _Ready(Line(row.row, row.measure, "same"), answers)
        if report.state is ReportState.ACCEPTED:
            raise _Wrong("measure", "filing-accepted")
        return _Ready(Line(row.row, row.measure, "changed", differing), answers)

    def _answers(self, row: FormRow, needs_money: bool, today: date) -> Answers:
        """Return a row's answers, read by the rules of the chat."""
        said: dict[str, object] = {}
        if row.status is not None:
            said["status"] = Status(row.status).value
        for step, text in (("text", row.text), ("reason", row.reason)):
            if text:
                said[step] = _prose(step, text)
        for step, number in (("people", row.people), ("events", row.events)):
            if number is not None:
                said[step] = _typed(step, str(number), today)
        if row.money:
            said["money"] = [[each.source, *_sums(each)] for each in row.money]
        elif row.no_money or not needs_money:
            said["money"] = []
        if row.until is not None:
            said["until"] = _typed("until", row.until.isoformat(), today)
        draft = Draft(0, 1, "report", 0, "", 0, row.measure, steps.CHECK, said)
        try:
            require_complete(draft)
        except WrongInput as wrong:
            step = str(wrong.values["step"])
            raise _Wrong(step, "filing-incomplete", {"step": step}) from None
        return answers_of(draft)


class _Wrong(Exception):
    """One cell of a row that cannot be taken."""

    def __init__(self, step: str, key: str, values: dict[str, str | int] | None = None) -> None:
        super().__init__(key)
        self.step, self.key, self.values = step, key, values or {}


def blank(row: FormRow) -> bool:
    """Return whether a row says nothing: it is left for another time."""
    said = (row.text, row.people, row.events, row.money, row.no_money, row.reason, row.until)
    return row.status is None and not any(said)


def _prose(step: str, text: str) -> str:
    try:
        clean = inputs.prose(text, short=f"wrong-{step}-short")
    except WrongInput as wrong:
        raise _Wrong(step, wrong.key, wrong.values) from None
    if personal.findings(clean):
        raise _Wrong(step, "filing-personal")
    return clean


def _typed(step: str, text: str, today: date) -> object:
    """Return what a cell says as if it had been typed in the chat."""
    try:
        return inputs.read(step, text, inputs.Asking(today, ()))
    except WrongInput as wrong:
        raise _Wrong(step, wrong.key, wrong.values) from None


def _sums(money: FormMoney) -> tuple[int, int]:
    told = Money(Source(money.source), money.planned or 0, money.spent or 0)
    if max(told.planned, told.spent) > MOST_MONEY:
        raise _Wrong("money", "wrong-money-much")
    return told.planned, told.spent


def _told(answers: Answers) -> tuple[str, ...]:
    """Return the steps that a first report answers."""
    plain = to_plain(answers)
    return tuple(step for step in steps.REPORT if plain.get(step) not in (None, "", [], False))
