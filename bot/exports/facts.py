"""The summary's facts, as the sentences of the form fill them in."""

from collections.abc import Mapping

from bot.content.models import Form
from bot.exports.plain import cleaned
from bot.exports.values import Summary, Told

DAY = "%d.%m.%Y"


def facts(summary: Summary, form: Form) -> Mapping[str, str]:
    """Return what {programme}, {year} and the like stand for."""
    all_told = [told for measure in summary.measures for told in measure.told]
    start, end = summary.period
    return {
        "programme": cleaned(summary.programme.removeprefix(form.programme_prefix)),
        "year": str(summary.year),
        "number": str(summary.decision_number),
        "date": f"{summary.decision_date:{DAY}}",
        "council": cleaned(summary.council),
        "responsible": cleaned(summary.responsible),
        "start": f"{start:{DAY}}",
        "end": f"{end:{DAY}}",
        "cut_off": f"{summary.cut_off:{DAY} %H:%M}",
        "accepted": str(sum(told.state == "accepted" for told in all_told)),
        "expected": str(sum(told.state != "excused" for told in all_told)),
    }


def counts(told: Told, drafts_included: bool) -> bool:
    """Return whether what was told may be shown: accepted, or a draft is what was asked for.

    A returned or unread report must not slip into what a council files.
    """
    return told.state == "accepted" or (drafts_included and told.state != "excused")
