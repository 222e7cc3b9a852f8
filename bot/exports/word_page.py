"""The sheet of paper: landscape A4, Times New Roman, page numbers, the mark of a draft."""

from datetime import UTC

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from bot.content.models import Form
from bot.exports.facts import facts
from bot.exports.plain import cleaned
from bot.exports.values import Summary

FONT = "Times New Roman"
_CELLS: dict[str, tuple[ALIGN, bool, float]] = {
    "Cell": (ALIGN.LEFT, False, 8),
    "CellCentre": (ALIGN.CENTER, False, 8),
    "CellRight": (ALIGN.RIGHT, False, 8),
    "CellHead": (ALIGN.CENTER, False, 7.5),
    "CellBand": (ALIGN.LEFT, True, 8.5),
}
_TEXTS: dict[str, tuple[ALIGN, bool, float]] = {
    "Heading 1": (ALIGN.LEFT, True, 12),
    "Title": (ALIGN.CENTER, True, 14),
    "Normal": (ALIGN.LEFT, False, 12),
    "Footer": (ALIGN.RIGHT, False, 9),
}


def paper(summary: Summary, form: Form) -> Paper:
    """Return an empty document with the page, the styles, and what stands on each page."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(2), Cm(1)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.5)
    section.header_distance = section.footer_distance = Cm(0.7)
    for name, (align, bold, size) in _TEXTS.items():
        _shape(document.styles[name], align, bold, size)
    for name, (align, bold, size) in _CELLS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _shape(style, align, bold, size)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(14)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(4)
    _hyphens(document)
    _page_number(document, form)
    if summary.drafts_included:
        _mark(document, form.draft)
    _properties(document, summary, form)
    return document


def _shape(style: ParagraphStyle, align: ALIGN, bold: bool, size: float) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for each in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{each}"), None)  # a theme would win over the font
    for each in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{each}"), FONT)
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    style.paragraph_format.alignment = align
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def _hyphens(document: Paper) -> None:
    """Let long words break where a reader expects it, in narrow columns above all."""
    settings = document.settings.element
    settings.insert(0, parse_xml(f"<w:autoHyphenation {nsdecls('w')}/>"))
    for language in document.styles.element.xpath("./w:docDefaults//w:lang"):
        language.set(qn("w:val"), "uk-UA")


def _page_number(document: Paper, form: Form) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    for words, field in ((form.terms.page, "PAGE"), (form.terms.of_pages, "NUMPAGES")):
        paragraph.add_run(f"{words} " if field == "PAGE" else f" {words} ")
        for kind in ("begin", field, "separate", "1", "end"):
            paragraph.add_run()._r.append(_field_part(kind, field))


def _field_part(kind: str, field: str) -> BaseOxmlElement:
    if kind == field:
        part = OxmlElement("w:instrText")
        part.text = f" {field} "
    elif kind == "1":
        part = OxmlElement("w:t")
        part.text = "1"
    else:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    return part


def _mark(document: Paper, words: str) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run(words)
    run.font.bold, run.font.size = True, Pt(12)
    run.font.color.rgb = RGBColor(0xB0, 0, 0)


def _properties(document: Paper, summary: Summary, form: Form) -> None:
    told = facts(summary, form)
    about = document.core_properties
    about.title = " ".join(each.format(**told) for each in form.title)[:255]
    about.author = about.last_modified_by = cleaned(summary.responsible)[:255]
    about.language, about.comments = "uk-UA", ""
    about.created = about.modified = summary.cut_off.astimezone(UTC).replace(tzinfo=None)
