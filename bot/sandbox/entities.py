"""What Telegram marks by itself in a person's words: commands, addresses, numbers."""

import re

from bot.sandbox.marks import utf16
from bot.sandbox.messages import Body

_PATTERNS = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("url", re.compile(r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"«»]+[^\s<>\"«».,;:!?)]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    ("mention", re.compile(r"(?<![\w@.])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
    ("phone_number", re.compile(r"(?<![\w+])\+?\d(?:[ ()-]{0,2}\d){9,14}(?!\w)")),
)


def find(text: str) -> list[Body]:
    """Return the entities of plain words, in order, none overlapping, in UTF-16 units."""
    taken: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= begun or start >= ended for begun, ended, _ in taken):
                taken.append((start, end, kind))
    return [
        {"type": kind, "offset": utf16(text[:start]), "length": utf16(text[start:end])}
        for start, end, kind in sorted(taken)
    ]
