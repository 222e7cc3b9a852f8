"""The answers to a draft's question that need no typing, as buttons."""

from collections.abc import Callable
from datetime import timedelta

from bot.chat.buttons import Press
from bot.chat.screen import Button
from bot.reporting.amounts import NO_SOURCE, NONE_NEEDED
from bot.reporting.answers import Answers, Source, Status
from bot.reporting.check_screens import told
from bot.reporting.draft_presses import (
    Answer,
    GoTo,
    KeepPersonal,
    LikeLast,
    LooseMeasure,
    Page,
    RemoveFile,
    Skip,
)
from bot.reporting.entry_screens import turning
from bot.reporting.gathering import MONEY_SPENT
from bot.reporting.inputs import DONE
from bot.reporting.plain import steps_filled
from bot.reporting.scene import Scene
from bot.reporting.sheet import LABEL, Rows, Sheet, beside, cut, paged, thousands
from bot.reporting.steps import PERSONAL, SOURCE, next_step, skippable
from bot.reporting.walk import REMOVE

REMOVABLE = 6  # files that have a button to take them out
LAST_YEAR = 14  # characters of last year's answer on its button


def choices(sheet: Sheet, scene: Scene) -> Rows:
    """Return the buttons that answer the question at which the draft stands."""
    step = scene.draft.step
    own = _CHOICES.get(step)
    rows = own(sheet, scene) if own else ()
    return (*rows, *_last_year(sheet, scene), *_keep(sheet, scene))


def _answer(sheet: Sheet, scene: Scene, value: str, key: str) -> Button:
    draft = scene.draft
    return sheet.button(Answer(draft.id, draft.version, draft.step, value), key)


def _measures(sheet: Sheet, scene: Scene) -> Rows:
    draft = scene.draft
    shown, page, pages = paged(scene.measures, scene.page)
    rows = [
        (
            Button(
                cut(sheet.measure(each), LABEL),
                LooseMeasure(draft.id, draft.version, each)
                if draft.kind == "loose"
                else Answer(draft.id, draft.version, "measure", each),
            ),
        )
        for each in shown
    ]
    turn = turning(sheet, page, pages, lambda number: Page(draft.id, number))
    return (*rows, turn) if turn else tuple(rows)


def _date(sheet: Sheet, scene: Scene) -> Rows:
    """Return today and yesterday as dates: a button that is pressed later means the same day."""
    today, yesterday = scene.today, scene.today - timedelta(1)
    return (
        (
            _answer(sheet, scene, today.isoformat(), "draft-today"),
            _answer(sheet, scene, yesterday.isoformat(), "draft-yesterday"),
        ),
    )


def _money(sheet: Sheet, scene: Scene) -> Rows:
    none = (_answer(sheet, scene, NONE_NEEDED, "draft-no-money"),)
    if scene.draft.kind == "event":
        return (none,)
    return (*_gathered(sheet, scene), none, *_sources(sheet, scene))


def _sources(sheet: Sheet, scene: Scene) -> Rows:
    chosen = str(scene.draft.answers.get(SOURCE, NO_SOURCE))
    return beside(
        [
            _answer(sheet, scene, each.value, f"source-{each}-button")
            for each in Source
            if each != chosen
        ]
    )


def _gathered(sheet: Sheet, scene: Scene) -> Rows:
    """Return what the events have cost, as planned and spent of the programme's own source."""
    spent = scene.draft.answers.get(MONEY_SPENT)
    if not isinstance(spent, int) or "money" in scene.draft.answers:
        return ()
    source = str(scene.draft.answers.get(SOURCE, NO_SOURCE))
    value = f"{source} {thousands(spent)}/{thousands(spent)}"
    press = Answer(scene.draft.id, scene.draft.version, "money", value)
    return ((sheet.button(press, "report-money-gathered", spent=thousands(spent)),),)


def _status(sheet: Sheet, scene: Scene) -> Rows:
    return tuple((_answer(sheet, scene, each.value, f"status-{each}"),) for each in Status)


def _files(sheet: Sheet, scene: Scene) -> Rows:
    draft = scene.draft
    removals = [
        (sheet.button(RemoveFile(draft.id, each.id), "draft-remove-file", name=each.name),)
        for each in scene.files[-REMOVABLE:]
    ]
    return ((_answer(sheet, scene, DONE, "draft-files-done"),), *removals)


def _personal(sheet: Sheet, scene: Scene) -> Rows:
    draft = scene.draft
    return (
        (
            _answer(sheet, scene, REMOVE, "personal-mend"),
            sheet.button(KeepPersonal(draft.id, draft.version), "personal-keep"),
        ),
    )


_CHOICES: dict[str, Callable[[Sheet, Scene], Rows]] = {
    "measure": _measures,
    "date": _date,
    "money": _money,
    "status": _status,
    "files": _files,
    PERSONAL: _personal,
}


def _last_year(sheet: Sheet, scene: Scene) -> Rows:
    draft = scene.draft
    if scene.last is None or draft.step in ("until", "files"):
        return ()
    value = steps_filled(scene.last).get(draft.step)
    if value is None or value == draft.answers.get(draft.step):
        return ()
    words = told(sheet, draft.step, value)
    press = LikeLast(draft.id, draft.version, draft.step)
    return ((sheet.button(press, "report-like-last-year", answer=cut(words, LAST_YEAR)),),)


def _keep(sheet: Sheet, scene: Scene) -> Rows:
    """Return «Залишити так» where there is an answer already."""
    draft = scene.draft
    if draft.step not in draft.answers or draft.step in ("files", PERSONAL):
        return ()
    press: Press = Skip(draft.id, draft.version)
    if not skippable(draft, draft.step):
        press = GoTo(draft.id, draft.version, next_step(draft, draft.step))
    return ((sheet.button(press, "draft-keep"),),)


def as_typed(step: str, last: Answers) -> tuple[str, ...]:
    """Return last year's answer to a step as one would type it; of money one text per source."""
    value = steps_filled(last).get(step)
    if value is None:
        return ()
    if step != "money":
        return (str(value),)
    rows = [
        f"{each.source} {thousands(each.planned)}/{thousands(each.spent)}" for each in last.money
    ]
    return tuple(rows) or (NONE_NEEDED,)
