"""What people may send by mistake or on purpose: taken as what it is, or refused with a line."""

import asyncio
import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import DatabaseFault, WrongInput
from bot.people.rules import Person, PersonState, Role
from bot.people.visit import Attachment
from bot.reporting.file_kinds import JPEG, PDF, PNG, TEXT, kind_of, safe_name
from bot.reporting.files import Files
from bot.reporting.pictures import Pictures
from bot.storage.database import Database

NOW = datetime(2023, 11, 26, 9, 0, tzinfo=UTC)
WORD_PART = "word/document.xml"


def zipped(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def word(**more: bytes) -> bytes:
    return zipped({WORD_PART: b"<w/>", **more})


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(WORD_PART, b"<w/>")
        link = zipfile.ZipInfo("word/media/x")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG of one colour, of any size, in a few kilobytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + crc

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\x00" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def photo(**saving: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (30, 90, 150)).save(out, "JPEG", **saving)  # type: ignore[arg-type]
    return out.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing at all": (lambda: b"", "file-empty"),
    "a program of Windows": (lambda: b"MZ\x90\x00" + b"\x00" * 60, "file-kind"),
    "a program of Linux": (lambda: b"\x7fELF" + b"\x00" * 60, "file-kind"),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /\n", "file-kind"),
    "a page": (lambda: b"<!DOCTYPE html><script>alert(1)</script>", "file-kind"),
    "a drawing that acts": (lambda: b"<svg onload='alert(1)'/>", "file-kind"),
    "noise": (lambda: bytes(range(256)) * 4, "file-kind"),
    "an old Word file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99,
        "file-old-office",
    ),
    "a document with macros": (lambda: word(**{"word/vbaProject.bin": b"x"}), "file-acts"),
    "a document with a program": (lambda: word(**{"word/embeddings/a.exe": b"MZ"}), "file-acts"),
    "a document with an OLE object": (
        lambda: word(**{"word/embeddings/ole1.bin": b"x"}),
        "file-acts",
    ),
    "a bomb of 200 MB": (lambda: word(**{"word/big.xml": b"0" * 201 * 2**20}), "file-broken"),
    "a bomb by ratio": (lambda: word(**{"word/big.xml": b"0" * 30 * 2**20}), "file-broken"),
    "three thousand parts": (
        lambda: zipped({f"a{n}": b"" for n in range(3000)}, zipfile.ZIP_STORED),
        "file-broken",
    ),
    "a way out of the folder": (lambda: word(**{"../../etc/passwd": b"x"}), "file-broken"),
    "an absolute way": (lambda: word(**{"/etc/passwd": b"x"}), "file-broken"),
    "a way out by backslashes": (lambda: word(**{"..\\..\\x": b"x"}), "file-broken"),
    "a link": (linked, "file-broken"),
    "half an archive": (lambda: word()[:40], "file-broken"),
    "any archive": (lambda: zipped({"report.txt": b"text"}), "file-kind"),
    "an archive in an archive": (lambda: zipped({"inner.zip": word()}), "file-kind"),
    "half a PDF": (lambda: b"%PDF-1.7\n1 0 obj\n", "file-broken"),
    "a PDF with a script": (lambda: b"%PDF-1.7\n<</S /JavaScript /JS (x)>>\n%%EOF", "file-acts"),
    "a PDF that starts a program": (lambda: b"%PDF-1.7\n<</S /Launch>>\n%%EOF", "file-acts"),
    "a PDF with a file in it": (lambda: b"%PDF-1.7\n/EmbeddedFiles 1 0 R\n%%EOF", "file-acts"),
    "a PDF that begins later": (lambda: b"\x00\x00%PDF-1.7\n%%EOF", "file-kind"),
    "text with a later control": (lambda: "ab\x85c".encode(), "file-kind"),
    "a PDF with a script between pieces": (
        lambda: b"%PDF-1.7\n".ljust(2**20 - 4) + b"/JavaScript /JS (x)>>\n%%EOF",
        "file-acts",
    ),
    "text with a bell": (lambda: b"ab\x07c", "file-kind"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_its_line(what: str) -> None:
    made, line = HOSTILE[what]
    content = made()
    began = time.monotonic()
    with pytest.raises(WrongInput) as refused:
        kind_of(content)
    assert refused.value.key == line
    assert time.monotonic() - began < 5


def test_ordinary_files_are_taken_as_what_they_are() -> None:
    assert kind_of(photo()) is JPEG
    assert kind_of(png(10, 10)) is PNG
    assert kind_of(b"%PDF-1.4\n%%EOF\n") is PDF
    assert kind_of("Провели зустріч.\r\n".encode()) is TEXT
    assert kind_of(word()).extension == ".docx"
    odt = zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED)
    assert kind_of(odt).extension == ".odt"


async def test_a_picture_loses_where_and_when_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 19.0, 7.0), 3: "E", 4: (29.0, 3.0, 33.0)})
    given = photo(exif=exif, comment=b"CANARY-COMMENT") + b"CANARY-AFTER-THE-END"
    drawn, kind = await Pictures().redrawn(given, JPEG)
    assert kind is JPEG
    assert b"CANARY" not in drawn
    assert b"Exif" not in drawn
    assert not Image.open(io.BytesIO(drawn)).getexif()
    assert Image.open(io.BytesIO(drawn)).size == (640, 480)


async def test_a_photo_that_was_held_upright_stays_so() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    drawn, _ = await Pictures().redrawn(photo(exif=exif), JPEG)
    assert Image.open(io.BytesIO(drawn)).size == (480, 640)


@pytest.mark.parametrize(
    ("width", "height", "line"),
    [(30_000, 30_000, "file-too-large-picture"), (13_000, 13_000, "file-too-large-picture")],
)
async def test_a_picture_bomb_harms_nobody(width: int, height: int, line: str) -> None:
    began = time.monotonic()
    with pytest.raises(WrongInput) as refused:
        await Pictures().redrawn(png(width, height), PNG)
    assert refused.value.key == line
    assert time.monotonic() - began < 10


async def test_a_large_picture_is_made_smaller() -> None:
    drawn, kind = await Pictures().redrawn(png(7000, 7000), PNG)
    assert kind is PNG
    assert max(Image.open(io.BytesIO(drawn)).size) <= 2560


async def test_a_broken_picture_is_refused() -> None:
    whole = photo()
    for broken in (whole[:200], whole[:100] + b"\xff" * 300, b"\xff\xd8\xff" + b"x" * 100):
        with pytest.raises(WrongInput):
            await Pictures().redrawn(broken, JPEG)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("звіт.pdf", "звіт.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\звіт за рік.docx", "звіт за рік.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("a\u202egpj.exe", "agpj.pdf"),
        ("<b>&\x00name</b>.pdf", "b.pdf"),
        ("я" * 300 + ".pdf", "я" * 100 + ".pdf"),
    ],
)
def test_a_name_is_safe_on_any_system(name: str, safe: str) -> None:
    assert safe_name(name, PDF) == safe


@pytest.mark.parametrize(
    "content",
    [
        ("Протокол зустрічі. " * 580_000).encode(),
        zipped({f"word/{number}": b"" for number in range(60_000)}, zipfile.ZIP_STORED),
    ],
    ids=["a long text", "an archive of sixty thousand parts"],
)
async def test_looking_at_a_large_file_keeps_nobody_waiting(
    content: bytes, tmp_path: Path
) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    files = Files(database)
    somebody = Person(1, "Олена", Role.EXECUTOR, "education", PersonState.ACTIVE)
    sent = Attachment("f", "u", "файл", len(content), "text/plain")
    looking = asyncio.create_task(files.attach(somebody, 1, sent, content, None, now=NOW))
    longest, last = 0.0, time.monotonic()
    while not looking.done():
        await asyncio.sleep(0.005)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    with pytest.raises((WrongInput, DatabaseFault)):  # refused, or there is no such draft
        await looking
    await database.close()
    assert longest < 0.3, "the loop was held"
