"""The announcement's picture and the staff's calendar, read back as their receivers read them."""

import io
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import numpy
import pytest
import segno
from PIL import Image

from bot.exports.ics import Occurrence, ics
from bot.exports.poster import Poster, poster

KYIV = ZoneInfo("Europe/Kyiv")
LINK = "https://t.me/korostyshiv_help_bot?start=i1"


def drawn(**changes: object) -> Image.Image:
    told: dict[str, object] = {
        "day": "25 листопада – 10 грудня",
        "name": "Всеукраїнська акція «16 днів проти насильства»",
        "message": "Допомога безоплатна й цілодобова.",
        "lines": (("15-47", "Урядова лінія"), ("116 123", "«Ла Страда – Україна»")),
        "link": LINK,
        "link_label": "Довідник жителя",
        "community": "Коростишівська громада",
    }
    return Image.open(io.BytesIO(poster(Poster(**(told | changes)))))  # type: ignore[arg-type]


def code_in(picture: Image.Image, cells: int) -> list[list[int]]:
    """Read the QR code from the picture: the middle of each of its cells."""
    grey = numpy.asarray(picture.convert("L"))
    step = 240 / cells
    return [
        [
            int(grey[int(755 + (row + 0.5) * step), int(775 + (col + 0.5) * step)] < 128)
            for col in range(cells)
        ]
        for row in range(cells)
    ]


def test_the_picture_is_square_and_its_code_leads_to_the_bot() -> None:
    picture = drawn()
    assert picture.size == (1080, 1080)
    wanted = [list(row) for row in segno.make(LINK, error="m", micro=False).matrix]
    assert code_in(picture, len(wanted)) == wanted


@pytest.mark.parametrize(
    "name", ["День прав людини", "Дуже довга назва дня " * 8, "$a$ <b> & {x}"]
)
def test_no_name_runs_into_the_numbers(name: str) -> None:
    grey = numpy.asarray(drawn(name=name).convert("L"))
    assert grey[660:700, 60:1020].min() > 200  # white above the band of numbers
    assert grey[230:660, 1050:1080].min() > 200  # and at the right edge


def test_the_calendar_has_its_zone_and_alarms_and_keeps_its_ids() -> None:
    made = datetime(2026, 11, 22, tzinfo=UTC)
    occurrences = [
        Occurrence(
            "deadline-2026",
            "Річні звіти: останній день",
            date(2026, 12, 25),
            date(2026, 12, 25),
            about="Розділ VII програми; рядок із «лапками», комами; крапками",
            at=(time(9), time(18)),
            alarms=(timedelta(days=10), timedelta(days=1)),
        ),
        Occurrence("sixteen-2026", "16 днів", date(2026, 11, 25), date(2026, 12, 10)),
    ]
    content = ics("Програма", occurrences, KYIV, "bot.example", made)
    assert content == ics("Програма", occurrences, KYIV, "bot.example", made)
    read = icalendar.Calendar.from_ical(content)
    assert [str(each["tzid"]) for each in read.walk("VTIMEZONE")] == ["Europe/Kyiv"]
    deadline, sixteen = read.walk("VEVENT")
    assert deadline["uid"] == "deadline-2026@bot.example"
    assert deadline.decoded("dtstart") == datetime(2026, 12, 25, 9, tzinfo=KYIV)
    assert "«лапками», комами" in str(deadline["description"])
    assert [each.decoded("trigger").days for each in deadline.walk("VALARM")] == [-10, -1]
    assert sixteen.decoded("dtend") == date(2026, 12, 11)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
