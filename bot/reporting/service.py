"""Everything that is done with duties, events and reports, in rooms by what it is about."""

from bot.content.loader import Content
from bot.reporting.board import Boards
from bot.reporting.drafts import Drafts
from bot.reporting.entries import Entries
from bot.reporting.extensions import Extensions
from bot.reporting.files import Files
from bot.reporting.filing import Filing
from bot.reporting.ground import Ground
from bot.reporting.personal_tokens import dictionary
from bot.reporting.reports import Reports
from bot.reporting.review import Review
from bot.reporting.summary import Summaries
from bot.reporting.term import Term
from bot.storage.database import Database


class Reporting:
    """The rooms of reporting, built once over one database."""

    def __init__(self, database: Database, content: Content, term: Term) -> None:
        dictionary()  # read from the disk now: the first text must not wait for it
        self.term = term
        self.ground = ground = Ground(database, content, term)
        self.drafts = Drafts(ground)
        self.entries = Entries(ground)
        self.reports = Reports(ground)
        self.files = Files(database)
        self.review = Review(ground)
        self.extensions = Extensions(ground)
        self.board = Boards(ground)
        self.filing = Filing(ground)
        self.summary = Summaries(ground, self.board)
