"""A process that ends, however it ends: Telegram's queue is the inbox, so nobody is forgotten."""

import asyncio
import contextlib
import os
import random
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.faults import ANY, Fault
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.faults.running import Running, until

SAID = ("/start", "мене б'є чоловік", "як отримати адвоката", "/sos", "доброго дня", "йцукен")
PEOPLE = 100
SEEDS = range(268, 268 + int(os.environ.get("FAULT_SEEDS", "2")))  # two kills each
START_SECONDS = 30  # a busy machine; how fast it really starts is for tests/bench to say


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


def crowd(sandbox: Sandbox) -> list[Person]:
    """A hundred people write while nobody is there to answer."""
    people = [sandbox.person(f"Person {number}") for number in range(PEOPLE)]
    for number, person in enumerate(people):
        person.phone.say(SAID[number % len(SAID)])
    return people


def answers(sandbox: Sandbox) -> int:
    return sum(1 for call in sandbox.calls if call[1] == "sendMessage")


async def all_settled(sandbox: Sandbox) -> None:
    await until(lambda: not sandbox.bot.updates.waiting, START_SECONDS)


def assert_everybody_has_one_answer(people: list[Person]) -> None:
    for person in people:
        assert [message.from_bot for message in person.messages] == [True], person.name


@pytest.mark.parametrize("seed", SEEDS)
async def test_kill_9_among_a_hundred_waiting_updates_loses_none(
    sandbox: Sandbox, tmp_path: Path, seed: int
) -> None:
    people, dice = crowd(sandbox), random.Random(seed)
    sandbox.faults.latency = 0.03  # so that many are in hand at once when the process dies
    for _ in range(2):
        async with Running(sandbox, tmp_path) as bot:
            fatal = answers(sandbox) + dice.randint(1, 45)
            await until(lambda fatal=fatal: answers(sandbox) >= fatal, START_SECONDS)
            bot.send(signal.SIGKILL)
            assert await bot.exit_code(5) == -signal.SIGKILL
        assert sandbox.bot.updates.waiting, "it died too late to have left anything"
    async with Running(sandbox, tmp_path):
        await all_settled(sandbox)
    assert_everybody_has_one_answer(people)


async def test_sigterm_finishes_what_is_in_hand_and_leaves_the_rest(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    people = crowd(sandbox)
    async with Running(sandbox, tmp_path) as bot:
        await until(lambda: answers(sandbox) > 5, START_SECONDS)
        bot.send(signal.SIGTERM)
        assert await bot.exit_code(10) == 0
    async with Running(sandbox, tmp_path):
        await all_settled(sandbox)
    assert_everybody_has_one_answer(people)
    assert answers(sandbox) == PEOPLE, "what was finished was confirmed, so nothing came twice"


async def test_a_token_that_was_never_good_ends_with_78(sandbox: Sandbox, tmp_path: Path) -> None:
    bad = sandbox.token[:-1] + ("A" if sandbox.token[-1] != "A" else "B")
    async with Running(sandbox, tmp_path, token=bad) as bot:
        assert await bot.exit_code(START_SECONDS) == 78
    assert "BotFather" in bot.output
    assert bad not in bot.output
    assert bad.partition(":")[2] not in bot.output


async def test_a_token_that_is_revoked_ends_with_78_within_five_seconds(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    anna = sandbox.person("Anna")
    async with Running(sandbox, tmp_path) as bot:
        await sandbox.polled(START_SECONDS)
        await anna.start()
        sandbox.faults.always(ANY, Fault.refuse(401, "Unauthorized"))
        began, calls = time.monotonic(), len(sandbox.calls)
        anna.phone.say("доброго дня")  # wakes the long poll; the next call is refused
        assert await bot.exit_code(5) == 78
    assert time.monotonic() - began < 5
    assert len(sandbox.calls) - calls < 10, "it kept on knocking"
    assert sandbox.token.partition(":")[2] not in bot.output


async def test_a_second_poller_ends_the_process_with_75_and_says_why(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    async with Running(sandbox, tmp_path) as bot:
        await sandbox.polled(START_SECONDS)
        async with rival(sandbox):
            assert await bot.exit_code(20) == 75
    assert "Another copy polls with the same token" in bot.output


@contextlib.asynccontextmanager
async def rival(sandbox: Sandbox) -> AsyncIterator[None]:
    """Another copy with the same token, which never gives up."""

    async def poll() -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                address = f"{sandbox.url}/bot{sandbox.token}/getUpdates"
                async with session.get(address, params={"timeout": 30}) as answer:
                    await answer.read()

    task = asyncio.create_task(poll())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
