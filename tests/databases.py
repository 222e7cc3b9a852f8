"""Both databases for the tests, each test with its own: an SQLite file, a PostgreSQL database.

PostgreSQL is the machine's own (Debian's package), started once on a socket in a folder of its
own, or whatever TEST_POSTGRES_URL names. Without one its tests are skipped, in CI they fail.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import make_url

from bot.storage.database import Database

START_SECONDS = 60.0
INIT = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
TEMPLATE = "bot_template"
numbers = count(1)


@pytest.fixture(scope="session")
def pg_url() -> Iterator[str]:
    """The URL of a PostgreSQL server's maintenance database, reached as its superuser."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        missing = "no PostgreSQL on this machine: apt-get install postgresql"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="bot-pg-", dir="/tmp"))  # a socket's path is short
    try:
        with _server(programs, folder):
            yield f"postgresql+asyncpg://bot@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def pg_template(pg_url: str) -> Iterator[str]:
    """The name of a migrated database, copied for each test."""
    name = f"{TEMPLATE}_{os.getpid()}"
    at_once(_make(pg_url, name))
    at_once(_migrate(_named(pg_url, name)))
    yield name
    at_once(_run(pg_url, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "bot.db"
    at_once(_migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a migrated SQLite file of this test's own."""
    shutil.copy(sqlite_template, tmp_path / "bot.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"


@pytest.fixture
async def postgres_url(pg_url: str, pg_template: str) -> AsyncIterator[str]:
    """The URL of a migrated PostgreSQL database of this test's own."""
    name = f"bot_{os.getpid()}_{next(numbers)}"
    await _make(pg_url, name, pg_template)
    yield _named(pg_url, name)
    await _run(pg_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def second_postgres_url(pg_url: str) -> AsyncIterator[str]:
    """The URL of a PostgreSQL database with nothing in it, not even tables."""
    name = f"bot_{os.getpid()}_{next(numbers)}"
    await _make(pg_url, name)
    yield _named(pg_url, name)
    await _run(pg_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated database of this test's own; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def second_sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that is not yet there, nor is its folder."""
    return f"sqlite+aiosqlite:///{tmp_path / 'var' / 'second.db'}"


@pytest.fixture(params=["to-sqlite", pytest.param("to-postgres", marks=pytest.mark.postgres)])
def second_url(request: pytest.FixtureRequest) -> str:
    """The URL of another database, with nothing in it; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"second_{request.param.removeprefix('to-')}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database of this test's own, on SQLite and on PostgreSQL."""
    database = Database(database_url)
    yield database
    await database.close()


def at_once(act: Coroutine[Any, Any, None]) -> None:
    """Run it to its end, also where a loop runs already: a fixture may be asked for there."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, act).result()


async def _migrate(url: str) -> None:
    database = Database(url)
    try:
        await database.migrate()
    finally:
        await database.close()


async def _make(url: str, name: str, template: str = "template0") -> None:
    await _run(url, f"CREATE DATABASE {name} TEMPLATE {template}")


async def _run(url: str, command: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        await connection.execute(command)
    finally:
        await connection.close()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _programs() -> Path | None:
    """The folder with initdb and postgres: Debian keeps it out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    known = shutil.which("initdb")
    return Path(known).resolve().parent if known else None


class _server:
    """A server that ends with the tests, however they end."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self.log = folder / "log"

    def __enter__(self) -> None:
        as_whom: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to be root
            shutil.chown(self.folder, "postgres", "postgres")
            as_whom = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            as_whom += ["--pdeathsig=INT"]
        data = self.folder / "data"
        subprocess.run(
            [*as_whom, self.programs / "initdb", "-D", data, "-U", "bot", *INIT],
            check=True,
            capture_output=True,
            timeout=START_SECONDS,
            cwd=self.folder,
        )
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder)}
        settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
        given = [f"-c{name}={value}" for name, value in settings.items()]
        command = [*as_whom, self.programs / "postgres", "-D", data, *given]
        with (self.folder.parent / f"{self.folder.name}.log").open("wb") as log:
            self.log = Path(log.name)
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            with suppress(OSError, asyncpg.PostgresError):
                at_once(_run(f"postgresql://bot@/postgres?host={self.folder}", "SELECT 1"))
                return
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start: {self.log.read_text()[-2000:]}")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGQUIT)  # "immediate": nothing of it is kept
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)
        self.log.unlink(missing_ok=True)
