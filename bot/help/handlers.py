"""What residents do and what they see: parse, draw, show, each in a few lines.

Nothing here is stored. What a person has typed is deleted together with the older messages of
the chat, after it was answered; a file that was sent is never fetched.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Message, Update

from bot.chat import reply
from bot.chat.buttons import Press, code_of
from bot.chat.calls import Calls
from bot.chat.erasing import erase
from bot.chat.hiding import ERASED, hide, turn_neutral
from bot.chat.routes import Routes, command_of, payload_of
from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.content.models import LANGUAGES, Language
from bot.help import found, screens
from bot.help.answers import Answer, answer_text
from bot.help.moment import Moment
from bot.help.opening import open_press
from bot.help.places import button_to
from bot.help.presses import ALL, Hide, Mistaken, Resident
from bot.help.traces import Shown, Traces
from bot.help.understanding import Understanding

ERASED_WITH_A_TEXT = 100  # ids in the one call that follows a typed text, on a quiet day
ANSWERED_WITHIN = timedelta(minutes=15)  # help.md E15: nobody is written to later
NOTHING = Answer()


@dataclass(frozen=True, slots=True)
class Residents:
    """The resident's side of the bot."""

    call: Calls
    content: Content
    understanding: Understanding
    traces: Traces
    clock: Callable[[], datetime]
    zone: ZoneInfo

    def routes(self) -> Routes:
        """Return the handler table of this feature."""
        return Routes(
            presses={**dict.fromkeys(ALL, self.press), Hide: self.press_hide},
            commands={
                "start": self.start,
                "sos": self.sos,
                "hide": self.hide,
                "lang": self.choose_language,
            },
            message=self.message,
            old_press=self.old_press,
            left=self.left,
            trouble=self.trouble,
        )

    async def press(self, query: CallbackQuery, press: Press) -> None:
        """Show what a button asks for, in the message that it stands on."""
        language = language_in(press)
        kept = NOTHING if isinstance(press, Mistaken) else self._cried(query)
        await self._show_pressed(query, self._opened(press, language), language, kept)

    async def press_hide(self, query: CallbackQuery, press: Press) -> None:
        """Turn the message neutral first, in one call; erase the rest of the chat after."""
        if query.message is None:
            return
        chat, pressed = query.message.chat.id, query.message.message_id
        telling = [pressed, *self._shown(chat)]
        self.traces.forget(chat)
        page = screens.neutral(self._at(language_in(press)))
        hidden = hide(self.call, chat, page, telling, max(telling))
        await asyncio.gather(hidden, reply.answer_quietly(self.call, query))

    async def old_press(self, query: CallbackQuery) -> None:
        """Answer bytes that are no button of ours with the first screen."""
        language = language_of(query.from_user.language_code)
        screen = screens.home(self._at(language), note="home-old-button")
        await self._show_pressed(query, screen, language)

    async def start(self, message: Message) -> None:
        """Show the first screen, or the topic that a deep link names."""
        code = payload_of(message.text or "")
        topic = next((each for each in self.content.topics.values() if each.code == code), None)
        await self._answer(message, Answer(place=topic.id if topic else "home"))

    async def sos(self, message: Message) -> None:
        """Show the rescue card."""
        await self._answer(message, Answer(place="sos"))

    async def choose_language(self, message: Message) -> None:
        """Show the languages."""
        await self._answer(message, Answer(place="lang"))

    async def hide(self, message: Message) -> None:
        """Leave one neutral page in the chat; long after it was asked for, leave nothing."""
        chat = message.chat.id
        if self._late(message):
            await erase(self.call, chat, message.message_id, ERASED)
            return
        page = screens.neutral(self._at(self._language(message)))
        telling = self._shown(chat)
        self.traces.forget(chat)
        await hide(self.call, chat, page, telling, message.message_id)

    async def message(self, message: Message) -> None:
        """Answer a text by what it says, and everything else without opening it."""
        language = self._language(message)
        if message.text is None:
            await self._answer(message, Answer(found.not_text(self._at(language))))
            return
        if command_of(message.text).isascii() and command_of(message.text):
            await self._answer(message, Answer(place="home"))  # a command that is none of ours
            return
        before = self.traces.of(message.chat.id, self.clock())
        answer = answer_text(self._at(language), self.understanding, message.text, before)
        await (self.hide(message) if answer.place == "hide" else self._answer(message, answer))

    async def unheard(self, message: Message) -> None:
        """Answer staff while nobody can ask who they are: what they have typed stays."""
        at = self._at(self._language(message))
        answer = answer_text(at, self.understanding, message.text or "", None)
        if answer.place == "hide":
            await self.hide(message)
            return
        press = button_to(at, answer.place or "home").press
        screen = answer.screen or self._opened(press, at.language)
        await reply.send(self.call, message.chat.id, screen)

    async def left(self, chat: int) -> None:
        """Forget the chat of a person who has blocked the bot."""
        self.traces.forget(chat)

    async def trouble(self, update: Update) -> None:
        """Show numbers that work without us after a handler has failed; nothing, after hiding."""
        query = update.callback_query
        if update.message is not None:
            await self._answer(update.message, Answer(place="sos"))
        elif query is not None and query.message is not None:
            chat, pressed = query.message.chat.id, query.message.message_id
            language = language_of(query.from_user.language_code)
            hiding = code_of(query.data or "") == Hide.code
            at = self._at(language)
            page = screens.neutral(at) if hiding else screens.home(at, note="home-trouble")
            message = await reply.send(self.call, chat, page)
            if not hiding:
                self._keep(chat, message, language, NOTHING)
            await erase(self.call, chat, message - 1, ERASED_WITH_A_TEXT, pressed)

    async def neutralise_idle(self) -> None:
        """Turn the screens neutral that nobody has touched for the idle minutes."""
        await self._neutralise(self.traces.take_idle(self.clock()))

    async def neutralise_all(self) -> None:
        """Turn every screen neutral that is known: a stopped bot can no longer do it."""
        await self._neutralise(self.traces.take_all())

    async def _neutralise(self, shown: list[Shown]) -> None:
        pages = [screens.neutral(self._at(each.language)) for each in shown]
        messages = [(each.chat, each.message) for each in shown]
        for again in await turn_neutral(self.call, messages, pages):
            self.traces.put_back(shown[again], self.clock())

    def _late(self, message: Message) -> bool:
        """Return whether so much time has passed that somebody else may hold the phone now."""
        return self.clock() - message.date > ANSWERED_WITHIN

    def _shown(self, chat: int) -> list[int]:
        before = self.traces.of(chat, self.clock())
        return [before.message] if before is not None else []

    def _at(self, language: Language) -> Moment:
        return Moment(self.content, language, self.clock(), self.zone)

    def _opened(self, press: Press, language: Language) -> Screen:
        if isinstance(press, Mistaken):
            return screens.home(self._at(language), note="home-mistaken")
        return open_press(self._at(language), press)

    async def _show_pressed(
        self, query: CallbackQuery, screen: Screen, language: Language, kept: Answer = NOTHING
    ) -> None:
        message = await reply.show_pressed(self.call, query, screen)
        if message is not None and query.message is not None:
            self._keep(query.message.chat.id, message, language, kept)

    async def _answer(self, asked: Message, answer: Answer) -> None:
        """Show the answer as a new message, then erase what was typed and what stood before.

        Erasing begins right below the answer: if this process was killed after an answer and
        before that was confirmed, the first answer stands between what was asked and this one.
        """
        if self._late(asked):
            await erase(self.call, asked.chat.id, asked.message_id, 1)
            return
        language = self._language(asked)
        screen = answer.screen
        if screen is None:
            button = button_to(self._at(language), answer.place or "home")
            screen = self._opened(button.press, language)
        older = self._shown(asked.chat.id)
        message = await reply.send(self.call, asked.chat.id, screen)
        self._keep(asked.chat.id, message, language, answer)
        reach = min(max(ERASED_WITH_A_TEXT, message - asked.message_id), ERASED)
        await erase(self.call, asked.chat.id, message - 1, reach, asked.message_id, *older)

    def _cried(self, query: CallbackQuery) -> Answer:
        """Return what the last words were about: looking around does not end a cry."""
        chat = query.message.chat.id if query.message is not None else 0
        before = self.traces.of(chat, self.clock())
        return NOTHING if before is None else Answer(dangers=before.dangers, turns=before.turns)

    def _keep(self, chat: int, message: int, language: Language, answer: Answer) -> None:
        self.traces.keep(
            Shown(
                chat,
                message,
                language,
                self.clock(),
                dangers=answer.dangers,
                turns=answer.turns,
                lost=answer.lost,
            )
        )

    def _language(self, message: Message) -> Language:
        before = self.traces.of(message.chat.id, self.clock())
        if before is not None:
            return before.language
        return language_of(message.from_user.language_code if message.from_user else None)


def language_in(press: Press) -> Language:
    """Return the language that a resident's button carries; Ukrainian for any other bytes."""
    return next(
        (each for each in LANGUAGES if isinstance(press, Resident) and each == press.language),
        LANGUAGES[0],
    )


def language_of(code: str | None) -> Language:
    """Return English for those whose Telegram is English, Ukrainian for everybody else."""
    return "en" if (code or "").lower().partition("-")[0] == "en" else "uk"
