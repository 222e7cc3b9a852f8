"""The picture of an announcement: 1080 × 1080, a date, two lines to call, a QR code to the bot.

Drawn with the font that the drawing library brings along, so it looks the same everywhere.
"""

import io
import textwrap
from dataclasses import dataclass

import numpy
import segno
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

PIXELS, DOTS = 1080, 100
_INK, _PAPER, _BAND, _SOFT = "#12263a", "#ffffff", "#0b5394", "#e8f0f8"
_HEADLINE = ((34, 70, 20), (70, 60, 24), (120, 44, 34), (10_000, 34, 44))  # letters, size, wrap


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on the picture, in words that are ready to be read."""

    day: str  # one day or a span, its months in words
    name: str
    message: str  # one or two sentences
    lines: tuple[tuple[str, str], ...]  # number, whose it is
    link: str  # what the QR code says
    link_label: str
    community: str


def poster(poster: Poster) -> bytes:
    """Return the picture as PNG, 1080 × 1080 pixels."""
    figure = Figure(figsize=(PIXELS / DOTS, PIXELS / DOTS), dpi=DOTS, facecolor=_PAPER)
    FigureCanvasAgg(figure)
    page = figure.add_axes((0, 0, 1, 1))
    page.set_xlim(0, PIXELS)
    page.set_ylim(PIXELS, 0)
    page.set_axis_off()
    page.add_patch(FancyBboxPatch((0, 0), PIXELS, 190, boxstyle="square,pad=0", color=_BAND))
    _write(page, 60, 66, poster.community, 24, _PAPER)
    _write(page, 60, 138, poster.day, 42, _PAPER, weight="bold")
    size, wrap = next((s, w) for most, s, w in _HEADLINE if len(poster.name) <= most)
    name = textwrap.wrap(poster.name, wrap)
    _write(page, 60, 240, "\n".join(name), size, _INK, weight="bold", top=True)
    below = 250 + len(name) * size * 1.75
    message = textwrap.wrap(poster.message, 44)
    _write(page, 60, below, "\n".join(message), 27, _INK, top=True)
    page.add_patch(FancyBboxPatch((0, 700), PIXELS, 380, boxstyle="square,pad=0", color=_SOFT))
    for row, (number, whose) in enumerate(poster.lines[:3]):
        at = 770 + row * 105
        _write(page, 60, at, number, 40, _BAND, weight="bold")
        _write(page, 60, at + 42, "\n".join(textwrap.wrap(whose, 36)[:1]), 21, _INK)
    _code(page, poster.link)
    _write(page, 895, 1036, poster.link_label, 20, _INK, centre=True)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=DOTS)
    return drawn.getvalue()


def _write(
    page: Axes,
    x: float,
    y: float,
    words: str,
    size: float,
    colour: str,
    *,
    weight: str = "normal",
    top: bool = False,
    centre: bool = False,
) -> None:
    page.text(
        x,
        y,
        words,
        fontsize=size * 72 / DOTS,
        color=colour,
        weight=weight,
        va="top" if top else "center",
        ha="center" if centre else "left",
        linespacing=1.35,
        parse_math=False,  # a dollar sign is a dollar sign
    )


def _code(page: Axes, link: str) -> None:
    """Draw the QR code; its quiet zone is the white square below it."""
    code = segno.make(link, error="m", micro=False)
    cells = numpy.array([[1 - each for each in row] for row in code.matrix], dtype=float)
    page.add_patch(FancyBboxPatch((755, 735), 280, 280, boxstyle="square,pad=0", color=_PAPER))
    page.imshow(
        cells,
        cmap="gray",
        extent=(775, 1015, 995, 755),
        interpolation="nearest",
        vmin=0,
        vmax=1,
        zorder=3,
        aspect="auto",
    )
