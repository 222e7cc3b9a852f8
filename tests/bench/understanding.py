"""Prints what understanding costs: seconds to load, megabytes, milliseconds a text.

python tests/bench/understanding.py
"""

import json
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяabcdefghij 0123456789.,!?'’*\n"


_TEXTS = 1000
_NEW_PROCESS = """
import json, os, sys
import yaml  # the bot reads its content with it anyway
from pathlib import Path
def megabytes():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
texts = json.load(sys.stdin)
before = megabytes()
from bot.help.understanding import Understanding
understanding = Understanding.load(Path("data"))
for text in texts:
    understanding.read(text)
print(megabytes() - before)
"""


def _memory() -> float:
    """Return the megabytes that loading and reading texts add to a process that has the texts."""
    texts = json.dumps(phrases()[:_TEXTS])
    told = subprocess.run(
        [sys.executable, "-c", _NEW_PROCESS],
        cwd=ROOT, input=texts, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(told.stdout)


def phrases() -> list[str]:
    """Return the texts of the judging set."""
    return [
        phrase["text"]
        for path in sorted((ROOT / "tests" / "phrases").glob("*.yaml"))
        for phrase in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def milliseconds(read, texts: list[str]) -> list[float]:  # type: ignore[no-untyped-def]
    """Return how long each text took."""
    took = []
    for text in texts:
        start = time.perf_counter()
        read(text)
        took.append(1000 * (time.perf_counter() - start))
    return sorted(took)


def show(name: str, took: list[float]) -> None:
    """Print median, p99 and the longest."""
    p99 = took[min(len(took) - 1, int(len(took) * 0.99))]
    print(
        f"{name:32} median {statistics.median(took):7.2f} ms  p99 {p99:7.2f}  max {took[-1]:7.2f}"
    )


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    from bot.help.understanding import Understanding

    understanding = Understanding.load(ROOT / "data")
    loaded = time.perf_counter() - start
    start = time.perf_counter()
    understanding.read("перший текст читає і словники")
    print(f"loaded in {loaded:.2f} s, first text {time.perf_counter() - start:.2f} s")
    texts = phrases()
    show(f"{len(texts)} phrases", milliseconds(understanding.read, texts))
    print(f"memory: {_memory():.0f} MB more (loaded, and {_TEXTS} texts read, in a new process)")
    dice = random.Random(7)
    nonsense = ["".join(dice.choices(LETTERS, k=dice.randrange(1, 200))) for _ in range(1000)]
    show("1,000 random strings", milliseconds(understanding.read, nonsense))
    longest = ["".join(dice.choices(LETTERS, k=4096)) for _ in range(5)]
    longest += [("б'є мене " * 500)[:4096], "а" * 4096, "б " * 2048, "не " * 1365, "." * 4096]
    longest += [" ".join(texts)[:4096], "muzh biot " * 409]
    show("4,096 characters", milliseconds(understanding.read, longest))


if __name__ == "__main__":
    main()
