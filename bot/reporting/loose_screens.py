"""What was sent from anywhere, outside a question: kept, and asked what to do with it."""

from collections.abc import Sequence

from bot.chat.screen import Button, Screen
from bot.reporting.answers import Draft
from bot.reporting.draft_choices import choices
from bot.reporting.draft_presses import Cancel, LooseAnswer, LooseAsk, LooseToEvent
from bot.reporting.draft_titles import head
from bot.reporting.files_store import StoredFile
from bot.reporting.scene import Scene
from bot.reporting.sheet import Sheet, cut, drawn, quoted

TEXT, NAMES, QUESTION = 1000, 300, 160  # characters


def loose(
    sheet: Sheet,
    draft: Draft,
    files: Sequence[StoredFile],
    note: str = "",
    waiting: Draft | None = None,
    question: str = "",
) -> Screen:
    """Return what was sent with the choice what it is.

    `waiting` is a draft whose question has stood open for long, `question` is that question.
    """
    text = str(draft.answers.get("text", ""))
    names = cut(", ".join(each.name for each in files), NAMES)
    parts = (
        note,
        head(sheet, draft),
        f"<blockquote>{quoted(text, TEXT)}</blockquote>" if text else "",
        sheet.said("loose-files", count=len(files), names=names) if files else "",
        sheet.said("loose-answer-told", question=cut(question, QUESTION)) if waiting else "",
        sheet.bold("loose-ask"),
    )
    rows: list[tuple[Button, ...]] = [(sheet.button(LooseToEvent(draft.id), "loose-add"),)]
    if waiting is not None and text:
        press = LooseAnswer(draft.id, waiting.id, waiting.version)
        rows.append((sheet.button(press, "loose-answer"),))
    if text:
        rows.append((sheet.button(LooseAsk(draft.id, draft.version), "loose-guide"),))
    drop = sheet.button(Cancel(draft.id, draft.version, 1), "loose-drop")
    return drawn(parts, [*rows, (drop, sheet.desk())])


def choose_measure(sheet: Sheet, scene: Scene) -> Screen:
    """Return the measures that what was sent may belong to."""
    cancel = sheet.button(Cancel(scene.draft.id, scene.draft.version, 0), "draft-cancel")
    parts = (scene.note, head(sheet, scene.draft), sheet.bold("loose-choose"))
    return drawn(parts, (*choices(sheet, scene), (cancel, sheet.desk())))
