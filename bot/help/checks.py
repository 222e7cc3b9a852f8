"""Two checks without a score: questions from data, the answers kept only in the button.

The result names what each telling answer means and who helps. It never says that all is well:
an honest «no» to every question is still no proof of safety (help.md, proposal 16).
"""

from html import escape

from bot.chat.screen import Button, Screen
from bot.content.models import Check, Question
from bot.help.frame import Rows, bold, called, filled, framed, packed
from bot.help.lines import label
from bot.help.moment import Moment
from bot.help.places import button_to
from bot.help.presses import Line, OpenCheck

ANSWERS = {"y": "yes", "n": "no", "s": None}


def fits(check: Check, answers: str) -> bool:
    """Return whether a button's answers can have come from this check."""
    return len(answers) <= len(check.questions) and set(answers) <= set(ANSWERS)


def step(at: Moment, check: Check, answers: str) -> Screen:
    """Return the next question, or the result after the last one."""
    if len(answers) == len(check.questions):
        return _result(at, check, answers)
    return _question(at, check, answers)


def _question(at: Moment, check: Check, answers: str) -> Screen:
    texts = at.texts
    question = check.questions[len(answers)]
    parts = [bold(check.title[at.language])]
    if not answers:
        parts.append(filled(at, check.intro[at.language]))
    number = texts("check-number", number=len(answers) + 1, total=len(check.questions))
    parts.append(f"{escape(number)}\n<b>{filled(at, question.text[at.language])}</b>")
    rows: Rows = (
        tuple(
            Button(texts(f"check-{word}"), OpenCheck(at.language, check.id, answers + letter))
            for letter, word in (("y", "yes"), ("n", "no"), ("s", "skip"))
        ),
    )
    before = Button(texts("button-back"), OpenCheck(at.language, check.id, answers[:-1]))
    back = before if answers else None
    return framed(at, "\n\n".join(parts), rows, back=back)


def telling(check: Check, answers: str) -> list[Question]:
    """Return the questions whose answers mean something."""
    return [
        question
        for question, letter in zip(check.questions, answers, strict=True)
        if ANSWERS[letter] == question.telling
    ]


def _result(at: Moment, check: Check, answers: str) -> Screen:
    told = telling(check, answers)
    words = check.some if told else check.none
    parts = [f"{bold(check.title[at.language])}\n{filled(at, words[at.language])}"]
    parts += [f"• {filled(at, question.means[at.language])}" for question in told]
    parts.append("\n".join(called(at.content.contacts[id_], at) for id_ in check.lines))
    cards = [
        Button(label(at.content.contacts[id_], at), Line(at.language, id_)) for id_ in check.lines
    ]
    again = Button(at.texts("check-again"), OpenCheck(at.language, check.id, ""))
    see = [button_to(at, place) for place in check.see]
    return framed(at, "\n\n".join(parts), (*packed(cards), *packed([*see, again])))
