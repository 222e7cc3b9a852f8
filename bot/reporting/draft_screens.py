"""One question of a draft: what is asked, with an example, and the answers that need no typing."""

from datetime import timedelta

from bot.chat.screen import Screen
from bot.content.texts import shown
from bot.reporting.amounts import NO_SOURCE
from bot.reporting.answers import Draft
from bot.reporting.check_screens import answer, check
from bot.reporting.draft_choices import choices
from bot.reporting.draft_presses import Back, Cancel, Skip
from bot.reporting.draft_titles import head, kind_of
from bot.reporting.gathering import MONEY_SPENT
from bot.reporting.personal_screens import pointed
from bot.reporting.scene import Scene
from bot.reporting.sheet import Rows, Sheet, beside, cut, drawn, thousands
from bot.reporting.steps import CHECK, PERSONAL, SOURCE, SPOKEN, skippable, steps_of

REMARK, PRESENT = 400, 2600  # characters of a remark, of the answer that stands now
NAME = 60  # characters of a file's name


def question(sheet: Sheet, scene: Scene) -> Screen:
    """Return the question at which a draft stands, or the look over at its end."""
    draft = scene.draft
    if draft.step == CHECK:
        return check(sheet, draft, scene.files, scene.note, behalf=scene.behalf)
    if draft.step == PERSONAL:
        middle = pointed(sheet, draft)
    else:
        remark = sheet.said("draft-remark", reason=cut(scene.remark, REMARK))
        middle = (
            f"↩️ {remark}" if scene.remark else "",
            _present(sheet, scene),
            _asked(sheet, scene),
            _files(sheet, scene) if draft.step == "files" else "",
        )
    parts = (scene.note, head(sheet, draft, draft.step, scene.behalf), *middle)
    return drawn(parts, (*choices(sheet, scene), *ways(sheet, draft)))


def _asked(sheet: Sheet, scene: Scene) -> str:
    """Return the question with its example, and the warning where people write freely."""
    draft = scene.draft
    key = f"{kind_of(draft)}-{draft.step}"
    lines = [sheet.bold(key)]
    if key == "report-money":
        source = sheet.content.staff(f"source-{draft.answers.get(SOURCE, NO_SOURCE)}")
        lines.append(sheet.said("report-money-source", source=source))
        if spent := draft.answers.get(MONEY_SPENT):
            lines.append(sheet.said("report-money-events", spent=thousands(int(str(spent)))))
    if draft.step == "status" and isinstance(events := draft.answers.get("events"), int):
        lines.append(sheet.said("report-gathered", count=events))
    if draft.step == "date":
        day = scene.today - timedelta(1)  # an example that can be typed as it stands
        lines.append(sheet.said(f"{key}-hint", short=f"{day:%d.%m}", full=shown(day)))
    elif f"{key}-hint" in sheet.content.staff:
        lines.append(sheet.said(f"{key}-hint"))
    if draft.step in SPOKEN:
        lines.append(f"<i>{sheet.said('draft-no-names')}</i>")
    return "\n".join(lines)


def _present(sheet: Sheet, scene: Scene) -> str:
    """Return the answer that stands now, above the question that may change it."""
    draft = scene.draft
    if draft.step not in draft.answers or draft.step == "files":
        return ""
    told = answer(sheet, draft, draft.step, scene.files, PRESENT)
    return f"{sheet.said('draft-now', answer='')}{told}"


def _files(sheet: Sheet, scene: Scene) -> str:
    if not scene.files:
        return sheet.said("event-files-none")
    names = ", ".join(cut(each.name, NAME) for each in scene.files)
    return sheet.said("event-files-list", count=len(scene.files), names=names)


def ways(sheet: Sheet, draft: Draft) -> Rows:
    """Return the ways out of a question that every one has."""
    first = []
    order = steps_of(draft)
    if draft.step in order and order.index(draft.step) > 0:
        first.append(sheet.button(Back(draft.id, draft.version), "draft-back"))
    if skippable(draft, draft.step) and draft.step not in (*draft.answers, "files"):
        first.append(sheet.button(Skip(draft.id, draft.version), "draft-skip"))
    last = (
        sheet.button(Cancel(draft.id, draft.version, 0), "draft-cancel"),
        sheet.desk(),
    )
    return (*beside(first), last)
