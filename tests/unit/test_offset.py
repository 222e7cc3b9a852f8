"""Whatever comes and finishes in whatever order: only finished work is ever confirmed."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.chat.offset import KNOWN_IDS, KNOWN_SECONDS, Ledger


class TelegramAndUs(RuleBasedStateMachine):
    """Telegram's queue by its own rules, and the ledger in front of it."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger()
        self.queue: list[int] = []
        self.next_id = 1_000_000
        self.running: set[int] = set()
        self.done: set[int] = set()
        self.times_taken: dict[int, int] = {}
        self.now = 0.0

    @rule(how_many=st.integers(1, 130), gap=st.integers(0, 3))
    def people_write(self, how_many: int, gap: int) -> None:
        for _ in range(how_many):
            self.next_id += 1 + gap
            self.queue.append(self.next_id)

    @rule(answered=st.booleans())
    def poll(self, answered: bool) -> None:
        offset = self.ledger.offset()
        if offset is not None:
            forgotten = {number for number in self.queue if number < offset}
            assert forgotten <= self.done, "Telegram forgot what is not finished"
            self.queue = [number for number in self.queue if number >= offset]
        if not answered:  # the call arrived, its answer did not
            return
        self.ledger.confirm(offset)
        for number in self.ledger.take(self.queue[:100], self.now):
            self.times_taken[number] = self.times_taken.get(number, 0) + 1
            self.running.add(number)

    @precondition(lambda self: self.running)
    @rule(data=st.data())
    def finish_some(self, data: st.DataObject) -> None:
        for number in data.draw(st.sets(st.sampled_from(sorted(self.running)), min_size=1)):
            self.running.remove(number)
            self.done.add(number)
            self.ledger.finish(number)

    @precondition(lambda self: not self.queue and not self.running)
    @rule(start=st.integers(1, 2_000_000))
    def a_week_of_silence(self, start: int) -> None:
        self.now += 7 * 24 * 3600
        self.next_id = start
        self.done.clear()
        self.times_taken.clear()

    @invariant()
    def each_is_handled_once(self) -> None:
        assert all(times == 1 for times in self.times_taken.values())

    @invariant()
    def unfinished_are_known(self) -> None:
        assert self.ledger.unfinished == len(self.running)

    def teardown(self) -> None:
        for number in list(self.running):
            self.ledger.finish(number)
            self.running.remove(number)
            self.done.add(number)
        for _ in range(200):
            if not self.queue:
                break
            self.poll(answered=True)
            for number in list(self.running):
                self.running.remove(number)
                self.done.add(number)
                self.ledger.finish(number)
        self.poll(answered=True)
        assert self.queue == [], "everything is handled and confirmed in the end"
        assert self.ledger.offset() is None, "nothing is left to confirm: no offset is sent"


TestTelegramAndUs = TelegramAndUs.TestCase


@given(st.lists(st.integers(1, 60)), st.data())
def test_no_order_of_ids_confirms_unfinished_work(ids: list[int], data: st.DataObject) -> None:
    ledger = Ledger()
    unfinished = set(ledger.take(ids, 0))
    while unfinished:
        offset = ledger.offset()
        assert offset is None or offset <= min(unfinished)
        number = data.draw(st.sampled_from(sorted(unfinished)))
        unfinished.remove(number)
        ledger.finish(number)
    assert ledger.offset() == (max(ids) + 1 if ids else None)


def test_same_id_means_another_update_after_a_week_and_the_same_before() -> None:
    ledger = Ledger()
    assert ledger.take([7], 0) == [7]
    ledger.finish(7)
    assert ledger.take([7], KNOWN_SECONDS) == []
    assert ledger.take([7], KNOWN_SECONDS + 1) == [7]


def test_a_lower_numbering_is_not_confirmed_by_the_higher_one() -> None:
    ledger = Ledger()
    ledger.take([900], 0)
    ledger.finish(900)  # and the call that should have confirmed it never got an answer
    assert ledger.take([5, 6], 1) == [5, 6]
    ledger.finish(5)
    assert ledger.offset() == 6
    ledger.finish(6)
    assert ledger.offset() == 7


def test_memory_is_bounded_and_keeps_what_is_in_hand() -> None:
    ledger = Ledger()
    ledger.take([1], 0)
    for start in range(2, 3 * KNOWN_IDS, 100):
        for number in ledger.take(range(start, min(start + 100, 3 * KNOWN_IDS)), 0):
            ledger.finish(number)
    ledger.take([], 0)
    assert len(ledger._known) <= KNOWN_IDS + 2
    assert ledger.take([1], 0) == []
    assert ledger.offset() is None
    ledger.finish(1)
    assert ledger.offset() == 3 * KNOWN_IDS


def test_finishing_twice_or_the_unknown_changes_nothing() -> None:
    ledger = Ledger()
    ledger.take([3], 0)
    ledger.finish(9)
    ledger.finish(3)
    ledger.finish(3)
    assert ledger.offset() == 4
    ledger.confirm(4)
    assert ledger.offset() is None
