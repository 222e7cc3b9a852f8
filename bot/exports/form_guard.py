"""What is looked at before a workbook from outside is opened: size, bombs, macros, entities."""

import zipfile
from io import BytesIO
from typing import Literal

AT_MOST = 5 * 1024 * 1024  # bytes of the file
_UNPACKED = 40 * 1024 * 1024  # bytes of all its parts together
_RATIO = 200  # unpacked to packed: ordinary sheets stay below 60
_PARTS = 200
_ACTIVE = ("vbaproject", "macrosheets/", "activex/", "embeddings/", "externallinks/", "ctrlprops/")
_HEAD = 64 * 1024  # bytes in which a DOCTYPE can stand

Refusal = Literal["not_excel", "too_big", "active"]


def refused(content: bytes) -> Refusal | None:
    """Return why a workbook is not opened at all, or None: then openpyxl may read it."""
    if len(content) > AT_MOST:
        return "too_big"
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _refused(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return "not_excel"
    except Exception as error:  # zlib.error, struct.error: damaged in yet another way
        if type(error).__module__ in ("zlib", "struct"):
            return "not_excel"
        raise


def _refused(packed: zipfile.ZipFile) -> Refusal | None:
    parts = packed.infolist()
    names = [each.filename.lower() for each in parts]
    if "[content_types].xml" not in names or not any(each.startswith("xl/") for each in names):
        return "not_excel"
    whole = sum(each.file_size for each in parts)
    tight = any(each.file_size > _RATIO * max(1, each.compress_size) + 65_536 for each in parts)
    if len(parts) > _PARTS or whole > _UNPACKED or tight or len(set(names)) < len(names):
        return "too_big"
    if any(mark in name for name in names for mark in _ACTIVE):
        return "active"
    for each in parts:
        if each.filename.lower().endswith((".xml", ".rels", ".vml")):
            refusal = _entities(packed, each)
            if refusal:
                return refusal
    return None


def _entities(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Refusal | None:
    """Refuse XML that defines entities: a kilobyte of them can unfold to gigabytes."""
    with packed.open(part) as file:
        head = file.read(_HEAD)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:64]:
        return "not_excel"  # Excel writes UTF-8; other encodings would hide what is looked for
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        return "active"
    if part.filename.lower() == "[content_types].xml" and b"macroEnabled" in head:
        return "active"
    return None
