"""`make bench`: the crowd, the slow line, the start, a full year, each as a line of a table.

The two bots take turns (A B A B …) in one run, so that a busy machine is busy for both. Bot and
server are processes of their own; the people live in the server's.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chat.screen import Screen, markup
from bot.content.loader import load
from bot.help import screens
from bot.help.moment import Moment
from bot.help.opening import open_press
from tests.bench import notices, reporting
from tests.bench.processes import ROOT, Pair, Turn, bare, ours

OURS, AIOGRAM = "this bot", "aiogram"


def main() -> None:
    """Run everything and print the figures beside what they have to be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=7, help="turns of each bot")
    parser.add_argument("--seconds", type=float, default=3, help="seconds of one turn")
    parser.add_argument("--people", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw_for_aiogram(folder / "screens.json")
        people = options.people
        with Pair(ours(), folder, people) as own, Pair(bare(), folder, people) as other:
            compare({OURS: own, AIOGRAM: other}, options.turns, options.seconds)
        with Pair(ours(), folder, people=1) as alone:
            alone.turn(1)
            slow = alone.turn(8, latency=0.1)
        line("a tap at 100 ms latency, median", f"{slow.median * 1000:.0f} ms", "< 130 ms")
        line("a tap at 100 ms latency, p95", f"{slow.p95 * 1000:.0f} ms", "")
        line("round trips a tap", f"{slow.rounds:.2f}", "1")
        line("start to the first poll", f"{alone.start_seconds:.2f} s", "< 3 s")
    reminded = asyncio.run(notices.measure(900, latency=0.05))
    line("notices a second, of 30", f"{reminded.a_second:.1f}", "≥ 27")
    line("a tap meanwhile at 50 ms, p95", f"{reminded.p95 * 1000:.0f} ms", "< 150 ms")
    reporting.run(line)


def compare(pairs: dict[str, Pair], turns: int, seconds: float) -> None:
    """Let the crowds tap against both bots in turns; the first turn of each only warms up."""
    done: dict[str, list[Turn]] = {name: [] for name in pairs}
    print(f"A crowd taps, {turns} turns of {seconds:g} s for each bot, one after the other:\n")
    print(f"{'':<10}{'taps/s':>9}{'CPU ms/tap':>12}{'median ms':>11}{'p95 ms':>8}{'MB':>6}")
    for number in range(turns + 1):
        for name, pair in pairs.items():
            turn = pair.turn(seconds if number else 1)
            if number:
                done[name].append(turn)
                print(
                    f"{name:<10}{turn.taps_a_second:>9.0f}{turn.cpu_a_tap * 1000:>12.3f}"
                    f"{turn.median * 1000:>11.0f}{turn.p95 * 1000:>8.0f}"
                    f"{pair.megabytes:>6.0f}",
                    flush=True,
                )
    pace = {name: statistics.median(each.taps_a_second for each in done[name]) for name in done}
    cpu = {name: statistics.median(each.cpu_a_tap for each in done[name]) for name in done}
    print(f"\n{'':<44}{'measured':>38}   {'wanted':<10}")
    line("taps/s, ours ÷ aiogram's (medians)", f"{pace[OURS] / pace[AIOGRAM]:.2f}", "≥ 1.20")
    line("CPU a tap, ours ÷ aiogram's", f"{cpu[OURS] / cpu[AIOGRAM]:.2f}", "≤ 1.00")
    taps = sum(each.taps for each in done[OURS])
    line(f"memory at most, {taps} taps", f"{pairs[OURS].megabytes:.0f} MB", "< 150 MB")


def line(name: str, measured: str, wanted: str) -> None:
    """Print one line of the second table."""
    print(f"{name:<44}{measured:>38}   {wanted:<10}", flush=True)


def draw_for_aiogram(path: Path) -> None:
    """Write the screens that the crowd asks for, by the bytes of their buttons."""
    content = load(ROOT / "data")
    at = Moment(content, "uk", datetime.now(UTC), ZoneInfo("Europe/Kyiv"))
    first = screens.home(at)
    drawn = {"h:uk": told(first)}
    for row in first.rows:
        for button in row:
            if button.press.code not in ("h", "x"):
                drawn[button.press.pack()] = told(open_press(at, button.press))
    path.write_text(json.dumps(drawn, ensure_ascii=False), encoding="utf-8")


def told(screen: Screen) -> dict[str, object]:
    """Return a screen as plain values."""
    rows = [
        [(button["text"], button["callback_data"]) for button in row]
        for row in markup(screen)["inline_keyboard"]
    ]
    return {"text": screen.text, "rows": rows}


if __name__ == "__main__":
    main()
