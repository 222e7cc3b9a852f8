"""The inside of a tag in Telegram's HTML: attributes, and characters written as «&…;»."""

import re

from bot.sandbox.refusals import Refusal, bad_request

_CODE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]+));?")
_LETTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


def fault(words: str) -> Refusal:
    """Return the refusal of words whose marks cannot be read."""
    return bad_request(f"can't parse entities: {words}")


class Attributes:
    """The attributes of one start tag: name, name=token, name="words", name='words'."""

    def __init__(self, text: str, tag: str, begin: int) -> None:
        self.text = text
        self.tag = tag
        self.begin = begin

    def read(self, at: int) -> tuple[dict[str, str], int]:
        """Return the attributes and the place of the closing bracket."""
        found: dict[str, str] = {}
        while True:
            at = self._space(at)
            if self.text[at] == ">":
                return found, at
            start = at
            while at < len(self.text) and not (self.text[at].isspace() or self.text[at] in "=>"):
                at += 1
            name = self.text[start:at].lower()
            if not name:
                raise self._fault(f'Empty attribute name in the tag "{self.tag}"')
            at = self._space(at)
            if self.text[at] == "=":
                found[name], at = self._value(self._space(at + 1))
            elif self.tag == "blockquote" and name == "expandable":
                found[name] = ""
            else:
                what = (
                    f'Expected equal sign in declaration of an attribute of the tag "{self.tag}"'
                )
                raise self._fault(what)

    def _value(self, at: int) -> tuple[str, int]:
        quote = self.text[at]
        if quote not in "\"'":
            match = _TOKEN.match(self.text, at)
            end = match.end() if match else at
            if end >= len(self.text):
                raise self._fault("Unclosed start tag")
            if not (self.text[end].isspace() or self.text[end] == ">"):
                place = len(self.text[:at].encode())
                raise fault(f"Unexpected end of name token at byte offset {place}")
            return self.text[at:end].lower(), end
        end = self.text.find(quote, at + 1)
        if end < 0 or end + 1 >= len(self.text):
            raise self._fault("Unclosed start tag")
        return _decode_all(self.text[at + 1 : end]), end + 1

    def _space(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        if at >= len(self.text):
            raise self._fault("Unclosed start tag")
        return at

    def _fault(self, words: str) -> Refusal:
        return fault(f"{words} at byte offset {len(self.text[: self.begin].encode())}")


def decode(text: str, at: int) -> tuple[str, int]:
    """Return the character that an «&…;» stands for and where it ends; unknown ones stay."""
    match = _CODE.match(text, at)
    if match is None:
        return "&", at + 1
    sixteen, ten, name = match.groups()
    if name is not None:
        return (_LETTERS[name], match.end()) if name in _LETTERS else ("&", at + 1)
    digits = sixteen if sixteen is not None else ten
    code = int(digits, 16 if sixteen is not None else 10) if digits else 0
    length = match.end() - at - text[at : match.end()].endswith(";")
    if not 0 < code < 0x10FFFF or length >= 10:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise bad_request(
            "can't parse entities: Text contains invalid Unicode characters after decoding "
            "HTML entities, check for unmatched surrogate code units"
        )
    return chr(code), match.end()


def _decode_all(text: str) -> str:
    parts, at = [], 0
    while (found := text.find("&", at)) >= 0:
        parts.append(text[at:found])
        character, at = decode(text, found)
        parts.append(character)
    return "".join([*parts, text[at:]])
