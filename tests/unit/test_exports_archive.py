"""The ZIP is opened again: every file where the index says, no name that could do harm."""

import csv
import hashlib
from io import BytesIO, StringIO
from pathlib import PurePosixPath, PureWindowsPath
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from bot.content.loader import Content
from bot.exports.archive import archive, damaged, volumes
from bot.exports.names import places, safe_name
from bot.exports.plain import cleaned
from bot.exports.values import Leaf, Summary
from tests.gallery.hostile import PAYLOADS
from tests.gallery.year import summary

NAMES = (
    "../../etc/passwd",
    "..\\..\\windows\\system32\\x.dll",
    "/абсолютний.txt",
    "C:\\диск.txt",
    "CON",
    "nul.txt",
    "com1.docx",
    "LPT9",
    "звіт.",
    "звіт ",
    ".",
    "..",
    "",
    "a" * 400 + ".pdf",
    "ї" * 400 + ".jpeg",
    "🕊" * 200 + ".png",
    "фото\u202egpj.exe",
    "x\u200b.pdf",
    "a/b\x00c.txt",
    'ім\'я "в лапках" <1>|?*.docx',
    "Фото.JPG",
    "фото.jpg",
    "ФОТО.jpg",
    "фото (2).jpg",
    ".htaccess",
)


def leaf(name: str, content: bytes = b"photo", **told: str) -> Leaf:
    return Leaf(
        name=name,
        measure=told.get("measure", "1.2.3"),
        organisation=told.get("organisation", "Культура та туризм"),
        year=2023,
        about=told.get("about", "подія 25.11.2023"),
        content=content,
        digest=told.get("digest", hashlib.sha256(content).hexdigest()),
    )


@pytest.fixture(scope="module")
def year(content: Content) -> Summary:
    return summary(content)


def index_of(packed: ZipFile) -> list[list[str]]:
    text = packed.read("Перелік файлів.csv").decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


@pytest.mark.parametrize("name", [*NAMES, *PAYLOADS])
def test_a_name_is_safe_on_every_system(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert PurePosixPath(safe).name == PureWindowsPath(safe).name == safe
    assert not PureWindowsPath(safe).is_reserved()
    assert len(safe) <= 100
    assert len(safe.encode()) <= 200
    assert safe == safe.strip(". ")[: len(safe)] or safe.startswith("_")
    assert not {"\u202e", "\u200b", "\x00"} & set(safe)


def test_a_readable_name_is_kept_and_a_cut_one_keeps_its_kind() -> None:
    assert safe_name("Звіт за їхній ґанок (2023) 🕊.pdf") == "Звіт за їхній ґанок (2023) 🕊.pdf"
    assert safe_name("ї" * 400 + ".jpeg").endswith("ї.jpeg")


def test_no_two_files_fall_on_one_another() -> None:
    found = places([leaf(name) for name in (*NAMES, *NAMES)])
    assert len({each.casefold() for each in found}) == len(found)
    assert all(each.startswith("Культура та туризм/1.2.3/") for each in found)


def test_files_index_and_documents_are_in_it(year: Summary, content: Content) -> None:
    leaves = [leaf(name, name.encode()) for name in NAMES]
    made = archive(year, leaves, content.exports, {"Звіт 2023.docx": b"w", "../Звіт.xlsx": b"x"})
    with ZipFile(BytesIO(made)) as packed:
        assert packed.testzip() is None
        assert packed.read("Звіт 2023.docx") == b"w"
        assert all(
            not name.startswith("/") and ".." not in name.split("/") for name in packed.namelist()
        )
        cyrillic = [each for each in packed.infolist() if not each.filename.isascii()]
        assert all(each.flag_bits & 0x800 for each in cyrillic)
        rows = index_of(packed)
        assert rows[0] == [each.title for each in content.exports.files.columns]
        for told, row in zip(leaves, rows[1:], strict=True):
            assert packed.read(row[1].removeprefix("'")) == told.content
            assert row[6] == told.digest
            assert row[7] == "вкладено"
        sheet = load_workbook(BytesIO(packed.read("Перелік файлів.xlsx"))).worksheets[0]
        assert sheet.max_row == len(leaves) + 3


def test_the_same_year_gives_the_same_zip(year: Summary, content: Content) -> None:
    leaves = [leaf("фото.jpg"), leaf("фото.jpg", b"other")]
    first, second = (_without_index(archive(year, leaves, content.exports, {})) for _ in "ab")
    assert first == second


def _without_index(made: bytes) -> list[tuple[str, bytes, object]]:
    with ZipFile(BytesIO(made)) as packed:
        return [
            (each.filename, packed.read(each), each.date_time)
            for each in packed.infolist()
            if not each.filename.endswith(".xlsx")
        ]


def test_a_damaged_file_is_left_out_and_named(year: Summary, content: Content) -> None:
    good, bad = leaf("ціле.jpg"), leaf("биті байти.jpg", digest="0" * 64)
    assert damaged([good, bad]) == (bad,)
    with ZipFile(BytesIO(archive(year, [good, bad], content.exports, {}))) as packed:
        assert not [name for name in packed.namelist() if "биті" in name]
        assert "пошкоджено" in index_of(packed)[2][7]
        assert index_of(packed)[1][7] == "вкладено"


def test_the_index_runs_nothing_and_keeps_every_letter(year: Summary, content: Content) -> None:
    leaves = [
        leaf(f"{number}.jpg", about=payload, organisation=payload, measure=payload)
        for number, payload in enumerate(PAYLOADS)
    ]
    with ZipFile(BytesIO(archive(year, leaves, content.exports, {}))) as packed:
        rows = index_of(packed)[1:]
        book = load_workbook(BytesIO(packed.read("Перелік файлів.xlsx")))
    for payload, row in zip(PAYLOADS, rows, strict=True):
        assert row[4] in (cleaned(payload), f"'{cleaned(payload)}")
        assert not [each for each in row if each.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
    assert "f" not in kinds


def test_a_large_year_is_sent_in_volumes_that_are_whole_together(
    year: Summary, content: Content
) -> None:
    leaves = [leaf("фото.jpg", bytes([number]) * 40) for number in range(7)]
    assert volumes([]) == (frozenset(),)
    assert volumes(leaves) == (frozenset(range(7)),)
    parts = volumes(leaves, 100)
    assert [len(each) for each in parts] == [2, 2, 2, 1]
    together: dict[str, bytes] = {}
    for part in parts:
        with ZipFile(BytesIO(archive(year, leaves, content.exports, {}, part))) as packed:
            rows = index_of(packed)[1:]
            for place, row in enumerate(rows):
                assert row[7] == ("вкладено" if place in part else "в іншому архіві")
                assert (row[1] in packed.namelist()) == (place in part)
                if place in part:
                    assert row[1] not in together
                    together[row[1]] = packed.read(row[1])
    assert tuple(together) == places(leaves)
    assert list(together.values()) == [each.content for each in leaves]
