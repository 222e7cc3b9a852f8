"""The ZIP of a year: the documents, every file in its folder, and an index of them all."""

import csv
import hashlib
from collections.abc import Container, Mapping, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.content.models import Form
from bot.exports.excel import workbook
from bot.exports.facts import facts
from bot.exports.names import places, safe_name
from bot.exports.plain import inert
from bot.exports.tables import Box, Line, Table, drawn
from bot.exports.values import Leaf, Summary

VOLUME = 45_000_000  # bytes: with documents and index it stays below the 50 MB of Telegram
_PACKED_ALREADY = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".mp4", ".zip", ".docx", ".xlsx")


def archive(
    summary: Summary,
    leaves: Sequence[Leaf],
    form: Form,
    extra: Mapping[str, bytes],
    only: Container[int] | None = None,
) -> bytes:
    """Return a ZIP: `extra` (the Word, the Excel) on top, files by organisation and measure.

    `only` packs the leaves of one volume (see `volumes`); names and index stay those of all.
    A file whose checksum is not the one it was stored with is left out, and the index says so:
    one damaged photo must not keep a council from its year. `damaged` names them beforehand.
    """
    paths = places(leaves)
    broken = {id(each) for each in damaged(leaves)}
    places_here = [place for place in range(len(leaves)) if only is None or place in only]
    index = _index(summary, leaves, paths, _states(leaves, broken, places_here, form), form)
    name = safe_name(form.files.index)
    content = BytesIO()
    with ZipFile(content, "w") as packed:
        for title, document in extra.items():
            _add(packed, safe_name(title), document, summary)
        _add(packed, f"{name}.csv", _csv(index, form), summary)
        _add(packed, f"{name}.xlsx", workbook((index,), form), summary)
        for place in places_here:
            if id(leaves[place]) not in broken:
                _add(packed, paths[place], leaves[place].content, summary)
    return content.getvalue()


def damaged(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Return the files whose bytes are not those that were stored."""
    return tuple(
        leaf for leaf in leaves if hashlib.sha256(leaf.content).hexdigest() != leaf.digest.lower()
    )


def volumes(leaves: Sequence[Leaf], at_most: int = VOLUME) -> tuple[frozenset[int], ...]:
    """Return which leaves go into which ZIP, each of at most `at_most` bytes of files.

    A bot may send 50 MB at once. There is at least one volume; a single larger file has its own.
    """
    found: list[set[int]] = [set()]
    size = 0
    for place, leaf in enumerate(leaves):
        if found[-1] and size + len(leaf.content) > at_most:
            found.append(set())
            size = 0
        found[-1].add(place)
        size += len(leaf.content)
    return tuple(frozenset(each) for each in found)


def _states(
    leaves: Sequence[Leaf], broken: set[int], here: Sequence[int], form: Form
) -> Sequence[str]:
    said = [form.files.elsewhere] * len(leaves)
    for place in here:
        said[place] = form.files.packed
    return [
        form.files.damaged if id(leaf) in broken else words
        for leaf, words in zip(leaves, said, strict=True)
    ]


def _add(packed: ZipFile, path: str, content: bytes, summary: Summary) -> None:
    """Write one file; the time is the cut-off, so the same year gives the same ZIP."""
    told = summary.cut_off
    moment = (max(1980, told.year), told.month, told.day, told.hour, told.minute, 0)
    entry = ZipInfo(path, date_time=moment)
    entry.external_attr = 0o644 << 16
    stored = path.lower().endswith(_PACKED_ALREADY)
    entry.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
    packed.writestr(entry, content)


def _index(
    summary: Summary,
    leaves: Sequence[Leaf],
    paths: Sequence[str],
    states: Sequence[str],
    form: Form,
) -> Table:
    words = form.files
    lines = []
    told = zip(leaves, paths, states, strict=True)
    for number, (leaf, path, state) in enumerate(told, 1):
        boxes = {
            "number": Box(number, "centre"),
            "file": Box(path),
            "measure": Box(leaf.measure, "centre"),
            "executor": Box(leaf.organisation),
            "about": Box(leaf.about),
            "size": Box(len(leaf.content), "number"),
            "digest": Box(leaf.digest),
            "state": Box(state),
        }
        lines.append(Line("cells", drawn(words.columns, boxes)))
    title = words.title.format(**facts(summary, form))
    return Table(title, words.sheet, words.columns, tuple(lines), form.terms.none)


def _csv(index: Table, form: Form) -> bytes:
    """Return the index as CSV that Excel opens with Cyrillic letters and runs nothing of."""
    text = StringIO(newline="")
    rows = csv.writer(text, quoting=csv.QUOTE_ALL, delimiter=";")
    rows.writerow(inert(each.title) for each in index.columns)
    for line in index.lines:
        rows.writerow(inert(str(box.value)) if box else "" for box in line.boxes)
    return text.getvalue().encode("utf-8-sig")
