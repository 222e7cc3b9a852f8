"""The board as a picture for a phone: measures × organisations, one sign and colour per state.

Colours are those of Okabe and Ito, which the colour-blind tell apart; the signs tell the same.
"""

import threading
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from matplotlib import get_data_path
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Rectangle

from bot.exports.plain import cleaned
from bot.exports.values import Board, Cell, State

_DRAWING = threading.Lock()  # matplotlib's fonts are not made for two threads
_FACES: dict[State, tuple[str, str, str]] = {  # colour, sign, colour of the sign
    "empty": ("#FFFFFF", "·", "#000000"),
    "draft": ("#F0E442", "…", "#000000"),
    "submitted": ("#56B4E9", "↑", "#000000"),
    "returned": ("#D55E00", "↩", "#FFFFFF"),
    "accepted": ("#009E73", "✓", "#FFFFFF"),
    "excused": ("#BBBBBB", "–", "#000000"),
}
_LATE = "!"
_FONT = f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf"
_BOLD = f"{get_data_path()}/fonts/ttf/DejaVuSans-Bold.ttf"
_DPI = 100
_LEFT, _ROW, _LEGEND, _RIGHT = (
    480,
    58,
    46,
    54,
)  # pixels: measures' names, a row, a line of the legend, the free right side
_NARROWEST, _TITLE, _HEAD = 1080, 110, 290
_LETTERS = 33  # of a measure's name in its full size
_ON_ONE_SIDE = 9_000  # pixels; Telegram takes 10,000 for both sides together


def board_picture(board: Board) -> bytes:
    """Return the board as PNG, at least 1080 pixels wide. Thread-safe, one picture at a time."""
    with _DRAWING:
        return _Picture(board).png()


@cache
def _known() -> frozenset[int]:
    return frozenset(FT2Font(_FONT).get_charmap())


def _drawable(text: str, at_most: int) -> str:
    """Return text in letters that the font has, cut to what its place can hold."""
    line = " ".join(cleaned(text).split())
    plain = "".join(each if ord(each) in _known() else "□" for each in line)
    return plain if len(plain) <= at_most else f"{plain[: at_most - 1]}…"


class _Picture:
    """One drawing: pixels from the top left corner."""

    def __init__(self, board: Board) -> None:
        self._board = board
        columns = max(1, len(board.organisations))
        self._cell = max(70, (_NARROWEST - _LEFT - _RIGHT) // columns)
        self._width = max(_NARROWEST, _LEFT + self._cell * columns + _RIGHT)
        rows = len(board.measures) + 1  # the last one counts
        room = _ON_ONE_SIDE - self._width - _TITLE - _HEAD - 5 * _LEGEND
        self._row = min(_ROW, max(8, room // rows))
        legend = -(-(len(board.legend) + 1) // 3) * _LEGEND + 20
        self._below = _TITLE + _HEAD + self._row * rows
        self._height = self._below + legend
        figure = Figure(figsize=(self._width / _DPI, self._height / _DPI), dpi=_DPI)
        figure.patch.set_facecolor("white")
        self._figure, self._axes = figure, figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, self._width)
        self._axes.set_ylim(self._height, 0)
        self._fonts: dict[tuple[int, bool], FontProperties] = {}

    def png(self) -> bytes:
        """Return the finished picture."""
        self._title()
        self._names()
        self._cells()
        self._counts()
        self._legend()
        content = BytesIO()
        self._figure.savefig(content, format="png")
        return content.getvalue()

    def _text(
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        *,
        bold: bool = False,
        colour: str = "#000000",
        across: str = "left",
        turned: int = 0,
    ) -> None:
        font = self._fonts.setdefault(
            (size, bold), FontProperties(fname=_BOLD if bold else _FONT, size=size * 72 / _DPI)
        )
        self._axes.text(
            *at,
            words,
            fontproperties=font,
            color=colour,
            ha=across,
            va="bottom" if turned else "center",
            rotation=turned,
            rotation_mode="anchor" if turned else "default",
            parse_math=False,
        )

    def _title(self) -> None:
        self._text((20, 40), _drawable(self._board.title, 42), 38, bold=True)
        self._text((20, 88), _drawable(self._board.as_of, 70), 24, colour="#444444")

    def _names(self) -> None:
        for place, (_, name) in enumerate(self._board.organisations):
            at = (_LEFT + (place + 0.6) * self._cell, _TITLE + _HEAD - 14)
            self._text(at, _drawable(name, 24), 22, turned=75)
        size = min(23, self._row * 2 // 5)
        for place, (id_, name) in enumerate(self._board.measures):
            words = f"{_drawable(id_, 8)}  {_drawable(name, 36)}"
            fitting = min(size, size * _LETTERS // len(words))  # a long name is drawn smaller
            self._text((16, self._middle(place)), words, fitting)

    def _middle(self, row: int) -> float:
        return _TITLE + _HEAD + (row + 0.5) * self._row

    def _placed(self) -> Iterator[tuple[float, float, Cell]]:
        rows = {id_: place for place, (id_, _) in enumerate(self._board.measures)}
        columns = {id_: place for place, (id_, _) in enumerate(self._board.organisations)}
        for cell in self._board.cells:
            if cell.measure in rows and cell.organisation in columns:
                left = _LEFT + columns[cell.organisation] * self._cell
                yield left, _TITLE + _HEAD + rows[cell.measure] * self._row, cell

    def _cells(self) -> None:
        boxes, faces, edges = [], [], []
        sign = min(30, self._row * 3 // 5)
        for left, top, cell in self._placed():
            colour, mark, ink = _FACES[cell.state]
            boxes.append(Rectangle((left + 3, top + 3), self._cell - 6, self._row - 6))
            faces.append(colour)
            edges.append("#000000" if cell.late else "#777777")
            words = f"{mark}{_LATE}" if cell.late else mark
            middle = (left + self._cell / 2, top + self._row / 2)
            self._text(middle, words, sign, bold=True, colour=ink, across="center")
        widths = [3.0 if each == "#000000" else 0.8 for each in edges]
        self._axes.add_collection(
            PatchCollection(boxes, facecolors=faces, edgecolors=edges, linewidths=widths)
        )
        for row in range(0, len(self._board.measures), 2):
            top = _TITLE + _HEAD + row * self._row
            stripe = Rectangle((0, top), self._width, self._row, facecolor="#F3F5F8", zorder=-1)
            self._axes.add_patch(stripe)

    def _counts(self) -> None:
        """Draw how many are accepted of those that are owed, below each column."""
        middle = self._middle(len(self._board.measures))
        for place, (id_, _) in enumerate(self._board.organisations):
            mine = [each for each in self._board.cells if each.organisation == id_]
            owed = sum(each.state != "excused" for each in mine)
            words = f"{sum(each.state == 'accepted' for each in mine)}/{owed}"
            at = (_LEFT + (place + 0.5) * self._cell, middle)
            self._text(at, words, 22, bold=True, across="center")
        self._text((_LEFT - 14, middle), _FACES["accepted"][1], 24, bold=True, across="right")

    def _legend(self) -> None:
        step = (self._width - 20) / 3
        entries = [
            (_FACES[each], self._board.legend[each])
            for each in _FACES
            if each in self._board.legend
        ]
        for place in range(len(entries) + 1):
            left = 20 + (place % 3) * step
            top = self._below + 14 + (place // 3) * _LEGEND
            late = place == len(entries)
            (colour, mark, ink), words = (
                (("#FFFFFF", _LATE, "#000000"), self._board.late) if late else entries[place]
            )
            self._axes.add_patch(
                Rectangle(
                    (left, top),
                    44,
                    34,
                    facecolor=colour,
                    edgecolor="#000000" if late else "#777777",
                    linewidth=3 if late else 0.8,
                )
            )
            self._text((left + 22, top + 17), mark, 22, bold=True, colour=ink, across="center")
            self._text((left + 56, top + 17), _drawable(words, 22), 22)
