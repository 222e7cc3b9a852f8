"""Zero hold: after a thousand residents in every state, nothing of theirs is anywhere on our side.

Searched are all files that the process could have written, everything it has logged (at DEBUG,
with the libraries' own loggers let loose), and the metrics. Every kind of fault was on meanwhile.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest

from bot.app import Knowledge
from bot.help.understanding import Reading, Understanding
from bot.sandbox.clock import MovableClock
from bot.sandbox.faults import ACTING, Fault
from bot.sandbox.server import Sandbox
from bot.sandboxed import build_in
from bot.settings import ROOT, Settings
from tests.conftest import Town
from tests.flows.residents import BREAK, NAME, PHONE, USERNAME, WAYS, WORD, Resident, resident
from tests.whole import share
from tests.written import written

RESIDENTS, AT_ONCE = share(1000), share(100)
MARKS = (NAME, WORD, USERNAME, PHONE, BREAK)
QUOTING = f"Bad Request: can't parse {WORD}0001 of {NAME}0001 in {USERNAME}0001"
FAULTS = (
    None,
    Fault.too_many(retry_after=1),
    Fault.server_error(502),
    Fault.server_error(500, accepted=True),
    Fault.drop_before_accept(),
    Fault.drop_after_accept(),
    Fault.cut_json(),
    Fault.refuse(400, QUOTING),
    Fault.refuse(403, f"Forbidden: {NAME}0001 has blocked {WORD}0001"),
    Fault.slow(0.2),
)


class Fragile(Understanding):
    """Understanding that fails at some words, as a fault of ours would, with the words in it."""

    __slots__ = ()

    def read(self, text: str) -> Reading:
        if BREAK in text:
            raise ValueError(f"what is {text!r}?")
        return Understanding.read(self, text)


def fragile(whole: Understanding) -> Fragile:
    return Fragile(**{each.name: getattr(whole, each.name) for each in fields(whole)})


@pytest.fixture
async def town(
    settings: Settings, knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Town]:
    monkeypatch.chdir(tmp_path)
    listening = settings.model_copy(update={"listen": "127.0.0.1:0"})
    clock = MovableClock()
    sandbox = Sandbox(clock)
    await sandbox.start()
    known = Knowledge(knowledge.content, fragile(knowledge.understanding))
    app = build_in(sandbox, listening, clock, known)
    running = asyncio.create_task(app.run())
    try:
        await sandbox.polled()
        yield Town(sandbox, app, clock)
    finally:
        app.stop()
        await asyncio.wait_for(running, 15)
        await sandbox.stop()


async def test_a_thousand_residents_leave_nothing(town: Town, tmp_path: Path) -> None:
    residents = [resident(town, number) for number in range(RESIDENTS)]
    with written("DEBUG", uncapped=True) as log:
        for number, fault in enumerate(FAULTS):
            town.sandbox.faults.clear()
            if fault is not None:
                share = 0.05 if fault.code == 429 else 0.25  # each of those is a second of waiting
                town.sandbox.faults.always(ACTING, fault, share)
            group = residents[number * AT_ONCE : (number + 1) * AT_ONCE]
            await asyncio.gather(*(WAYS[one.number % len(WAYS)](one) for one in group))
    told = log.getvalue()
    for event in ("update-failed", "answer-failed", "not-erased", "ValueError"):
        assert event in told, "the faults have not reached what they were meant for"
    assert found(told.encode(), residents) == set()
    assert found(await metrics(town), residents) == set()
    for folder in (tmp_path, ROOT / "var"):
        caught = {path: found(each, residents) for path, each in files(folder)}
        assert {path: what for path, what in caught.items() if what} == {}


def found(where: bytes, residents: list[Resident]) -> set[str]:
    """Return every canary in these bytes, as it is or in the ways in which text is escaped."""
    text = where.decode(errors="replace")
    ids = {str(one.person.id) for one in residents}
    caught = ids.intersection(re.findall(r"\d{8,}", text))
    for mark in MARKS:
        forms = {mark, json.dumps(mark)[1:-1], quote(mark), ascii(mark)[1:-1]}
        wide = mark.encode("utf-16-le") in where
        if wide or any(form.casefold() in text.casefold() for form in forms):
            caught.add(mark)
    return caught


def files(folder: Path) -> list[tuple[Path, bytes]]:
    """Return every file of a folder with its bytes, those under deeper folders too."""
    return [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]


async def metrics(town: Town) -> bytes:
    assert town.app.web is not None
    address = f"http://127.0.0.1:{town.app.web.port}/metrics"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        exposition = await answer.read()
    assert b'bot_updates_total{kind="message",outcome="handled"}' in exposition
    return exposition


async def test_the_search_would_find_a_planted_canary(town: Town, tmp_path: Path) -> None:
    one = resident(town, 7)
    plants = {
        str(one.person.id): f'{{"chat": {one.person.id}}}',
        WORD: json.dumps({"text": one.word}),
        NAME: f"name={one.person.name.upper()}",
        USERNAME: quote(f"@{one.person.phone.user.username}"),
        PHONE: repr(f"{PHONE}0000007"),
    }
    for number, (canary, plant) in enumerate(plants.items()):
        assert found(f"… {plant} …".encode(), [one]) == {canary}
        (tmp_path / f"{number}.db-wal").write_bytes(b"\x00\xff" + plant.encode() + b"\x00")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "core").write_bytes(b"\x01" + one.word.encode("utf-16-le"))
    caught = [found(each, [one]) for _, each in files(tmp_path)]
    assert sum(map(bool, caught)) == len(plants) + 1
    assert found(b"102 116 123 2026-11-22T16:00:00.123Z", [one]) == set()
