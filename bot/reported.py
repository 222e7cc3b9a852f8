"""Reporting, put together: its services over the staff's database, its handlers, the desk.

The residents' guide is put in here, since reporting does not import help.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.documents import Documents
from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.content.models import LANGUAGES
from bot.help.answers import answer_text, said
from bot.help.moment import Moment
from bot.help.opening import open_press
from bot.help.places import button_to
from bot.help.presses import Home
from bot.help.understanding import Understanding
from bot.people.visit import StaffTable
from bot.reminders.working_days import WorkingDays
from bot.reporting.attaching import Attaching
from bot.reporting.coordination_handlers import coordination
from bot.reporting.desk_handlers import Desks
from bot.reporting.draft_handlers import DraftTalks
from bot.reporting.entry_handlers import EntryTalks
from bot.reporting.executor_handlers import Executors
from bot.reporting.guide import Guide
from bot.reporting.loose_handlers import LooseTalks
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet
from bot.reporting.term import Term
from bot.reporting.year_handlers import YearTalks
from bot.settings import Settings
from bot.storage.database import Database

# Without it a text that fits a topic tells of work, mostly: what the guide answers, it erases.
QUESTION = "?"


@dataclass(frozen=True, slots=True)
class ReportingSide:
    """What the app takes of reporting."""

    reporting: Reporting
    desks: Desks
    tables: tuple[StaffTable, ...]


def build_reporting(
    settings: Settings,
    content: Content,
    understanding: Understanding,
    database: Database,
    documents: Documents,
) -> ReportingSide:
    """Return reporting with its desk; nothing is read or opened yet."""
    programme, organisations = content.programme, content.organisations
    last = settings.programme_last_year
    working = WorkingDays(settings.zone, settings.martial_law).on_or_before
    reporting = Reporting(
        database, content, Term.of(programme, organisations, last, settings.zone, working)
    )
    guide = guide_of(content, understanding, settings.zone)
    attaching = Attaching(reporting.files, Sheet(content), documents.fetch)
    talks = DraftTalks(reporting, content, attaching)
    desks = Desks(reporting, content, guide.home)
    rooms = (
        desks,
        talks,
        Executors(talks, desks),
        EntryTalks(reporting, content),
        YearTalks(reporting, content, settings.zone),
        LooseTalks(talks, guide),
    )
    coordinators = coordination(reporting, content)
    desks.add(coordinators.more)
    tables = (*(each.table() for each in rooms), *coordinators.tables)
    return ReportingSide(reporting, desks, tables)


def guide_of(content: Content, understanding: Understanding, zone: ZoneInfo) -> Guide:
    """Return the residents' guide as staff meet it outside a question, in Ukrainian."""
    town = content.town

    def takes(text: str) -> bool:
        if said(text, town.hide_words) or said(text, town.safe_words):
            return True
        reading = understanding.read(text)
        asked = reading.clear and QUESTION in text
        return reading.danger or reading.smalltalk or asked

    def answer(text: str, now: datetime) -> Screen:
        at = Moment(content, LANGUAGES[0], now, zone)
        found = answer_text(at, understanding, text, None)
        return found.screen or open_press(at, button_to(at, found.place or "home").press)

    return Guide(Home(LANGUAGES[0]), takes, answer)
