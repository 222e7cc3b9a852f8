"""Polling against a queue that behaves as Telegram's: nothing lost, nobody delayed by another."""

import asyncio
import contextlib
import json
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, Update

from bot.chat.intake import Intake
from bot.chat.lanes import ALLOWED_UPDATES, Kind, Outcome
from bot.chat.transport import AiohttpRequest
from bot.chat.watchdog import Watchdog
from bot.errors import AnotherPoller, TokenRefused

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


def message(number: int, chat: int, text: str = "привіт") -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "А"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": {"id": chat, "type": "private"},
            "from": person,
            "text": text,
        },
    }


async def until(true: Callable[[], object], seconds: float = 5) -> None:
    for _ in range(int(seconds * 200)):
        if true():
            return
        await asyncio.sleep(0.005)
    raise TimeoutError


class Telegram:
    """getUpdates with Telegram's own rules for the offset, and faults to answer first."""

    def __init__(self) -> None:
        self.queue: list[dict[str, Any]] = []
        self.polls: list[dict[str, Any]] = []
        self.faults: list[tuple[int, dict[str, Any]]] = []
        self.always: tuple[int, dict[str, Any]] | None = None
        self._came = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.url = ""

    def add(self, *updates: dict[str, Any]) -> None:
        self.queue.extend(updates)
        self._came.set()

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/bot" + TOKEN + "/getUpdates", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        asked = json.loads(await request.read())
        self.polls.append(asked)
        if self.always or self.faults:
            status, parameters = self.always or self.faults.pop(0)
            told = {"ok": False, "description": "no", "parameters": parameters}
            return web.json_response(told, status=status)
        if "offset" in asked:
            self.queue = [u for u in self.queue if u["update_id"] >= asked["offset"]]
        if not self.queue and asked["timeout"]:
            self._came.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(asked["timeout"]):
                    await self._came.wait()
        return web.json_response({"ok": True, "result": self.queue[: asked.get("limit", 100)]})

    async def settled(self, seconds: float = 5) -> None:
        """Wait until Telegram has nothing left to bring."""
        await until(lambda: not self.queue, seconds)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    server = Telegram()
    await server.start()
    yield server
    await server.stop()


class Count:
    def __init__(self) -> None:
        self.seen: list[tuple[Kind, Outcome]] = []

    def __call__(self, kind: Kind, outcome: Outcome, seconds: float) -> None:
        self.seen.append((kind, outcome))

    def of(self, outcome: Outcome) -> int:
        return sum(1 for _, seen in self.seen if seen is outcome)


def never(code: int) -> None:
    raise AssertionError("the watchdog ended the process")


@contextlib.asynccontextmanager
async def polling(
    telegram: Telegram, handle: Callable[[Update], Awaitable[None]], **options: Any
) -> AsyncIterator[tuple[Intake, "asyncio.Task[None]"]]:
    request = AiohttpRequest()
    bot = Bot(TOKEN, base_url=telegram.url + "/bot", request=request, get_updates_request=request)
    options.setdefault("watchdog", Watchdog(leave=never))
    intake = Intake(bot, handle, **options)
    task = asyncio.create_task(intake.run())
    try:
        yield intake, task
    finally:
        intake.stop()
        async with asyncio.timeout(15):
            await asyncio.gather(task, return_exceptions=True)
        await request.shutdown()


def text_of(update: Update) -> str:
    assert update.message is not None
    assert update.message.text is not None
    return update.message.text


async def test_updates_are_handled_once_confirmed_and_asked_for_by_name(
    telegram: Telegram,
) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    telegram.add(message(10, 1), message(11, 2))
    async with polling(telegram, handle):
        await telegram.settled()
        telegram.add(message(12, 1))
        await telegram.settled()
    assert handled == [10, 11, 12]
    assert all(poll["allowed_updates"] == list(ALLOWED_UPDATES) for poll in telegram.polls)
    assert "offset" not in telegram.polls[0]


async def test_order_within_a_chat_and_many_chats_at_once(telegram: Telegram) -> None:
    order: dict[int, list[int]] = {}
    at_once = most_at_once = 0

    async def handle(update: Update) -> None:
        nonlocal at_once, most_at_once
        at_once += 1
        most_at_once = max(most_at_once, at_once)
        await asyncio.sleep(random.uniform(0, 0.02))
        assert update.effective_chat is not None
        order.setdefault(update.effective_chat.id, []).append(update.update_id)
        at_once -= 1

    updates = [message(number, number % 20 + 1) for number in range(1, 401)]
    telegram.add(*updates)
    async with polling(telegram, handle):
        await telegram.settled()
    assert sum(map(len, order.values())) == 400
    assert all(ids == sorted(ids) for ids in order.values())
    assert most_at_once == 20


async def test_offset_never_passes_unfinished_work(telegram: Telegram) -> None:
    gate = asyncio.Event()
    handled: list[int] = []

    async def handle(update: Update) -> None:
        if update.update_id == 3:
            await gate.wait()
        handled.append(update.update_id)

    telegram.add(*[message(number, number) for number in range(1, 11)])
    async with polling(telegram, handle):
        await until(lambda: len(handled) == 9 and telegram.queue[0]["update_id"] == 3)
        began, polls = time.monotonic(), len(telegram.polls)
        await asyncio.sleep(0.5)  # Telegram repeats 3 to 10 all the while, and answers at once
        assert (len(telegram.polls) - polls) / (time.monotonic() - began) < 25, "it spins"
        assert max(poll.get("offset", 0) for poll in telegram.polls) == 3
        telegram.add(message(11, 11))
        await until(lambda: 11 in handled, 1)  # a newcomer does not wait for the one in hand
        gate.set()
        await telegram.settled()
    assert sorted(handled) == list(range(1, 12)), "each exactly once, however often it came"
    assert telegram.polls[-1]["offset"] == 12


async def test_poison_among_99_costs_only_itself(
    telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    handled: list[int] = []
    count = Count()

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    updates = [message(number, number) for number in range(1, 101)]
    del updates[49]["message"]["date"]
    updates[49]["message"]["text"] = "Олена, вул. Київська 1"
    telegram.add(*updates)
    began = time.monotonic()
    async with polling(telegram, handle, seen=count):
        await telegram.settled()
    assert time.monotonic() - began < 2
    assert sorted(handled) == [number for number in range(1, 101) if number != 50]
    assert count.of(Outcome.UNPARSABLE) == 1
    assert "Олена" not in caplog.text
    assert "Київська" not in caplog.text


@pytest.mark.parametrize(
    "error",
    [
        ValueError("Олена"),
        asyncio.CancelledError(),
        KeyboardInterrupt(),
        SystemExit(3),
        BaseExceptionGroup("both", [KeyboardInterrupt(), ValueError()]),
    ],
)
async def test_whatever_a_handler_raises_the_next_update_is_handled(
    telegram: Telegram, error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    handled: list[str] = []

    async def handle(update: Update) -> None:
        if text_of(update) == "зле":
            await asyncio.sleep(0)
            raise error
        handled.append(text_of(update))

    count = Count()
    telegram.add(message(1, 1, "зле"), message(2, 1, "після"), message(3, 2, "поряд"))
    async with polling(telegram, handle, seen=count) as (_, task):
        await telegram.settled()
        telegram.add(message(4, 1, "згодом"))
        await telegram.settled()
        assert not task.done()
    assert sorted(handled) == ["згодом", "поряд", "після"]
    assert count.of(Outcome.FAILED) == 1
    assert "Олена" not in caplog.text


async def test_a_handler_that_cancels_its_own_task_stops_nothing(telegram: Telegram) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        task = asyncio.current_task()
        assert task is not None
        if update.update_id == 1:
            task.cancel()
            await asyncio.sleep(1)
        assert not task.cancelling(), "the next one starts clean"
        handled.append(update.update_id)

    telegram.add(message(1, 1), message(2, 1))
    async with polling(telegram, handle):
        await telegram.settled()
    assert handled == [2]


async def test_hanging_handler_is_ended_and_the_chat_goes_on(telegram: Telegram) -> None:
    handled: list[int] = []
    count = Count()

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            await asyncio.sleep(600)
        handled.append(update.update_id)

    telegram.add(message(1, 1), message(2, 1), message(3, 2))
    async with polling(telegram, handle, handler_seconds=0.2, seen=count):
        await telegram.settled()
    assert handled == [3, 2]
    assert count.of(Outcome.OVERDUE) == 1


async def test_flood_from_one_chat_delays_no_other(telegram: Telegram) -> None:
    handled: dict[int, list[int]] = {1: [], 2: []}
    count = Count()
    when: list[float] = []

    async def handle(update: Update) -> None:
        assert update.effective_chat is not None
        if update.effective_chat.id == 1:
            await asyncio.sleep(0.05)
        else:
            when.append(time.monotonic())
        handled[update.effective_chat.id].append(update.update_id)

    flood = [message(number, 1) for number in range(1, 600)]
    telegram.add(*flood, message(600, 2))
    began = time.monotonic()
    async with polling(telegram, handle, seen=count):
        await telegram.settled(20)
    assert handled[2] == [600]
    assert when[0] - began < 2, "behind 599 updates of another chat"
    assert handled[1] == sorted(handled[1])
    assert handled[1][-1] == 599, "the newest are kept"
    assert count.of(Outcome.DROPPED) == 599 - len(handled[1])


async def test_forty_may_wait_and_the_oldest_give_way(telegram: Telegram) -> None:
    gate = asyncio.Event()
    handled: list[int] = []

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            await gate.wait()
        handled.append(update.update_id)

    telegram.add(message(1, 1))
    async with polling(telegram, handle):
        await until(lambda: telegram.polls)
        await asyncio.sleep(0.05)  # the first one runs
        telegram.add(*[message(number, 1) for number in range(2, 62)])
        await asyncio.sleep(0.3)
        gate.set()
        await telegram.settled()
    assert handled == [1, *range(22, 62)]


async def test_kinds_that_nobody_asked_for_are_passed_over(telegram: Telegram) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    edited = message(1, 1)
    edited["edited_message"] = edited.pop("message")
    telegram.add(edited, {"update_id": 2}, message(3, 1))
    async with polling(telegram, handle):
        await telegram.settled()
    assert handled == [3]


async def test_lower_ids_after_a_week_of_silence_are_handled_once(telegram: Telegram) -> None:
    handled: list[str] = []

    async def handle(update: Update) -> None:
        handled.append(text_of(update))

    telegram.add(message(900_000, 1, "до"))
    async with polling(telegram, handle):
        await telegram.settled()
        telegram.add(message(5, 1, "після"))
        await telegram.settled()
    assert handled == ["до", "після"]


async def test_stop_finishes_what_is_in_hand_and_confirms_it(telegram: Telegram) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        await asyncio.sleep(0.3)
        handled.append(update.update_id)

    telegram.add(*[message(number, number) for number in range(1, 101)])
    async with polling(telegram, handle) as (intake, task):
        await asyncio.sleep(0.1)
        intake.stop()
        intake.stop()
        await task
        assert sorted(handled) == list(range(1, 101))
        assert telegram.queue == []
    assert telegram.polls[-1]["limit"] == 1
    assert telegram.polls[-1]["timeout"] == 0


async def test_stop_ends_a_long_poll_at_once(telegram: Telegram) -> None:
    async def handle(update: Update) -> None: ...

    async with polling(telegram, handle) as (intake, task):
        await until(lambda: telegram.polls)
        began = time.monotonic()
        intake.stop()
        await task
        assert time.monotonic() - began < 0.5


async def test_what_cannot_finish_in_time_is_left_to_telegram(
    telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.intake._STOP_SECONDS", 0.2)

    async def handle(update: Update) -> None:
        if update.update_id == 2:
            await asyncio.sleep(600)

    telegram.add(message(1, 1), message(2, 2), message(3, 3))
    async with polling(telegram, handle) as (intake, task):
        await asyncio.sleep(0.1)
        intake.stop()
        await task
    assert [update["update_id"] for update in telegram.queue] == [2, 3]


class Naps:
    """A sleep that takes no time and remembers how long it should have been."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


async def nothing(update: Update) -> None: ...


@pytest.mark.parametrize("status", [401, 404])
async def test_refused_token_stops_the_bot(telegram: Telegram, status: int) -> None:
    telegram.always = (status, {})
    async with polling(telegram, nothing) as (_, task):
        with pytest.raises(TokenRefused) as caught:
            await task
        assert TOKEN not in repr(caught.value) + str(caught.value)
    assert len(telegram.polls) == 1


async def test_third_conflict_within_a_minute_stops_the_bot(telegram: Telegram) -> None:
    naps = Naps()
    telegram.always = (409, {})
    async with polling(telegram, nothing, sleep=naps, clock=naps.clock) as (_, task):
        with pytest.raises(AnotherPoller):
            await task
    assert naps.taken == [3.0, 3.0]
    assert len(telegram.polls) == 3


async def test_conflicts_far_apart_are_lived_with(telegram: Telegram) -> None:
    naps = Naps()
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)
        naps.now += 31

    telegram.faults = [(409, {})]
    telegram.add(message(1, 1))
    async with polling(telegram, handle, sleep=naps, clock=naps.clock) as (_, task):
        for number in (2, 3, 4):
            await telegram.settled()
            telegram.faults = [(409, {})]
            telegram.add(message(number, 1))
        await telegram.settled()
        assert not task.done()
    assert handled == [1, 2, 3, 4]


async def test_waits_as_told_by_429_and_longer_each_time_for_the_rest(telegram: Telegram) -> None:
    naps = Naps()
    telegram.faults = [(429, {"retry_after": 17}), *[(502, {})] * 8]
    telegram.add(message(1, 1))
    async with polling(telegram, nothing, sleep=naps, clock=naps.clock):
        await telegram.settled()
    assert naps.taken[0] == 17
    assert all(1 <= nap <= 39 for nap in naps.taken[1:])
    assert naps.taken[-1] >= 30
    assert sorted(naps.taken[1:5]) == naps.taken[1:5]


@contextlib.contextmanager
def watched(naps: Naps) -> Iterator[tuple[Watchdog, list[float]]]:
    beats: list[float] = []
    dog = Watchdog(clock=naps.clock, leave=lambda code: None)
    monkey, dog.beat = dog.beat, lambda: (beats.append(naps.now), monkey())[1]  # type: ignore[method-assign]
    yield dog, beats


async def test_the_watchdog_hears_of_answers_and_not_of_silence(telegram: Telegram) -> None:
    naps = Naps()
    with watched(naps) as (dog, beats):
        telegram.faults = [(502, {})] * 3
        telegram.add(message(1, 1))
        async with polling(telegram, nothing, sleep=naps, clock=naps.clock, watchdog=dog):
            await telegram.settled()
            assert len(beats) > 3
            await telegram.stop()
            await asyncio.sleep(0.1)
            heard = len(beats)
            await asyncio.sleep(0.3)
            assert len(naps.taken) > 6
            assert len(beats) == heard, "nobody answers: no cycle has finished"
        await telegram.start()


async def test_the_watchdog_hears_nothing_while_handling_stands_still(
    telegram: Telegram,
) -> None:
    naps = Naps()
    gate = asyncio.Event()

    async def handle(update: Update) -> None:
        await gate.wait()

    with watched(naps) as (dog, beats):
        telegram.add(message(1, 1))
        async with polling(telegram, handle, clock=naps.clock, watchdog=dog):
            await asyncio.sleep(0.2)
            heard, polls = len(beats), len(telegram.polls)
            await asyncio.sleep(0.3)
            assert len(telegram.polls) > polls
            assert len(beats) == heard
            gate.set()
            telegram.add(message(2, 1))
            await telegram.settled()
            assert len(beats) > heard


async def test_mutated_updates_stall_nothing(telegram: Telegram) -> None:
    """Fields dropped, replaced and retyped: whatever comes, the last update is handled."""
    dice = random.Random(268)
    junk: list[Any] = [None, "", 0, -1, 1 << 70, [], {}, True, "я" * 50, 1.5, {"id": "x"}]
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)
        _ = update.effective_chat, update.message and update.message.text

    def mutated(value: Any, depth: int = 0) -> Any:
        if depth and dice.random() < 0.08:
            return dice.choice(junk)
        if isinstance(value, dict):
            return {k: mutated(v, depth + 1) for k, v in value.items() if dice.random() > 0.03}
        return value

    updates = []
    for number in range(1, 2001):
        update = mutated(message(number, number % 50))
        update["update_id"] = number
        updates.append(update)
    telegram.add(*updates, message(2001, 1, "кінець"))
    async with polling(telegram, handle):
        await telegram.settled(20)
    assert handled[-1] == 2001
    assert len(handled) > 1000


async def test_a_hundred_people_at_once_are_served_quickly(telegram: Telegram) -> None:
    """Each waits 10 ms for Telegram, as a tap does; 20 taps each."""
    done: dict[int, asyncio.Event] = {chat: asyncio.Event() for chat in range(1, 101)}

    async def handle(update: Update) -> None:
        await asyncio.sleep(0.01)
        assert update.effective_chat is not None
        done[update.effective_chat.id].set()

    numbers = iter(range(1, 10_000))

    async def taps(chat: int) -> None:
        for _ in range(20):
            done[chat].clear()
            telegram.add(message(next(numbers), chat))
            await done[chat].wait()

    async with polling(telegram, handle):
        began = time.monotonic()
        async with asyncio.timeout(20):
            await asyncio.gather(*(taps(chat) for chat in done))
        rate = 2000 / (time.monotonic() - began)
        await telegram.settled()
    assert rate > 300, f"{rate:.0f} taps a second"
