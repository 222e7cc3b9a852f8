"""The yearly report as the council files it: a Word document (table layout: research, C3)."""

from collections.abc import Iterable
from io import BytesIO

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from bot.content.models import Form
from bot.exports.facts import facts
from bot.exports.measures import measures_table
from bot.exports.plain import cleaned
from bot.exports.submission import duties_table, events_table, late_table, rates_table
from bot.exports.tables import Table
from bot.exports.values import Summary
from bot.exports.word_page import paper
from bot.exports.word_tables import run_xml, word_table


def word(summary: Summary, form: Form) -> bytes:
    """Return the summary as .docx. Pure and thread-safe; takes a second or two for a full year."""
    document = paper(summary, form)
    _title(document, summary, form)
    for table in (
        measures_table(summary, form),
        rates_table(summary, form),
        duties_table(summary, form),
    ):
        _table(document, table, form)
    _missing(document, summary, form)
    _table(document, late_table(summary, form), form)
    _signatures(document, summary, form)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _decision(document, summary, form)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _table(document, events_table(summary, form), form)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _title(document: Paper, summary: Summary, form: Form) -> None:
    told = facts(summary, form)
    for line in form.title:
        document.add_paragraph(line.format(**told), style="Title")
    for number, line in enumerate(form.head):
        paragraph = document.add_paragraph(line.format(**told))
        paragraph.paragraph_format.space_before = Pt(0 if number else 10)


def _table(document: Paper, table: Table, form: Form) -> None:
    document.add_paragraph(table.title, style="Heading 1")
    if not table.lines and table.none:
        document.add_paragraph(table.none)
        return
    body = document.element.body
    for element in word_table(table, form.terms.none):
        if element.getparent() is None:
            body.insert(len(body) - 1, element)  # the last one describes the page


def _missing(document: Paper, summary: Summary, form: Form) -> None:
    told = facts(summary, form)
    document.add_paragraph(form.missing.title.format(**told), style="Heading 1")
    lines = [
        form.missing.line.format(organisation=cleaned(name), measures=cleaned(", ".join(measures)))
        for name, measures in summary.missing
    ]
    _numbered(document, lines or [form.missing.none], bool(lines))


def _numbered(document: Paper, lines: Iterable[str], numbered: bool = True) -> None:
    for number, line in enumerate(lines, 1):
        paragraph = document.add_paragraph(f"{number}. {line}" if numbered else line)
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.space_after = Pt(4)


def _decision(document: Paper, summary: Summary, form: Form) -> None:
    """Add the words that the council may decide with; whether it was good is its own to say."""
    told, words = facts(summary, form), form.decision
    document.add_paragraph(words.title, style="Title")
    heading = document.add_paragraph()
    heading.paragraph_format.space_before = heading.paragraph_format.space_after = Pt(10)
    heading.paragraph_format.right_indent = Cm(12)
    heading.add_run(words.heading.format(**told)).bold = True
    preamble = document.add_paragraph(words.preamble.format(**told))
    preamble.alignment = ALIGN.JUSTIFY
    preamble.paragraph_format.space_after = Pt(6)
    *first, last = words.points
    asked = (words.if_missing,) if summary.missing else ()
    _numbered(document, (each.format(**told) for each in (*first, *asked, last)))


def _signatures(document: Paper, summary: Summary, form: Form) -> None:
    """Add a row to sign for each post; the rows stay on one page."""
    sign = form.signature
    small = '<w:rPr><w:sz w:val="18"/></w:rPr>'
    rows = ""
    for post in summary.signers:
        cells = _signed(run_xml(post), 6800, "left")
        for line, below in (("_" * 22, sign.sign), ("_" * 28, sign.name)):
            words = run_xml(below).replace("<w:r>", f"<w:r>{small}")
            cells += _signed(f"{run_xml(line)}<w:r><w:br/></w:r>{words}", 4000, "center")
        rows += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    document.add_paragraph().paragraph_format.keep_with_next = True
    if rows:
        xml = (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="14800" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="6800"/>'
            f'<w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>{rows}</w:tbl>'
        )
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(xml))
    document.add_paragraph(sign.day).paragraph_format.space_before = Pt(6)


def _signed(runs: str, width: int, align: str) -> str:
    marks = f'<w:keepNext/><w:spacing w:before="160"/><w:jc w:val="{align}"/>'
    cell = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{cell}<w:p><w:pPr>{marks}</w:pPr>{runs}</w:p></w:tc>"
