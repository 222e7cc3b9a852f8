"""The reporting form of one organisation, with what it has submitted already in its cells."""

from bot.exports.form import FormMoney, FormRow
from bot.reporting import reports_store
from bot.reporting.answers import Answers
from bot.reporting.ground import Ground


async def rows_of(ground: Ground, organisation: str, year: int) -> tuple[FormRow, ...]:
    """Return a row for each duty of an organisation's year, in the order of Annex 1."""
    async with ground.database.begin() as work:
        told = await reports_store.of_year(work, organisation, year)
    said = {each.measure: each.answers for each in told}
    return tuple(
        _row(each.measure, ground.content.measure(each.measure).short.uk, said.get(each.measure))
        for each in ground.duties(organisation, year)
    )


def _row(measure: str, title: str, answers: Answers | None) -> FormRow:
    if answers is None:
        return FormRow(measure, title)
    return FormRow(
        measure,
        title,
        status=answers.status.value,
        text=answers.text,
        people=answers.people,
        events=answers.events,
        money=tuple(
            FormMoney(each.source.value, each.planned, each.spent) for each in answers.money
        ),
        no_money=answers.no_money,
        reason=answers.reason,
        until=answers.until,
    )
