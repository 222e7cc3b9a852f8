"""Personal data in a text: pointed at, to be taken out or kept for a reason."""

from html import escape

from bot.chat.screen import Screen
from bot.reporting.answers import Draft
from bot.reporting.draft_titles import head
from bot.reporting.presses import Continue
from bot.reporting.sheet import MORE, Sheet, drawn
from bot.reporting.steps import pending
from bot.reporting.walk import findings

AROUND = 60  # characters of the text on each side of what was found
PLACES = 12  # that are pointed at on one screen


def pointed(sheet: Sheet, draft: Draft) -> tuple[str, ...]:
    """Return the paragraphs that point at what was found, as HTML."""
    return (
        sheet.bold("personal-title"),
        f"<blockquote>{marked(draft)}</blockquote>",
        sheet.said("personal-hint"),
    )


def marked(draft: Draft) -> str:
    """Return the text around what was found, each finding bold and underlined."""
    text = str(draft.answers.get(pending(draft.answers) or "", ""))
    parts: list[str] = []
    shown_to = 0  # how far the text is on the screen already
    found = [each for each in findings(draft) if each.end <= len(text)][:PLACES]
    for index, each in enumerate(found):
        begin = max(shown_to, each.start - AROUND)
        if begin > shown_to:
            parts.append(MORE)
        parts.append(escape(text[begin : each.start], quote=False))
        parts.append(f"<b><u>{escape(text[each.start : each.end], quote=False)}</u></b>")
        following = found[index + 1].start if index + 1 < len(found) else len(text)
        shown_to = min(each.end + AROUND, following)
        parts.append(escape(text[each.end : shown_to], quote=False))
    return "".join(parts) + (MORE if shown_to < len(text) else "")


def kept_reason(sheet: Sheet, draft: Draft, note: str = "") -> Screen:
    """Return the question why personal data may stay."""
    asked = f"{sheet.bold('personal-reason')}\n{sheet.said('personal-reason-hint')}"
    back = sheet.button(Continue(draft.id), "draft-back")
    return drawn((note, head(sheet, draft), asked), ((back, sheet.desk()),))
