"""Commands of reporting: the yearly summary as a file, and a filled form that came by e-mail."""

import argparse
import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.content.loader import Content, load
from bot.errors import SettingsFault
from bot.exports.apart import read_form_apart
from bot.exports.form import FormRow, form_file
from bot.exports.form_reading import FormRead
from bot.people import store
from bot.people.rules import Person, Role
from bot.reminded import working_days
from bot.reminders.calendar_file import calendar_file
from bot.reminders.service import calendar_of
from bot.reminders.working_days import WorkingDays
from bot.reporting.filing import Plan, Refusal
from bot.reporting.forms import rows_of
from bot.reporting.service import Reporting
from bot.reporting.summary import KINDS, made
from bot.reporting.term import Term
from bot.settings import Settings
from bot.storage.database import Database

EXIT_OK, EXIT_FINDINGS = 0, 1
Add = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]


def add(command: Add) -> None:
    """Add this room's commands by `command(name, run, text)`."""
    out = command("export", _export, "the yearly summary as a file, or a form to be filled in")
    out.add_argument("--year", type=int, required=True)
    out.add_argument("--out", type=Path, required=True, help="FILE.docx, .xlsx, .zip or .ics")
    out.add_argument("--drafts", action="store_true", help="also what is not accepted, marked so")
    out.add_argument("--form", metavar="ORGANISATION", help="a form for this one (.xlsx) instead")
    out.add_argument("--calendar", action="store_true", help="the year's dates (.ics) instead")
    back = command("import", _import, "a filled form (.xlsx) becomes reports, all rows or none")
    back.add_argument("file", type=Path)
    back.add_argument("--organisation", required=True, help="one organisation's id")
    back.add_argument("--year", type=int, help="where the form does not say it")
    back.add_argument("--by", metavar="NAME", help="the coordinator who files it, if several are")
    back.add_argument("--dry-run", action="store_true", help="only say what would change")


def _export(options: argparse.Namespace, settings: Settings) -> int:
    kind = options.out.suffix.removeprefix(".")
    if options.calendar:
        return _calendar(options, settings, kind)
    if kind not in KINDS or (options.form and kind != "xlsx"):
        expected = "FILE.xlsx" if options.form else ", ".join(f"FILE.{each}" for each in KINDS)
        raise SettingsFault(f"--out {options.out}: expected {expected}")
    content = load(settings.data_dir)
    if options.form:
        _known(options.form, content, "--form")
    asyncio.run(_written(options, settings, content, kind))
    print(f"{options.out}: {options.out.stat().st_size} bytes")
    return EXIT_OK


def _calendar(options: argparse.Namespace, settings: Settings, kind: str) -> int:
    if kind != "ics":
        raise SettingsFault(f"--out {options.out}: expected FILE.ics")
    content = load(settings.data_dir)
    occasions = calendar_of(content, working_days(settings))
    options.out.write_bytes(calendar_file(content, occasions, options.year, datetime.now(UTC)))
    print(f"{options.out}: {options.out.stat().st_size} bytes")
    return EXIT_OK


async def _written(
    options: argparse.Namespace, settings: Settings, content: Content, kind: str
) -> None:
    database, now = Database(settings.database_url), datetime.now(UTC)
    reporting = _reporting(database, settings, content)
    try:
        await database.migrate()
        if options.form:
            rows = await rows_of(reporting.ground, options.form, options.year)
            options.out.write_bytes(_form(options, content, rows))
            return
        gathered = await reporting.summary.gather(
            None, options.year, now=now, drafts=options.drafts, files=kind == "zip"
        )
        file = await made(gathered, kind, content.exports, options.out.stem)
        options.out.write_bytes(file)
        await reporting.summary.record(None, gathered.summary, kind, file, now=now)
    finally:
        await database.close()


def _form(options: argparse.Namespace, content: Content, rows: tuple[FormRow, ...]) -> bytes:
    return form_file(
        rows,
        content.exports,
        year=options.year,
        organisation=_known(options.form, content, "--form"),
        code=options.form,
        programme=content.programme.title,
    )


def _import(options: argparse.Namespace, settings: Settings) -> int:
    content = load(settings.data_dir)
    _known(options.organisation, content, "--organisation")
    try:
        file = options.file.read_bytes()
    except OSError as error:
        raise SettingsFault(f"{options.file}: {error.strerror}") from None
    return asyncio.run(_filed(options, settings, content, file))


async def _filed(
    options: argparse.Namespace, settings: Settings, content: Content, file: bytes
) -> int:
    form = await read_form_apart(file, content.exports)
    for fault in form.faults:
        print(fault.words)
    if form.faults:
        return EXIT_FINDINGS
    year = _year(options, form, content)
    database, now = Database(settings.database_url), datetime.now(UTC)
    reporting = _reporting(database, settings, content)
    try:
        await database.migrate()
        person = await _coordinator(database, options.by)
        act = reporting.filing.plan if options.dry_run else reporting.filing.file
        plan = await act(person, options.organisation, year, form.rows, now=now)
    finally:
        await database.close()
    return _said(plan, content, options.dry_run)


def _year(options: argparse.Namespace, form: FormRead, content: Content) -> int:
    """Return the year that the form is of; it has to be of this organisation."""
    named = {each.name: each.id for each in content.organisations.organisations}
    code = form.code or named.get(form.organisation, "")
    if code and code != options.organisation:
        raise SettingsFault(f"the form is of {code}, not of {options.organisation}")
    if options.year and form.year and options.year != form.year:
        raise SettingsFault(f"the form is of {form.year}, not of {options.year}")
    year = form.year or options.year
    if year is None:
        raise SettingsFault("the form does not say its year; give it as --year 2023")
    return int(year)


async def _coordinator(database: Database, name: str | None) -> Person:
    """Return who files the form: the one who is named, or the only one there is."""
    async with database.begin() as work:
        found = await store.active(work, Role.COORDINATOR)
    if name is not None:
        found = [each for each in found if each.name == name]
    if len(found) != 1:
        raise SettingsFault("--by: expected the name of one active coordinator")
    return found[0]


def _said(plan: Plan, content: Content, dry: bool) -> int:
    for refusal in plan.refusals:
        print(_refused(refusal, content))
    for line in plan.lines:
        steps = ", ".join(content.staff(f"line-{step}") for step in line.steps)
        print(f"{line.measure}  {line.what:<8}{steps}")
    new = sum(each.what != "same" for each in plan.lines)
    if plan.refusals:
        print(f"nothing was filed: {len(plan.refusals)} rows have to be mended")
        return EXIT_FINDINGS
    print(f"{new} reports {'would be' if dry else 'were'} submitted")
    return EXIT_OK


def _refused(refusal: Refusal, content: Content) -> str:
    """Return what is wrong with a row, by its place in the sheet."""
    form = content.exports
    titles: dict[str, str] = {each.key: each.title for each in form.form.columns}
    key = "planned" if refusal.step == "money" else refusal.step
    column = titles.get(key, key).format(source=form.sources[0].title)
    place = form.form.faults.cell.format(row=refusal.row, column=column, value="")
    return place + content.staff(refusal.key, **refusal.values)


def _reporting(database: Database, settings: Settings, content: Content) -> Reporting:
    last, zone = settings.programme_last_year, settings.zone
    working = WorkingDays(zone, settings.martial_law).on_or_before
    term = Term.of(content.programme, content.organisations, last, zone, working)
    return Reporting(database, content, term)


def _known(organisation: str, content: Content, option: str) -> str:
    """Return an organisation's name; raises SettingsFault for an unknown id."""
    known = {each.id: each.name for each in content.organisations.organisations}
    if organisation not in known:
        raise SettingsFault(f"{option} {organisation}: expected {', '.join(known)}")
    return known[organisation]
