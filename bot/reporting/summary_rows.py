"""What was told becomes the rows of the council's form: pure, and in the council's own words.

Accepted reports only; of what is not accepted only its state is said, unless drafts are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.content.loader import Content
from bot.content.models import AwarenessDate
from bot.exports.names import places
from bot.exports.values import EventRow, Leaf, MeasureRow, MoneyRow, Rates, Summary, Told
from bot.reporting.answers import Answers, Entry, Money
from bot.reporting.board_rules import Stand, rates
from bot.reporting.plain import answers_of
from bot.reporting.steps import status_of
from bot.reporting.summary_store import FileFacts, ToldYear
from bot.reporting.term import Term

ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes the rows of one year."""

    content: Content
    term: Term
    year: int
    stands: Sequence[Stand]
    told: ToldYear
    drafts: bool  # what is not accepted is told too

    def summary(self, now: datetime) -> Summary:
        """Return the yearly summary as it stands now."""
        programme, control = self.content.programme, self.content.organisations.control
        known = {each.id: each for each in self.content.organisations.organisations}
        return Summary(
            year=self.year,
            programme=programme.title,
            decision_number=programme.decision.number,
            decision_date=programme.decision.date,
            council=programme.decision.council,
            responsible=known[control.collects].name,
            period=(date(self.year, 1, 1), date(self.year, 12, 31)),
            cut_off=now.astimezone(self.term.zone),
            drafts_included=self.drafts,
            measures=self._measures(),
            events=self._events(),
            rates=self._rates(),
            missing=self._missing(),
            signers=control.signs,
        )

    def name(self, organisation: str) -> str:
        """Return an organisation's short name."""
        for each in self.content.organisations.organisations:
            if each.id == organisation:
                return each.short.uk
        return organisation

    def _measures(self) -> tuple[MeasureRow, ...]:
        found = []
        for section in self.content.programme.sections:
            for direction in section.directions:
                for measure in direction.measures:
                    stands = [each for each in self.stands if each.duty.measure == measure.id]
                    if not stands:
                        continue
                    found.append(
                        MeasureRow(
                            id=measure.id,
                            section=f"{section.id}. {section.title}",
                            direction=f"{direction.id}. {direction.title}",
                            title=measure.title,
                            term=measure.term.text,
                            executors=tuple(self.name(each) for each in measure.executors),
                            source=measure.source,
                            expected=measure.result,
                            told=tuple(self._told(each) for each in stands),
                        )
                    )
        return tuple(found)

    def _told(self, stand: Stand) -> Told:
        key = (stand.duty.organisation, stand.duty.measure)
        report = self.told.reports.get(key)
        answers = self._answers(key) if self.drafts or stand.state == ACCEPTED else None
        first = self.term.today(report.first_submitted_at) if report else None
        return Told(
            organisation=self.name(stand.duty.organisation),
            state=stand.state,
            status=self._status(answers),
            text=answers.text if answers else "",
            people=answers.people if answers else None,
            events=answers.events if answers else None,
            money=self._money(answers.money if answers else ()),
            no_money=answers.no_money if answers else False,
            reason=answers.reason if answers else "",
            until=answers.until if answers else None,
            submitted_on=first,
            due=stand.due,
            on_behalf=report.on_behalf if report else False,
            returned_times=self.told.returned.get(report.id, 0) if report else 0,
        )

    def _answers(self, key: tuple[str, str]) -> Answers | None:
        """Return what was submitted last; where nothing was, what a draft holds so far."""
        if report := self.told.reports.get(key):
            return report.answers
        draft = self.told.drafts.get(key)
        return answers_of(draft) if draft and status_of(draft.answers) else None

    def _status(self, answers: Answers | None) -> str:
        words = {each.id: each.title for each in self.content.exports.statuses}
        return words.get(answers.status, "") if answers else ""

    def _money(self, told: Iterable[Money]) -> tuple[MoneyRow, ...]:
        words = {each.id: each.title for each in self.content.exports.sources}
        return tuple(
            MoneyRow(words.get(each.source, each.source), each.planned, each.spent)
            for each in told
        )

    def _counts(self) -> frozenset[tuple[str, str]]:
        """Return the duties whose events are told."""
        return frozenset(
            (each.duty.organisation, each.duty.measure)
            for each in self.stands
            if self.drafts or each.state == ACCEPTED
        )

    def _events(self) -> tuple[EventRow, ...]:
        counts, named = self._counts(), self._file_names()
        told = [each for each in self.told.entries if (each.organisation, each.measure) in counts]
        return tuple(
            EventRow(
                number=number,
                measure=each.measure,
                title=each.text,
                held_on=each.held_on,
                organisation=self.name(each.organisation),
                people=each.people,
                money=each.money,
                awareness=occasion(self.content.calendar.dates, each),
                files=named.get(each.id, ()),
            )
            for number, each in enumerate(told, 1)
        )

    def _file_names(self) -> Mapping[int, tuple[str, ...]]:
        """Return by event how its files are called in the ZIP."""
        listed = self.files()
        found: dict[int, tuple[str, ...]] = {}
        for facts, place in zip(listed, places(self.leaves({})), strict=True):
            if facts.entry is not None:
                found[facts.entry] = (*found.get(facts.entry, ()), place.rpartition("/")[2])
        return found

    def files(self) -> tuple[FileFacts, ...]:
        """Return the files that belong to what is told, in the order of the ZIP."""
        counts = self._counts()
        return tuple(
            each for each in self.told.files if (each.organisation, each.measure) in counts
        )

    def leaves(self, contents: Mapping[int, bytes]) -> tuple[Leaf, ...]:
        """Return the files as the ZIP takes them; `contents` by their ids."""
        held: dict[int | None, date] = {each.id: each.held_on for each in self.told.entries}
        return tuple(self._leaf(each, contents.get(each.id, b""), held) for each in self.files())

    def _leaf(self, facts: FileFacts, content: bytes, held: Mapping[int | None, date]) -> Leaf:
        words = self.content.staff
        about = (
            words("summary-event", day=held[facts.entry])
            if facts.entry in held
            else words("summary-report")
        )
        return Leaf(
            name=facts.name,
            measure=facts.measure,
            organisation=self.name(facts.organisation),
            year=self.year,
            about=about,
            content=content,
            digest=facts.digest,
        )

    def _rates(self) -> tuple[Rates, ...]:
        owed: dict[str, list[Stand]] = {}
        for each in self.content.organisations.organisations:
            stands = [stand for stand in self.stands if stand.duty.organisation == each.id]
            if stands:
                owed[each.short.uk] = stands
        total = rates(self.content.exports.terms.total, self.stands)
        return (*(rates(name, stands) for name, stands in owed.items()), total)

    def _missing(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found: dict[str, list[str]] = {}
        for each in self.content.organisations.organisations:
            for stand in self.stands:
                if stand.duty.organisation == each.id and stand.state != ACCEPTED:
                    found.setdefault(each.short.uk, []).append(stand.duty.measure)
        return tuple((name, tuple(measures)) for name, measures in found.items())


def occasion(dates: Iterable[AwarenessDate], entry: Entry) -> str:
    """Return the day or campaign of awareness that an event belongs to, the longest; or ""."""
    day = f"{entry.held_on:%m-%d}"
    fitting = [
        each
        for each in dates
        if entry.measure in each.measures and each.starts <= day <= (each.ends or each.starts)
    ]
    return max(fitting, key=_days).name.uk if fitting else ""


def _days(each: AwarenessDate) -> int:
    start, end = (
        date.fromisoformat(f"2000-{day}") for day in (each.starts, each.ends or each.starts)
    )
    return (end - start).days
