"""Every text fits its place, and every screen made of texts fits one message.

A message holds 4,096 UTF-16 units (Bot API, sendMessage); a longer one is refused, and a person
who presses the button would see nothing at all. So the longest possible screen is reckoned here.
"""

import re
from collections.abc import Iterable, Iterator

from bot.content.draft import Draft, parts
from bot.content.findings import Finding
from bot.content.models import LANGUAGES, Check, Contact, Language, Page
from bot.content.numbers import PLACEHOLDER, words_in

MESSAGE_UNITS = 4096
OWN_WORDS_UNITS = 400  # headings and phrases of the bot's own on one screen, at the most
_STATE_UNITS = 40  # «відповідає до 18:00» behind a line's name
_LINES_OF_A_CRY, _WORDS_OF_A_CRY = 8, 3
_SOURCES_OF_A_CARD = 2
# (file, key without its brackets, characters in each language)
_BOUNDS = tuple(
    (re.compile(file), re.compile(key), most)
    for file, key, most in (
        (r"topics/", r"pages\.text", 1200),
        (r"topics/", r"pages\.say", 300),
        (r"topics/|checks/", r"(pages\.)?title", 64),
        (r"contacts", r"contacts\.name", 64),
        (r"contacts", r"contacts\..*", 600),
        (r"programme", r"about", 800),
        (r"checks/", r"questions\.means", 400),
        (r"checks/", r"questions\.text|intro|some|none", 600),
        (r"answers", r"kinds\.(words|urgent)|after", 300),
        (r"town", r"header", 160),
        (r"organisations", r"organisations\.does", 600),
        (r"town", r"neutral(_more)?", 3000),
    )
)
_BRACKETS = re.compile(r"\[[^\]]*\]")


def too_long(draft: Draft) -> Iterator[Finding]:
    """Yield the texts that are longer than their place, and the screens that no message holds."""
    for file, at, model in parts(draft):
        for key, words in words_in(model, at):
            most = _bound(file, key)
            for language in LANGUAGES:
                length = units(words[language])
                if most is not None and length > most:
                    told = f"{length} characters; at most {most} fit its screen"
                    yield Finding(file, f"{key}.{language}", told)
    for language in LANGUAGES:
        yield from _Screens(draft, language).too_long()


def _bound(file: str, key: str) -> int | None:
    bare = _BRACKETS.sub("", key)
    return next(
        (most for at, of, most in _BOUNDS if at.match(file) and of.fullmatch(bare)),
        None,
    )


def units(text: str) -> int:
    """Return a text's length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


class _Screens:
    """What each screen says in one language, at its longest."""

    def __init__(self, draft: Draft, language: Language) -> None:
        self._draft, self._language = draft, language
        header = draft.town.header[language] if draft.town else ""
        foot = (self._called(id_) for id_ in draft.town.emergency) if draft.town else ()
        self._frame = sum(map(units, (header, *foot))) + OWN_WORDS_UNITS

    def too_long(self) -> Iterator[Finding]:
        """Yield a finding for each screen that a message cannot hold."""
        for file, key, said in self._all():
            length = self._frame + sum(units(self._filled(text)) + 2 for text in said)
            if length > MESSAGE_UNITS:
                told = f"the {self._language} screen of it may take {length} UTF-16 units; "
                yield Finding(file, key, f"{told}a message holds {MESSAGE_UNITS}")

    def _all(self) -> Iterator[tuple[str, str, Iterable[str]]]:
        draft, language = self._draft, self._language
        for topic in draft.topics.values():
            for page in topic.pages:
                yield f"topics/{topic.id}.yaml", f"pages[{page.id}]", self._page(page)
        for check in draft.checks.values():
            yield f"checks/{check.id}.yaml", "", self._result(check)
        for contact in draft.contacts.values():
            yield "contacts.yaml", f"contacts[{contact.id}]", self._card(contact)
        yield "contacts.yaml", "contacts", self._lines()
        yield "contacts.yaml", "contacts", self._local()
        yield "answers.yaml", "kinds", self._cry()
        yield "programme.yaml", "", self._programme()
        yield from self._measures()
        dates = draft.calendar.dates if draft.calendar else ()
        days = (f"01.01 – 31.12 — {each.name[language]}" for each in dates)
        yield "calendar.yaml", "dates", days

    def _page(self, page: Page) -> Iterator[str]:
        yield page.title[self._language]
        yield page.text[self._language]
        if page.say is not None:
            yield page.say[self._language]
        yield from map(self._called, page.lines)

    def _result(self, check: Check) -> Iterator[str]:
        """Yield the result where every answer was a telling one."""
        yield check.title[self._language]
        yield max(check.some[self._language], check.none[self._language], key=units)
        yield from (f"• {each.means[self._language]}" for each in check.questions)
        yield from map(self._called, check.lines)

    def _card(self, contact: Contact) -> Iterator[str]:
        # Its name, notes and channels are all on it; `instead` is, while there is no number.
        yield from (words[self._language] for _, words in words_in(contact))
        yield from (number.show for number in contact.numbers)
        yield ", ".join(contact.languages)
        sources = [f"{each.who} ({each.seen})" for each in contact.sources]
        yield from sorted(sources, key=units, reverse=True)[:_SOURCES_OF_A_CARD]

    def _lines(self) -> Iterator[str]:
        """Yield the list of lines, with the ways that need no voice."""
        for contact in self._draft.contacts.values():
            if contact.kind != "local":
                yield self._called(contact.id) + " " * _STATE_UNITS
                yield from self._silent(contact)

    def _local(self) -> Iterator[str]:
        """Yield the services of the community, each with what it is for."""
        known = self._draft.organisations.organisations if self._draft.organisations else ()
        does = {each.id: each.does[self._language] for each in known}
        for contact in self._draft.contacts.values():
            if contact.kind == "local":
                yield contact.name[self._language]
                what_for = contact.what_for[self._language]
                yield max(what_for, does.get(contact.organisation or "", ""), key=units)

    def _cry(self) -> Iterator[str]:
        """Yield the answer to a text that tells of every danger at once."""
        kinds = self._draft.answers.kinds if self._draft.answers else ()
        said = sorted((each.words[self._language] for each in kinds), key=units, reverse=True)
        yield from said[:_WORDS_OF_A_CRY]
        yield from (each.urgent[self._language] for each in kinds if each.urgent)
        ids = {id_ for each in kinds for id_ in each.contacts}
        called = sorted(map(self._called, ids), key=units, reverse=True)
        yield from (each + " " * _STATE_UNITS for each in called[:_LINES_OF_A_CRY])
        for id_ in ids & self._draft.contacts.keys():
            yield from self._silent(self._draft.contacts[id_])

    def _programme(self) -> Iterator[str]:
        what = self._draft.programme
        if what is not None:
            yield what.about[self._language]
            yield from (each.short[self._language] for each in what.sections)
            yield from (f"{each.id} {each.short[self._language]}" for each in what.measures)

    def _measures(self) -> Iterator[tuple[str, str, Iterable[str]]]:
        draft = self._draft
        known = draft.organisations.organisations if draft.organisations else ()
        short = {each.id: each.short[self._language] for each in known}
        for each in draft.programme.measures if draft.programme else ():
            who = (short.get(id_, "") for id_ in each.executors)
            said = (each.title, each.term.text, each.money, each.result, *who)
            yield "programme.yaml", f"measures[{each.id}]", said
        if draft.organisations:
            names = (f"{each.name}{' ' * _STATE_UNITS}" for each in known)
            said = (*names, *draft.organisations.control.controls)
            yield "organisations.yaml", "organisations", said

    def _silent(self, contact: Contact) -> Iterator[str]:
        yield from (each.note[self._language] for each in contact.channels if each.silent)

    def _called(self, id_: str) -> str:
        contact = self._draft.contacts.get(id_)
        return f"{contact.reach} — {contact.name[self._language]}" if contact else ""

    def _filled(self, text: str) -> str:
        known = self._draft.contacts

        def number(found: re.Match[str]) -> str:
            return known[found.group(1)].reach if found.group(1) in known else found.group()

        return PLACEHOLDER.sub(number, text)
