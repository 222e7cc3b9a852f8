"""Two checks without a score: questions from data, the answers kept only in the button.

The result names what each telling answer means and who helps. It never says that all is well:
an honest «no» to every question is still no proof of safety (help.md, proposal 16).
"""

from html import escape

from bot.chat.screen import Button, Screen
from bot.content.loader import Content
from bot.content.models import Check, Language, Question
from bot.help.frame import Rows, bold, columns, filled, framed, number_of, paired
from bot.help.lines import label
from bot.help.places import button_to
from bot.help.presses import Home, Line, OpenCheck

ANSWERS = {"y": "yes", "n": "no", "s": None}


def fits(check: Check, answers: str) -> bool:
    """Return whether a button's answers can have come from this check."""
    return len(answers) <= len(check.questions) and set(answers) <= set(ANSWERS)


def step(content: Content, language: Language, check: Check, answers: str) -> Screen:
    """Return the next question, or the result after the last one."""
    if len(answers) == len(check.questions):
        return _result(content, language, check, answers)
    return _question(content, language, check, answers)


def _question(content: Content, language: Language, check: Check, answers: str) -> Screen:
    texts = content.texts[language]
    question = check.questions[len(answers)]
    parts = [bold(check.title[language])]
    if not answers:
        parts.append(filled(content, check.intro[language]))
    number = texts("check-number", number=len(answers) + 1, total=len(check.questions))
    parts.append(f"{escape(number)}\n<b>{filled(content, question.text[language])}</b>")
    rows: Rows = (
        tuple(
            Button(texts(f"check-{word}"), OpenCheck(language, check.id, answers + letter))
            for letter, word in (("y", "yes"), ("n", "no"), ("s", "skip"))
        ),
    )
    back = (
        Button(texts("button-back"), OpenCheck(language, check.id, answers[:-1]))
        if answers
        else Button(texts("button-back"), Home(language))
    )
    return framed(content, language, "\n\n".join(parts), rows, back=back)


def telling(check: Check, answers: str) -> list[Question]:
    """Return the questions whose answers mean something."""
    return [
        question
        for question, letter in zip(check.questions, answers, strict=True)
        if ANSWERS[letter] == question.telling
    ]


def _result(content: Content, language: Language, check: Check, answers: str) -> Screen:
    told = telling(check, answers)
    words = check.some if told else check.none
    parts = [f"{bold(check.title[language])}\n{filled(content, words[language])}"]
    parts += [f"• {filled(content, question.means[language])}" for question in told]
    parts.append(
        "\n".join(
            f"<b>{escape(number_of(content.contacts[id_]))}</b> — "
            f"{escape(content.contacts[id_].name[language])}"
            for id_ in check.lines
        )
    )
    cards = [
        Button(label(content.contacts[id_], language), Line(language, id_)) for id_ in check.lines
    ]
    again = Button(content.texts[language]("check-again"), OpenCheck(language, check.id, ""))
    see = [button_to(content, language, place) for place in check.see]
    return framed(
        content, language, "\n\n".join(parts), (*columns(cards, 3), *paired([*see, again]))
    )
