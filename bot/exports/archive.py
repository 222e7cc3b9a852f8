"""The ZIP of a year: the documents, every file in its folder, and an index of them all."""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.content.models import Form
from bot.exports.excel import workbook
from bot.exports.facts import facts
from bot.exports.names import places, safe_name
from bot.exports.plain import inert
from bot.exports.tables import Box, Line, Table, drawn
from bot.exports.values import Leaf, Summary

_PACKED_ALREADY = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".mp4", ".zip", ".docx", ".xlsx")


def archive(
    summary: Summary, leaves: Sequence[Leaf], form: Form, extra: Mapping[str, bytes]
) -> bytes:
    """Return a ZIP: `extra` (the Word, the Excel) on top, files by organisation and measure.

    A file whose checksum is not the one it was stored with is left out, and the index says so:
    one damaged photo must not keep a council from its year. `damaged` names them beforehand.
    """
    paths = places(leaves)
    broken = {id(each) for each in damaged(leaves)}
    index = _index(summary, leaves, paths, broken, form)
    name = safe_name(form.files.index)
    content = BytesIO()
    with ZipFile(content, "w") as packed:
        for title, document in extra.items():
            _add(packed, safe_name(title), document, summary)
        _add(packed, f"{name}.csv", _csv(index, form), summary)
        _add(packed, f"{name}.xlsx", workbook((index,), form), summary)
        for leaf, path in zip(leaves, paths, strict=True):
            if id(leaf) not in broken:
                _add(packed, path, leaf.content, summary)
    return content.getvalue()


def damaged(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Return the files whose bytes are not those that were stored."""
    return tuple(
        leaf for leaf in leaves if hashlib.sha256(leaf.content).hexdigest() != leaf.digest.lower()
    )


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
    summary: Summary, leaves: Sequence[Leaf], paths: Sequence[str], broken: set[int], form: Form
) -> Table:
    words = form.files
    lines = []
    for number, (leaf, path) in enumerate(zip(leaves, paths, strict=True), 1):
        boxes = {
            "number": Box(number, "centre"),
            "file": Box(path),
            "measure": Box(leaf.measure, "centre"),
            "executor": Box(leaf.organisation),
            "about": Box(leaf.about),
            "size": Box(len(leaf.content), "number"),
            "digest": Box(leaf.digest),
            "state": Box(words.damaged if id(leaf) in broken else words.packed),
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
