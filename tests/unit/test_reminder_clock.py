"""The clock only ticks: a fault does not end it, a jump is seen at once, what is late is told."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.metrics import Counts
from bot.reminders.clock import SANDBOX_SECONDS, SECONDS, Clock
from bot.reminders.lane import Lane
from bot.reminders.notices import Ticked
from bot.sandbox.clock import MovableClock
from tests.faults.running import until


class Beats:
    """Counts ticks, at the time that they take it to be."""

    def __init__(self, now: MovableClock) -> None:
        self.now, self.seen = now, list[datetime]()
        self.faults = 0
        self.next_at: datetime | None = None
        self.hold: asyncio.Event | None = None

    async def __call__(self) -> Ticked:
        self.seen.append(self.now.now())
        if self.faults:
            self.faults -= 1
            raise ValueError("a fault in a tick")
        if self.hold is not None:
            await self.hold.wait()
        return Ticked(next_at=self.next_at)


@pytest.fixture
def beats() -> Beats:
    return Beats(MovableClock(datetime(2023, 12, 15, 7, tzinfo=UTC)))


async def test_it_ticks_at_once_and_then_on_and_on(beats: Beats) -> None:
    clock = Clock(beats, beats.now.now, seconds=0.02)
    clock.start()
    clock.start()
    await until(lambda: len(beats.seen) >= 3, 5)
    await clock.stop()
    count = len(beats.seen)
    await asyncio.sleep(0.06)
    assert len(beats.seen) == count
    assert clock.healthy()


async def test_a_fault_is_told_and_the_next_tick_comes(
    beats: Beats, caplog: pytest.LogCaptureFixture
) -> None:
    beats.faults = 2
    clock = Clock(beats, beats.now.now, seconds=0.02)
    clock.start()
    await until(lambda: not clock.healthy(), 5)
    await until(lambda: len(beats.seen) >= 4, 5)
    await clock.stop()
    assert clock.healthy()
    assert sum("tick-failed" in each.getMessage() for each in caplog.records) == 2


async def test_a_jump_is_seen_within_a_second_in_the_sandbox_and_told(
    beats: Beats, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock(beats, beats.now.now, seconds=SANDBOX_SECONDS)
    clock.start()
    await until(lambda: beats.seen, 5)
    beats.now.move(timedelta(days=5))
    await until(lambda: beats.seen[-1] > datetime(2023, 12, 20, tzinfo=UTC), 1.5)
    await clock.stop()
    assert SANDBOX_SECONDS <= 1 < SECONDS
    assert any("clock-jumped" in each.getMessage() for each in caplog.records)


async def test_a_tick_falls_on_the_moment_that_telegram_has_named(beats: Beats) -> None:
    beats.next_at = beats.now.now() + timedelta(seconds=0.3)
    clock = Clock(beats, beats.now.now, seconds=30)
    clock.start()
    await until(lambda: len(beats.seen) >= 2, 5)
    await clock.stop()
    late = (beats.seen[1] - beats.next_at).total_seconds()
    assert -0.01 <= late < 2


async def test_a_tick_that_is_still_running_is_not_joined_by_another(beats: Beats) -> None:
    beats.hold = asyncio.Event()
    clock = Clock(beats, beats.now.now, seconds=0.01)
    clock.start()
    await until(lambda: beats.seen, 5)
    await clock.beat()
    await asyncio.sleep(0.05)
    assert len(beats.seen) == 1
    beats.hold.set()
    await clock.stop()


async def test_ticks_that_did_not_come_are_told(
    beats: Beats, caplog: pytest.LogCaptureFixture
) -> None:
    passed = [0.0]
    clock = Clock(beats, beats.now.now, seconds=30, monotonic=lambda: passed[0])
    await clock.beat()
    passed[0] = 400.0
    await clock.beat()
    assert any("ticks-missed" in each.getMessage() for each in caplog.records)
    passed[0] = 2000.0
    assert not clock.healthy()


def test_the_operator_sees_how_long_no_tick_was_done() -> None:
    counts, silent = Counts(), [3.5]
    counts.watch("bot_reminders_silent_seconds", "as they say", lambda: silent[0])
    assert b"bot_reminders_silent_seconds 3.5" in counts.exposition()
    silent[0] = 900.0
    assert b"bot_reminders_silent_seconds 900.0" in counts.exposition()


class Slept:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds


async def test_the_lane_lets_25_a_second_through_and_one_a_second_per_chat() -> None:
    time = Slept()
    lane = Lane(monotonic=time, sleep=time.sleep)
    for _ in range(250):
        await lane.slot()
    assert 9.7 <= time.at - 100 <= 10
    began = time.at
    for _ in range(4):
        await lane.rest(1)
    assert time.at - began == pytest.approx(3)
    await lane.rest(2)
    assert time.at - began == pytest.approx(3), "another chat does not wait"


async def test_one_429_is_one_chats_matter_three_are_the_lanes() -> None:
    time = Slept()
    lane = Lane(monotonic=time, sleep=time.sleep)
    for _ in range(2):
        lane.refused(30)
    await lane.slot()
    assert time.at == pytest.approx(100, abs=1)
    lane.refused(30)
    await lane.slot()
    assert time.at >= 130
    lane.taken()
    lane.refused(30)
    began = time.at
    await lane.slot()
    assert time.at - began < 1
