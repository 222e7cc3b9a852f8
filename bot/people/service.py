"""The use cases of people, under one roof: what the app builds once and handlers ask."""

from bot.content.models import Organisations
from bot.people.absences import Absences
from bot.people.invitations import Invitations
from bot.people.joining import Joining
from bot.people.roster import Roster
from bot.storage.database import Database


class People:
    """Who is on the staff, how they come, what becomes of them."""

    def __init__(self, database: Database, organisations: Organisations) -> None:
        self.database = database
        self.invitations = Invitations(database, organisations)
        self.joining = Joining(database)
        self.roster = Roster(database)
        self.absences = Absences(database)
