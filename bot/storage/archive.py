"""The file that a backup is: a ZIP that anybody can look into, sealed by a checksum of it all.

`manifest.json` says what is inside, `tables/NAME.jsonl` has a JSON array a row. The ZIP's comment,
its last bytes, holds the SHA-256 of everything before: whatever was cut off or changed is seen
before a single row is read.
"""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.errors import DatabaseFault
from bot.storage.faults import of_files
from bot.storage.values import Field

FORMAT = 1
ABOUT = "about.txt"
ABOUT_TEXT = "A backup of the help bot. Restore it with: python -m bot restore FILE\n"
SEAL = b"help-bot-backup sha256:"
_DIGEST_LENGTH = 64
_CHUNK = 1 << 20
Rows = Callable[[list[list[Any]]], None]


@dataclass(frozen=True, slots=True)
class Saved:
    """A table of a backup."""

    name: str
    fields: tuple[Field, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    revision: str  # of the schema
    program: str  # the version that made it
    created_at: str  # ISO 8601, UTC
    audit_head: str  # the digest that the audit ends with
    tables: tuple[Saved, ...]  # each after those that it names

    @property
    def rows(self) -> int:
        """Return how many rows all tables have."""
        return sum(each.rows for each in self.tables)


class Writer:
    """A backup that is being written; `seal` ends it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._zip.writestr(ABOUT, ABOUT_TEXT, zipfile.ZIP_STORED)

    @contextmanager
    def table(self, name: str) -> Iterator[Rows]:
        """Give the function that writes rows of a table."""
        with self._zip.open(f"tables/{name}.jsonl", "w", force_zip64=True) as member:

            def write(rows: list[list[Any]]) -> None:
                for row in rows:
                    member.write(json.dumps(row).encode() + b"\n")

            yield write

    def seal(self, manifest: Manifest) -> None:
        """Write what is inside and the checksum of all, down to the disk."""
        told = {"format": FORMAT, **asdict(manifest)}
        self._zip.writestr("manifest.json", json.dumps(told, ensure_ascii=False, indent=1))
        self._zip.comment = SEAL + b"0" * _DIGEST_LENGTH
        self._zip.close()
        with self._path.open("r+b") as file:
            digest = _digest(file)
            file.seek(-_DIGEST_LENGTH, os.SEEK_END)
            file.write(digest)
            file.flush()
            os.fsync(file.fileno())

    def drop(self) -> None:
        """Close what could not be finished."""
        self._zip.close()


class Reader:
    """A backup that was found whole."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip = archive
        self.manifest = manifest

    def rows(self, name: str) -> Iterator[list[Any]]:
        """Yield the rows of a table, in the order of its fields."""
        with self._zip.open(f"tables/{name}.jsonl") as member:
            for line in io.TextIOWrapper(member, "ascii"):
                yield json.loads(line)


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Give a whole backup; raises DatabaseFault for a foreign, cut, changed or newer one."""
    try:
        with path.open("rb") as file:
            _refuse_foreign(path, file)
            _refuse_damaged(path, file)
            with zipfile.ZipFile(file) as archive:
                yield Reader(archive, _manifest(path, json.loads(archive.read("manifest.json"))))
    except OSError as error:
        raise of_files(error, str(path)) from None
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError):
        raise _damaged(path) from None


def is_backup(path: Path) -> bool:
    """Return whether a file begins like a backup of ours, whole or not."""
    with path.open("rb") as file:
        return ABOUT_TEXT.encode() in file.read(200)


def _refuse_foreign(path: Path, file: io.BufferedReader) -> None:
    if ABOUT_TEXT.encode() not in file.read(200):
        raise DatabaseFault(f"{path} is not a backup of this bot", "backup")


def _refuse_damaged(path: Path, file: io.BufferedReader) -> None:
    length = len(SEAL) + _DIGEST_LENGTH
    file.seek(-length, os.SEEK_END)
    end = file.read(length)
    if not end.startswith(SEAL) or end[len(SEAL) :] != _digest(file):
        raise _damaged(path)


def _digest(file: io.BufferedReader | io.BufferedRandom) -> bytes:
    """Return the SHA-256 of all but the digest's own place, in hex."""
    left = file.seek(0, os.SEEK_END) - _DIGEST_LENGTH
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0:
        chunk = file.read(min(left, _CHUNK))
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()


def _damaged(path: Path) -> DatabaseFault:
    return DatabaseFault(f"{path} is damaged: cut off or changed; take another backup", "backup")


def _manifest(path: Path, told: dict[str, Any]) -> Manifest:
    if told.pop("format") != FORMAT:
        raise DatabaseFault(f"{path} was made by a newer program; restore it with that", "newer")
    tables = tuple(
        Saved(each["name"], tuple(Field(**field) for field in each["fields"]), each["rows"])
        for each in told.pop("tables")
    )
    return Manifest(tables=tables, **told)
