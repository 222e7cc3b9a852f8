"""The board is a picture for a phone: wide enough, small enough, told by more than colour."""

import threading
import time
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from bot.content.loader import Content
from bot.exports import board as drawing
from bot.exports.board import board_picture
from bot.exports.values import Board, Cell, State
from tests.gallery.hostile import PAYLOADS
from tests.gallery.year import board

STATES: tuple[State, ...] = ("empty", "draft", "submitted", "returned", "accepted", "excused")


@pytest.fixture(scope="module")
def told(content: Content) -> Board:
    return board(content)


def opened(told: Board) -> Image.Image:
    picture = Image.open(BytesIO(board_picture(told)))
    picture.load()
    return picture


def one(state: State, late: bool = False) -> Board:
    return Board(
        year=2023,
        title="Звіти",
        measures=(("1.1.1", "Захід"),),
        organisations=(("a", "А"),),
        cells=(Cell("1.1.1", "a", state, late),),
        legend={},
        late="пізно",
        as_of="",
    )


def cell_of(picture: Image.Image) -> np.ndarray:
    top = drawing._TITLE + drawing._HEAD
    box = (drawing._LEFT, top, picture.width - drawing._RIGHT, top + drawing._ROW)
    return np.asarray(picture.convert("L").crop(box))


def test_it_fits_a_phone_and_telegram(told: Board) -> None:
    content = board_picture(told)
    picture = Image.open(BytesIO(content))
    assert picture.format == "PNG"
    assert 1080 <= picture.width < picture.height < 3 * picture.width
    assert picture.width + picture.height <= 10_000
    assert len(content) < 1_000_000


def test_it_is_drawn_in_time(told: Board) -> None:
    board_picture(told)
    start = time.thread_time()  # the machine may be busy with others
    board_picture(told)
    assert time.thread_time() - start < 1


def test_states_differ_without_colour() -> None:
    """A sign, not only a colour: in grey, each state's ink is another."""
    found = [cell_of(opened(one(state))) for state in STATES]
    inked = []
    for grey in found:
        ground = np.median(grey)
        inked.append(np.abs(grey.astype(int) - ground) > 60)
    for first in range(len(STATES)):
        for second in range(first):
            assert (inked[first] != inked[second]).sum() > 20, (STATES[first], STATES[second])


def test_late_is_marked() -> None:
    for state in STATES:
        plain, late = (cell_of(opened(one(state, each))) for each in (False, True))
        assert (np.abs(plain.astype(int) - late) > 60).sum() > 300


def test_hostile_names_are_drawn_without_a_warning(told: Board) -> None:
    for part in range(0, len(PAYLOADS), 6):
        names = [payload[:500] for payload in PAYLOADS[part : part + 6]]
        hostile = replace(
            one("accepted"),
            title=names[0],
            as_of=names[1],
            measures=tuple((f"1.1.{n}", f"{name} $x^2$ \\frac") for n, name in enumerate(names)),
            organisations=tuple((str(n), name) for n, name in enumerate(names)),
            legend={"accepted": names[2], "draft": names[3]},
            late=names[4],
        )
        assert opened(hostile).width == 1080


def test_an_empty_board_and_a_large_one_are_drawn_too() -> None:
    empty = replace(one("empty"), measures=(), organisations=(), cells=())
    assert opened(empty).width == 1080
    large = replace(
        one("empty"),
        measures=tuple((f"1.{each}", f"Захід {each}") for each in range(200)),
        organisations=tuple((str(each), f"Виконавець {each}") for each in range(20)),
        cells=tuple(
            Cell(f"1.{row}", str(column), "accepted", False)
            for row in range(0, 200, 20)
            for column in range(20)
        ),
    )
    picture = opened(large)
    assert picture.width + picture.height <= 10_000


def test_a_cell_that_nothing_is_known_of_is_left_out(told: Board) -> None:
    stray = replace(told, cells=(*told.cells, Cell("9.9.9", "nobody", "accepted", False)))
    assert board_picture(stray) == board_picture(told)


def test_threads_do_not_spoil_each_others_pictures(told: Board) -> None:
    expected = board_picture(told)
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(board_picture(told))) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert made == [expected] * 3
