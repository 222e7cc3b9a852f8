"""`kill -9` while reports are being submitted: none lost, none doubled, none half."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import func, insert, select, text

from bot.storage import audit
from bot.storage.database import Database, Work
from bot.storage.tables import audit as audits
from bot.storage.tables import drafts, entries, files, people, report_versions, reports
from tests.faults.running import ROOT
from tests.faults.submitting import NOW

KILLS = 2 * int(os.environ.get("FAULT_SEEDS", "5"))  # of each kind of database: 10, or 100
CALLS_AT_MOST = 16  # acknowledged in a round before its last moments begin …
LONGEST_SECONDS = 0.03  # … which last no longer than this: a call or two
START_SECONDS = 60


class Rounds:
    """The process that forks one reporter after another."""

    def __init__(self, process: asyncio.subprocess.Process, journal: Path) -> None:
        self.process, self.journal = process, journal

    async def killed(self, seed: int) -> bool:
        """Run one round and kill it; return whether that was before its end.

        Every second one dies in the moments of a submission, the others anywhere on the way.
        """
        dice = random.Random(seed)
        what, at_most = ((b"submitting", 2), (b"\n", CALLS_AT_MOST))[seed % 2]
        fatal = self.lines(what) + dice.randint(1, at_most)
        child = await self.begin(seed)
        ended = asyncio.ensure_future(self.number())
        async with asyncio.timeout(START_SECONDS):
            while self.lines(what) < fatal and not ended.done():  # noqa: ASYNC110
                await asyncio.sleep(0.0005)
        await asyncio.sleep(dice.uniform(0, LONGEST_SECONDS))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        return await ended == -signal.SIGKILL

    def lines(self, what: bytes) -> int:
        return self.journal.read_bytes().count(what)

    async def begin(self, seed: int) -> int:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{seed}\n".encode())
        return await self.number()

    async def number(self) -> int:
        assert self.process.stdout is not None
        return int(await asyncio.wait_for(self.process.stdout.readline(), START_SECONDS))

    def acknowledged(self, what: str) -> list[tuple[int, ...]]:
        """Return the numbers of what was acknowledged so far."""
        lines = [line.split() for line in self.journal.read_text().splitlines()]
        return [tuple(map(int, line[1:])) for line in lines if line[0] == what]


@asynccontextmanager
async def rounds(url: str, folder: Path) -> AsyncIterator[Rounds]:
    journal = folder / "journal.txt"
    journal.touch()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.submitting", url, str(journal), str(ROOT / "data")),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Rounds(process, journal)
    finally:
        process.kill()
        await process.wait()


async def test_kill_9_while_submitting_loses_doubles_and_halves_nothing(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    async with database.begin() as work:
        row = {"name": "Катерина", "role": "coordinator", "state": "active", "created_at": NOW}
        await work.execute(insert(people).values(row))
    await database.close()
    killed = 0
    async with rounds(database_url, tmp_path) as running:
        for seed in range(KILLS):
            killed += await running.killed(seed)
            await assert_whole(database_url, running)
        await running.begin(KILLS)
        assert await running.number() == 0, "the last one finishes what the killed ones left"
        await assert_whole(database_url, running)
    assert killed > KILLS / 2, "most rounds ended by themselves: nothing was shown"
    assert len(running.acknowledged("submitted")) > KILLS / 2


async def assert_whole(url: str, running: Rounds) -> None:
    database = Database(url)
    try:
        if not database.sqlite:
            await others_gone(database)
        async with database.begin() as work:
            if database.sqlite:
                assert await work.scalar(text("PRAGMA integrity_check")) == "ok"
            assert await audit.verify(work) == []
            await assert_reports_whole(work, running)
            await assert_entries_whole(work, running)
            await assert_drafts_kept(work, running)
    finally:
        await database.close()


async def others_gone(database: Database) -> None:
    """Wait until the server has noticed that the killed one is gone: it rolls back by itself."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    async with asyncio.timeout(START_SECONDS):
        while True:
            async with database.begin() as work:
                if not await work.scalar(query):
                    return
            await asyncio.sleep(0.005)


async def assert_reports_whole(work: Work, running: Rounds) -> None:
    """Each report has all its versions, audit rows, ended drafts, and its one file."""
    rows = (await work.execute(select(reports.c.id, reports.c.version))).all()
    versions = {row.id: row.version for row in rows}
    assert await tally(work, report_versions.c.report) == versions
    assert await tally(work, files.c.report) == dict.fromkeys(versions, 1)
    assert await recorded(work, "report-submitted", "report:") == versions
    ended = select(func.count()).where(drafts.c.outcome == "submitted")
    assert await work.scalar(ended) == sum(versions.values())
    for report, version in running.acknowledged("submitted"):
        assert versions.get(report, 0) >= version, "an acknowledged report is lost"


async def assert_entries_whole(work: Work, running: Rounds) -> None:
    """Each event has its audit row, its ended draft, and its one file."""
    found = dict.fromkeys(await work.scalars(select(entries.c.id)), 1)
    assert await tally(work, files.c.entry) == found
    assert await recorded(work, "entry-saved", "entry:") == found
    ended = select(func.count()).where(drafts.c.outcome == "saved")
    assert await work.scalar(ended) == len(found)
    assert {entry for (entry,) in running.acknowledged("saved")} <= found.keys()


async def assert_drafts_kept(work: Work, running: Rounds) -> None:
    """Each acknowledged answer is there, and each acknowledged file is somewhere."""
    found = (await work.execute(select(drafts.c.id, drafts.c.version))).all()
    versions = {row.id: row.version for row in found}
    assert {draft for (draft,) in running.acknowledged("begun")} <= versions.keys()
    for draft, version in running.acknowledged("answered"):
        assert versions[draft] >= version, "an acknowledged answer is lost"
    kept = await work.scalar(select(func.count()).select_from(files))
    assert kept is not None
    assert kept >= len(running.acknowledged("attached"))


async def tally(work: Work, column: object) -> dict[int, int]:
    """Return how many rows there are for each value of a column."""
    return dict(Counter(each for each in await work.scalars(select(column)) if each is not None))


async def recorded(work: Work, act: str, prefix: str) -> dict[int, int]:
    """Return how often an act stands in the audit, by the number of its subject."""
    subjects = await work.scalars(select(audits.c.subject).where(audits.c.act == act))
    return dict(Counter(int(each.removeprefix(prefix)) for each in subjects))
