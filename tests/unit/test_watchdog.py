"""A silent process ends itself; one that goes on is left alone."""

import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from bot.chat.watchdog import EXIT_CODE, Watchdog


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Exit:
    def __init__(self) -> None:
        self.code: int | None = None
        self.called = threading.Event()

    def __call__(self, code: int) -> None:
        self.code = code
        self.called.set()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def leave() -> Exit:
    return Exit()


@pytest.fixture
def watchdog(clock: Clock, leave: Exit) -> Iterator[Watchdog]:
    dog = Watchdog(90, clock=clock, leave=leave, step=0.01)
    dog.start()
    yield dog
    dog.stop()


def test_ends_the_process_after_90_silent_seconds(
    watchdog: Watchdog, clock: Clock, leave: Exit, caplog: pytest.LogCaptureFixture
) -> None:
    clock.now = 89
    assert not leave.called.wait(0.1)
    assert watchdog.alive()
    clock.now = 91
    assert leave.called.wait(2)
    assert leave.code == EXIT_CODE == 70
    assert not watchdog.alive()
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]


def test_beats_keep_it_quiet(watchdog: Watchdog, clock: Clock, leave: Exit) -> None:
    for _ in range(5):
        clock.now += 80
        watchdog.beat()
        assert not leave.called.wait(0.03)
    assert watchdog.alive()


def test_a_log_that_blocks_does_not_keep_the_process(
    watchdog: Watchdog, clock: Clock, leave: Exit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.watchdog._LAST_WORDS", 0.05)
    held = threading.Event()
    handler = logging.StreamHandler(io.StringIO())
    monkeypatch.setattr(handler, "emit", lambda record: held.wait(5))
    logging.root.addHandler(handler)
    try:
        clock.now = 100
        assert leave.called.wait(2)
    finally:
        held.set()
        logging.root.removeHandler(handler)


def test_start_and_stop_can_be_repeated(clock: Clock, leave: Exit) -> None:
    dog = Watchdog(90, clock=clock, leave=leave, step=0.01)
    dog.stop()
    dog.start()
    dog.start()
    dog.stop()
    clock.now = 500
    assert not leave.called.wait(0.05)
    dog.start()  # starting counts as a beat
    assert not leave.called.wait(0.05)
    dog.stop()
    assert threading.active_count() == 1 or all(
        thread.name != "watchdog" for thread in threading.enumerate()
    )


def test_blocked_loop_ends_a_real_process() -> None:
    code = (
        "import sys, time\n"
        "from bot.logs import set_up\n"
        "from bot.chat.watchdog import Watchdog\n"
        "set_up('INFO', sys.stderr)\n"
        "Watchdog(0.1, step=0.05).start()\n"
        "time.sleep(20)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=15)
    assert done.returncode == EXIT_CODE
    (line,) = done.stderr.decode().splitlines()
    assert json.loads(line)["event"] == "no-cycle-finished"
