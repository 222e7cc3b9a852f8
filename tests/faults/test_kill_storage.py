"""Writers and migrations that die at any moment: what was committed is there, once and whole."""

import asyncio
import os
import random
import sys
from pathlib import Path

from sqlalchemy import func, select

from bot.storage import audit, migrating
from bot.storage.database import Database
from bot.storage.tables import audit as rows

SEEDS = int(os.environ.get("FAULT_SEEDS", "1"))
ROUNDS = range(5 * SEEDS // 2)  # two kills each
COMMITS = 200
ROOT = Path(__file__).resolve().parents[2]

WRITES = f"""
import asyncio, sys
from datetime import UTC, datetime
from bot.storage import audit
from bot.storage.database import Database

async def main():
    database = Database(sys.argv[1])
    for number in range({COMMITS}):
        async with database.begin() as work:
            at = datetime.now(UTC)
            await audit.record(work, at=at, act="made", subject=f"{{sys.argv[2]}}:{{number}}")
        print(number, flush=True)
    await database.close()

asyncio.run(main())
"""
MIGRATES = """
import asyncio, sys
from bot.storage import migrating
from bot.storage.database import Database

async def main():
    database = Database(sys.argv[1])
    while True:
        await database.migrate()
        print("up", flush=True)
        async with database.begin() as work:
            await work.run_sync(migrating.down)
        print("down", flush=True)

asyncio.run(main())
"""


async def killed(program: str, *arguments: str, after: float) -> int:
    """Run the program, kill it so long after its first line; return how many lines it said."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program, *arguments), stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    first = await asyncio.wait_for(process.stdout.readline(), 60)
    await asyncio.sleep(after)
    if process.returncode is None:
        process.kill()
    said = first + await process.stdout.read()
    await process.wait()
    return said.count(b"\n")


async def test_kill_9_among_two_hundred_commits_of_two_writers(database: Database) -> None:
    dice = random.Random(268)
    for number in ROUNDS:
        who = [f"{number}a", f"{number}b"]
        said = await asyncio.gather(
            *(killed(WRITES, database.url, each, after=dice.random() / 2) for each in who)
        )
        async with database.begin() as work:
            assert await audit.verify(work) == []
            for writer, count in zip(who, said, strict=True):
                mine = rows.c.subject.startswith(f"{writer}:")
                kept = await work.scalar(select(func.count()).select_from(rows).where(mine))
                assert count <= (kept or 0) <= count + 1, "a commit was lost or doubled"
        await database.examine()


async def test_kill_9_inside_a_migration(database: Database) -> None:
    dice = random.Random(268)
    for _ in range(1 + SEEDS):
        await killed(MIGRATES, database.url, after=dice.random() / 4)
        async with database.begin() as work:
            revision = await work.run_sync(migrating.current)
            assert revision in (migrating.EMPTY, migrating.newest()), "a half migration stayed"
        await database.migrate()
        await database.ready()
