"""The processes of a bench: the server with its people, and the bot that is measured."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent
BENCH = Path(__file__).resolve().parent
OTHER = ROOT / ".venv-bench"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Turn:
    """What one turn of tapping has shown."""

    taps: int
    seconds: float
    median: float  # seconds from a tap until its screen stands in the chat
    p95: float
    rounds: float  # round trips a tap; 0 without latency
    cpu: float  # seconds of the bot's process meanwhile

    @property
    def taps_a_second(self) -> float:
        """Return the pace of the whole crowd."""
        return self.taps / self.seconds

    @property
    def cpu_a_tap(self) -> float:
        """Return the CPU-seconds of the bot's process for one tap."""
        return self.cpu / self.taps


class Pair:
    """A bot's process, and a server's process with the people who tap."""

    def __init__(self, bot: list[str], folder: Path, people: int) -> None:
        self._crowd = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.crowd", f"--people={people}"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        ready = self._told()
        environment = {
            "PATH": os.environ["PATH"],
            "BOT_TOKEN": ready["token"],
            "BOT_API_URL": ready["url"],
            "SCREENS": str(folder / "screens.json"),
        }
        if bot == ours():
            environment["PYTHONPATH"] = str(ROOT)
        began = time.perf_counter()
        self._bot = subprocess.Popen(bot, env=environment, cwd=folder, stderr=subprocess.DEVNULL)
        self._told()
        self.start_seconds = time.perf_counter() - began  # from its start to its first poll
        self._told()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._bot, self._crowd):
            process.terminate()
            process.communicate(timeout=15)

    def turn(self, seconds: float, latency: float = 0) -> Turn:
        """Let the people tap for so long; raises RuntimeError if a process has ended."""
        assert self._crowd.stdin is not None
        before = cpu_of(self._bot.pid)
        print(seconds, latency, file=self._crowd.stdin, flush=True)
        figures = self._told()
        return Turn(cpu=cpu_of(self._bot.pid) - before, **figures)

    @property
    def megabytes(self) -> float:
        """Return the most memory that the bot's process has held."""
        status = Path(f"/proc/{self._bot.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def _told(self) -> dict[str, Any]:
        assert self._crowd.stdout is not None
        line = self._crowd.stdout.readline()
        if not line:
            raise RuntimeError("the people have gone: see what the processes wrote")
        told: dict[str, Any] = json.loads(line)
        del told["event"]
        return told


def cpu_of(pid: int) -> float:
    """Return the CPU-seconds, own and kernel's, that a running process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def ours() -> list[str]:
    """Return the command of our bot, as the operator runs it."""
    return [sys.executable, "-m", "bot", "run"]


def bare() -> list[str]:
    """Return the command of the bare aiogram bot; makes its environment if it is not there."""
    lock, python = BENCH / "aiogram.lock", OTHER / "bin" / "python"
    stamp = OTHER / "lock"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(OTHER)], check=True)
        install = [
            *(str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"),
            *("--require-hashes", "--only-binary=:all:", "--requirement", str(lock)),
        ]
        subprocess.run(install, check=True)
        stamp.write_bytes(lock.read_bytes())
    return [str(python), str(BENCH / "bare.py")]
