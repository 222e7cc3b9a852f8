"""Telegram's HTML: what it accepts, what it says when it does not, and the way back.

Telegram's parser is no browser: an unknown or unbalanced tag refuses the whole message, offsets
in its words are bytes of UTF-8, offsets of entities are units of UTF-16.
"""

import re

from bot.sandbox.attributes import Attributes, decode, fault
from bot.sandbox.marks import Entity, utf16
from bot.sandbox.refusals import Refusal

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
KNOWN = {*SIMPLE, "a", "tg-emoji"}
_SPECIAL = re.compile(r"[<&]")
_TAG_END = re.compile(r"[\s>]")
_LINK = re.compile(r"(?:(https?|tg|ton|tonsite)://)?([^\s/?#]+\.[^\s/?#.]{2,}|[^\s]+)", re.I)
_USER_LINK = re.compile(r"tg://user\?id=(\d+)")


def parse(text: str) -> tuple[str, list[Entity]]:
    """Return plain words and entities of Telegram's HTML; raises Refusal with its words."""
    if _SPECIAL.search(text) is None:
        return text, []
    return _Parser(text).parse()


def checked_link(url: str) -> str | None:
    """Return a link that Telegram keeps, with its scheme; None for one that it drops silently."""
    url = url.strip()
    scheme = url.partition(":")[0].lower() if ":" in url else ""
    if scheme in ("mailto", "tel", "javascript", "file", "ftp", "data"):
        return None
    match = _LINK.fullmatch(url)
    if scheme in ("tg", "ton", "tonsite") and match:
        return url
    host = re.split(r"[/?#]", url.split("://", 1)[-1])[0]
    if not match or "." not in host:
        return None
    return url if scheme in ("http", "https") else f"http://{url}"


class _Open:
    __slots__ = ("argument", "expandable", "name", "start", "text_start")

    def __init__(
        self, name: str, argument: str, expandable: bool, start: int, text_start: int
    ) -> None:
        self.name = name
        self.argument = argument
        self.expandable = expandable
        self.start = start
        self.text_start = text_start


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.units = 0
        self.entities: list[Entity] = []
        self.nested: list[_Open] = []

    def parse(self) -> tuple[str, list[Entity]]:
        text, at = self.text, 0
        while match := _SPECIAL.search(text, at):
            self._add(text[at : match.start()])
            at = match.start()
            if text[at] == "&":
                at = self._character(at)
            elif text.startswith("</", at):
                at = self._end_tag(at)
            else:
                at = self._start_tag(at)
        self._add(text[at:])
        if self.nested:
            name = self.nested[-1].name
            raise fault(f'Can\'t find end tag corresponding to start tag "{name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.parts), self.entities

    def _add(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self.units += utf16(words)

    def _character(self, at: int) -> int:
        character, end = decode(self.text, at)
        self._add(character)
        return end

    def _start_tag(self, begin: int) -> int:
        text = self.text
        end = _TAG_END.search(text, begin + 1)
        if end is None:
            raise self._fault("Unclosed start tag", begin)
        name = text[begin + 1 : end.start()].lower()
        if name not in KNOWN:
            raise self._fault(f'Unsupported start tag "{name}"', begin)
        attributes, at = Attributes(text, name, begin).read(end.start())
        argument = {
            "a": attributes.get("href", ""),
            "code": attributes.get("class", "").removeprefix("language-"),
            "tg-emoji": attributes.get("emoji-id", ""),
        }.get(name, "")
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._fault('Tag "span" must have class "tg-spoiler"', begin)
        expandable = name == "blockquote" and "expandable" in attributes
        self.nested.append(_Open(name, argument, expandable, self.units, len(self.parts)))
        return at + 1

    def _end_tag(self, begin: int) -> int:
        if not self.nested:
            raise self._fault("Unexpected end tag", begin)
        end = _TAG_END.search(self.text, begin + 2)
        at = end.start() if end else len(self.text)
        name = self.text[begin + 2 : at].lower()
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        if at >= len(self.text) or self.text[at] != ">":
            raise self._fault("Unclosed end tag", begin)
        opened = self.nested.pop()
        if name and name != opened.name:
            where = f"at byte offset {self._bytes(begin)}"
            raise fault(
                f'Unmatched end tag {where}, expected "</{opened.name}>", found "</{name}>"'
            )
        if self.units > opened.start:
            self._close(opened)
        return at + 1

    def _close(self, opened: _Open) -> None:
        entity: Entity = {"offset": opened.start, "length": self.units - opened.start}
        if opened.name == "a":
            url = opened.argument or "".join(self.parts[opened.text_start :])
            if user := _USER_LINK.fullmatch(url):
                entity |= {"type": "text_mention", "user": {"id": int(user[1])}}
            elif link := checked_link(url):
                entity |= {"type": "text_link", "url": link}
            else:
                return
        elif opened.name == "tg-emoji":
            if not opened.argument.isdigit() or not 0 < int(opened.argument) < 1 << 63:
                raise fault("Invalid custom emoji identifier specified")
            entity |= {"type": "custom_emoji", "custom_emoji_id": opened.argument}
        elif opened.name in ("pre", "code") and self._merges(opened, entity):
            return
        else:
            kind = "expandable_blockquote" if opened.expandable else SIMPLE[opened.name]
            entity["type"] = kind
            if opened.name == "code" and opened.argument:
                entity["language"] = opened.argument
        self.entities.append(entity)

    def _merges(self, opened: _Open, entity: Entity) -> bool:
        """<pre><code class="language-x"> over the same words is one entity with a language."""
        other = self.entities[-1] if self.entities else None
        if other is None or (other["offset"], other["length"]) != tuple(entity.values()):
            return False
        if opened.name == "pre" and other["type"] == "code" and "language" in other:
            other["type"] = "pre"
            return True
        return False

    def _bytes(self, at: int) -> int:
        return len(self.text[:at].encode())

    def _fault(self, words: str, at: int) -> Refusal:
        return fault(f"{words} at byte offset {self._bytes(at)}")
