"""Which files a report takes, decided by their bytes: names and claimed types mean nothing.

The beginning must be that of the kind, at offset 0 (a picture that is also an archive begins as a
picture). Documents are never opened by us; what could act by itself is refused: macros, scripts,
files within files. Limits: reliability F23-F25.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.errors import WrongInput

UNPACKED_AT_MOST, PARTS_AT_MOST, RATIO_AT_MOST = 200 * 2**20, 2000, 100
_DIRECTORY_AT_MOST, _LAST = 2**20, 22  # bytes: of an archive's directory, of its last record
NAME_AT_MOST = 100  # characters, without the extension
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc and .xls before 2007: macros cannot be seen
_ACTING_PARTS = re.compile(r"(^|/)(vbaproject\.bin|.*\.(exe|dll|js|vbs|bat|cmd|ps1|scr|jar|bin))$")
_ACTING_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_PIECE, _OVERLAP = 2**20, 32  # bytes: a search of all at once would hold the interpreter
_CONTROLS = bytes(each for each in (*range(32), 127) if each not in b"\t\r\n")
_LATER_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")  # U+0080-9F in UTF-8
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type and the extension that it gets."""

    media: str
    extension: str
    picture: bool = False


JPEG = Kind("image/jpeg", ".jpg", picture=True)
PNG = Kind("image/png", ".png", picture=True)
WEBP = Kind("image/webp", ".webp", picture=True)
PDF = Kind("application/pdf", ".pdf")
TEXT = Kind("text/plain", ".txt")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# Which part an archive has to hold to be a document of this kind.
_OFFICE = {
    "word/document.xml": Kind(_WORD, ".docx"),
    "xl/workbook.xml": Kind(_EXCEL, ".xlsx"),
    "ppt/presentation.xml": Kind(_SLIDES, ".pptx"),
}
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
}


def kind_of(content: bytes) -> Kind:
    """Return what a file is; raises WrongInput where it is nothing that a report takes."""
    if not content:
        raise WrongInput("file-empty")
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    if content.startswith(_OLE):
        raise WrongInput("file-old-office")
    return _text(content)


def safe_name(name: str, kind: Kind) -> str:
    """Return a file's name as it may stand on any system, with the extension of its kind."""
    told = unicodedata.normalize("NFC", name).replace("\\", "/")
    stem = _UNSAFE.sub("", PurePosixPath(told).stem).strip(" .")[:NAME_AT_MOST].strip()
    return (stem or "file") + kind.extension


def _pdf(content: bytes) -> Kind:
    if b"%%EOF" not in content[-2048:]:
        raise WrongInput("file-broken")
    if _holds(_ACTING_PDF, content):
        raise WrongInput("file-acts")
    return PDF


def _holds(pattern: re.Pattern[bytes], content: bytes) -> bool:
    starts = range(0, len(content), _PIECE)
    return any(pattern.search(content, at, at + _PIECE + _OVERLAP) for at in starts)


def _text(content: bytes) -> Kind:
    try:
        told = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongInput("file-kind") from None
    plain = len(content.translate(None, _CONTROLS)) == len(content)
    if not plain or _holds(_LATER_CONTROLS, content):
        raise WrongInput("file-kind")
    if re.match(r"\s*(<(!doctype|html|svg|script|\?xml)|#!)", told, re.IGNORECASE):
        raise WrongInput("file-kind")
    return TEXT


def _document(content: bytes) -> Kind:
    if not _short(content):
        raise WrongInput("file-broken")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            _bounded(parts)
            names = {part.filename.lower() for part in parts}
            if any(_ACTING_PARTS.search(name) for name in names):
                raise WrongInput("file-acts")
            for part, kind in _OFFICE.items():
                if part in names:
                    return kind
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
                media = packed.read("mimetype").strip()
                if media in _OPEN_DOCUMENT:
                    return Kind(media.decode("ascii"), _OPEN_DOCUMENT[media])
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise WrongInput("file-broken") from None
    raise WrongInput("file-kind")


def _short(content: bytes) -> bool:
    """Return whether an archive's directory is one that may be read: it may hold a million parts.

    Its size stands in the last record of the archive (APPNOTE 4.3.16), and is what is read.
    """
    last = content[max(0, content.rfind(b"PK\x05\x06")) :]
    return len(last) >= _LAST and int.from_bytes(last[12:16], "little") <= _DIRECTORY_AT_MOST


def _bounded(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive by its directory alone: nothing is unpacked to find out."""
    unpacked, packed = sum(each.file_size for each in parts), sum(p.compress_size for p in parts)
    if len(parts) > PARTS_AT_MOST or unpacked > UNPACKED_AT_MOST:
        raise WrongInput("file-broken")
    if unpacked > RATIO_AT_MOST * max(packed, 1) and unpacked > 2**20:
        raise WrongInput("file-broken")
    for each in parts:
        inside = PurePosixPath(each.filename.replace("\\", "/"))
        link = (each.external_attr >> 16) & 0o170000 == 0o120000
        if link or inside.is_absolute() or ".." in inside.parts or each.flag_bits & 0x1:
            raise WrongInput("file-broken")
