"""A process that reports without end and may be killed at any moment.

Started once, it reads data/ and then forks for each round, so that a round costs no start. Each
line on stdin, "SEED", begins one; its process id comes back, then its exit code. What the service
has acknowledged is written to a journal before anything else is done, and that it is about to
submit too: the moments after that are the ones to die in.
"""

import asyncio
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.content.loader import Content, load
from bot.people.rules import Person, PersonState, Role
from bot.people.visit import Attachment
from bot.reporting.answers import Draft
from bot.reporting.service import Reporting
from bot.reporting.term import Term
from bot.storage.database import Database

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
YEAR = 2026
PAPER = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SAID = {
    "status": "partly", "text": "Провели акцію", "people": "120", "events": "1",
    "money": "10/8", "reason": "Не було коштів", "until": "1 березня", "files": "done",
    "measure": "", "date": "вчора",
}  # fmt: skip


class Reporter:
    """A coordinator who enters for everybody, so that one process has all duties to fill."""

    def __init__(self, reporting: Reporting, person: Person, journal: int, seed: int) -> None:
        self.reporting, self.person, self.journal = reporting, person, journal
        self.dice = random.Random(seed)

    async def work(self) -> None:
        """Finish what was left open, then report five to fifteen things more."""
        for draft in await self.reporting.drafts.open_of(self.person):
            await self.finish(draft)
        organisations = self.reporting.ground.content.organisations.organisations
        for _ in range(self.dice.randint(5, 15)):
            organisation = self.dice.choice(organisations).id
            owed = self.reporting.ground.duties(organisation, YEAR)
            measure = self.dice.choice(owed).measure
            await self.finish(await self.begun(organisation, measure))

    async def begun(self, organisation: str, measure: str) -> Draft:
        drafts, today = self.reporting.drafts, NOW.date()
        if self.dice.random() < 0.7:
            draft = await drafts.start_report(self.person, organisation, YEAR, measure, now=NOW)
        else:
            draft = await drafts.start_event(
                self.person, now=NOW, today=today, organisation=organisation, measure=measure
            )
        self.told("begun", draft.id)
        return draft

    async def finish(self, draft: Draft) -> None:
        drafts = self.reporting.drafts
        if not draft.files:
            paper = Attachment("f", "unique", "звіт.pdf", len(PAPER), "application/pdf")
            await self.reporting.files.attach(self.person, draft.id, paper, PAPER, None, now=NOW)
            self.told("attached", draft.id)
        while draft.step != "check":
            draft = await drafts.answer(
                self.person,
                draft.id,
                draft.version,
                draft.step,
                "0" if (draft.kind, draft.step) == ("event", "money") else SAID[draft.step],
                now=NOW,
                today=NOW.date(),
            )
            self.told("answered", draft.id, draft.version)
        self.told("submitting", draft.id)
        if draft.kind == "event":
            entry = await drafts.save(self.person, draft.id, draft.version, now=NOW)
            self.told("saved", entry.id)
        else:
            report = await drafts.submit(self.person, draft.id, draft.version, now=NOW)
            self.told("submitted", report.id, report.version)

    def told(self, what: str, *numbers: int) -> None:
        os.write(self.journal, f"{what} {' '.join(map(str, numbers))}\n".encode())


async def work(url: str, content: Content, journal: int, seed: int) -> None:
    database = Database(url)
    person = Person(1, "Катерина", Role.COORDINATOR, None, PersonState.ACTIVE)
    term = Term.of(content.programme, content.organisations, YEAR)
    try:
        await Reporter(Reporting(database, content, term), person, journal, seed).work()
    finally:
        await database.close()


def main(url: str, journal: Path, data: Path) -> None:
    content = load(data)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            handle = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            asyncio.run(work(url, content, handle, int(line)))
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
