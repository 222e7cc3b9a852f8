"""Prints what the understanding finds of a phrase set, class by class, with every miss.

    python tests/phrases/measure.py [FOLDER …] [--brief] [--variants]

Without a folder it measures the judging set (tests/phrases). Classes and how labels count stand
in tests/phrases/README.md. `--variants` also measures what apostrophes, case, one typo and Latin
letters cost. Ends with 1 where a figure of the judging set is below what was promised.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from variants import VARIANTS, vary  # noqa: E402 - after the path is set

from bot.help.understanding import Kind, Reading, Understanding  # noqa: E402

OUTRIGHT = frozenset({"violence", "sexual", "confinement", "weapon"})
MEETS_INDIRECT = OUTRIGHT | {"indirect"}
NO_HARM_IN_TOPICS = frozenset({"indirect", "third_person", "child"})
OFFERED = 4
LEAST = {
    "outright": 0.98, "indirect": 0.92, "third_person": 0.95, "perpetrator": 0.95, "child": 0.95,
    "suicide": 0.95, "trafficking": 0.95, "silent": 0.95, "taken for danger": 0.97,
    "topic first": 0.88, "topic offered": 0.97, "smalltalk": 0.9, "foreign": 0.9,
}  # fmt: skip


@dataclass(slots=True)
class Tally:
    """How often something was right, and where it was not."""

    asked: int = 0
    met: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, right: bool, miss: str) -> None:
        """Count one."""
        self.asked += 1
        self.met += right
        if not right:
            self.misses.append(miss)

    @property
    def share(self) -> float:
        """Return the share of right ones, 1 where none was asked."""
        return self.met / self.asked if self.asked else 1.0


def phrases(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every phrase of a folder's files with the name of its file."""
    for path in sorted(folder.glob("*.yaml")):
        with path.open(encoding="utf-8") as file:
            for phrase in yaml.safe_load(file) or ():
                yield path.stem, phrase


def judge(phrase: dict[str, Any], file: str, reading: Reading, tallies: dict[str, Tally]) -> None:
    """Count one reading against its labels, in each class that the phrase has."""
    text, found = phrase["text"], {kind.value for kind in reading.kinds}
    told = f"{text!r} → {sorted(found)} {[t.place for t in reading.topics[:3]]}"
    wanted = set(phrase.get("kinds") or ())
    for kind in sorted(wanted - OUTRIGHT):
        met = found & MEETS_INDIRECT if kind == "indirect" else {kind} & found
        tallies[kind].add(bool(met), told)
    if wanted & OUTRIGHT:
        tallies["outright"].add((wanted & OUTRIGHT) <= found, f"{sorted(wanted)}: {told}")
    if not wanted:
        _judge_harmless(phrase, file, found, told, tallies)
    forbidden = set(phrase.get("not") or ())
    if forbidden:
        tallies["not"].add(not forbidden & found, f"not {sorted(forbidden)}: {told}")
    if phrase.get("topic"):
        places = phrase["topic"] if isinstance(phrase["topic"], list) else [phrase["topic"]]
        places = [place.removesuffix("/start") for place in places]  # a topic opens at its start
        offered = [one.place for one in reading.topics[:OFFERED]]
        tallies["topic first"].add(offered[:1] != [] and offered[0] in places, f"{places}: {told}")
        tallies["topic offered"].add(bool(set(places) & set(offered)), f"{places}: {told}")
    for name in ("smalltalk", "foreign"):
        if phrase.get(name):
            tallies[name].add(bool(getattr(reading, name)), told)


def _judge_harmless(
    phrase: dict[str, Any], file: str, found: set[str], told: str, tallies: dict[str, Tally]
) -> None:
    """Count whether a text without danger was taken for danger."""
    if "mixed_and_denials" in file:
        return
    if phrase.get("topic"):
        allowed = NO_HARM_IN_TOPICS
        if str(phrase["topic"]).find("sexual-violence") >= 0:
            allowed |= {"sexual"}
        tallies["topic taken for danger"].add(not found - allowed, told)
    else:
        tallies["taken for danger"].add(not found, told)


def measure(understanding: Understanding, folder: Path, variant: str | None) -> dict[str, Tally]:
    """Return the tallies of a folder, its texts changed in one way or not at all."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for number, (file, phrase) in enumerate(phrases(folder)):
        text = phrase["text"] if variant is None else vary(phrase["text"], variant, number)
        judge({**phrase, "text": text}, file, understanding.read(text), tallies)
    return tallies


def main() -> int:
    """Print the figures; return 1 where a promised one is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "tests" / "phrases"])
    parser.add_argument("--brief", action="store_true", help="figures only")
    parser.add_argument("--variants", action="store_true", help="what misspelling costs")
    parser.add_argument("--only", help="misses of one class only")
    options = parser.parse_args()
    understanding = Understanding.load(ROOT / "data")
    failed = False
    for folder in options.folders:
        print(f"== {folder}")
        tallies = measure(understanding, folder, None)
        for name, tally in sorted(tallies.items()):
            least = LEAST.get(name, 0.0)
            failed |= tally.share < least
            mark = "" if tally.share >= least else f"  BELOW {least:.0%}"
            print(f"{name:24} {tally.met:4}/{tally.asked:<4} {tally.share:7.1%}{mark}")
            if not options.brief and options.only in (None, name):
                print("".join(f"    {miss}\n" for miss in tally.misses), end="")
        if options.variants:
            failed |= _print_variants(understanding, folder, tallies)
    return int(failed)


def _print_variants(understanding: Understanding, folder: Path, plain: dict[str, Tally]) -> bool:
    """Print what each way of misspelling costs each kind of danger; return whether too much."""
    failed = False
    names = sorted({"outright", "indirect", *(k.value for k in Kind)} & plain.keys())
    for variant in VARIANTS:
        tallies = measure(understanding, folder, variant)
        asked, before = sum(plain[n].asked for n in names), sum(plain[n].met for n in names)
        lost = (before - sum(tallies[n].met for n in names)) / max(asked, 1)
        failed |= lost > 0.02
        shares = "  ".join(f"{n} {tallies[n].share:.0%}" for n in names)
        print(f"-- {variant:12} loses {lost:6.1%}{'  TOO MUCH' if lost > 0.02 else ''}   {shares}")
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
