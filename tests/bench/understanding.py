"""Prints what understanding costs: seconds to load, megabytes, milliseconds a text.

python tests/bench/understanding.py
"""

import random
import resource
import statistics
import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяabcdefghij 0123456789.,!?'’*\n"


def megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
    before = megabytes()
    start = time.perf_counter()
    from bot.help.understanding import Understanding

    understanding = Understanding.load(ROOT / "data")
    loaded = time.perf_counter() - start
    start = time.perf_counter()
    understanding.read("перший текст читає і словники")
    print(f"loaded in {loaded:.2f} s, first text {time.perf_counter() - start:.2f} s")
    texts = [
        phrase["text"]
        for path in sorted((ROOT / "tests" / "phrases").glob("*.yaml"))
        for phrase in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    show(f"{len(texts)} phrases", milliseconds(understanding.read, texts))
    print(f"memory: {megabytes() - before:.0f} MB more")
    dice = random.Random(7)
    nonsense = ["".join(dice.choices(LETTERS, k=dice.randrange(1, 200))) for _ in range(1000)]
    show("1,000 random strings", milliseconds(understanding.read, nonsense))
    longest = ["".join(dice.choices(LETTERS, k=4096)) for _ in range(5)]
    longest += [("б'є мене " * 500)[:4096], "а" * 4096, "б " * 2048, "не " * 1365, "." * 4096]
    longest += [" ".join(texts)[:4096], "muzh biot " * 409]
    show("4,096 characters", milliseconds(understanding.read, longest))


if __name__ == "__main__":
    main()
