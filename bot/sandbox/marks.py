"""Marks on words: counted in UTF-16 units as Telegram does, and written back as its HTML."""

from html import escape
from typing import Any

Entity = dict[str, Any]

WRITTEN = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def utf16(text: str) -> int:
    """Return the length in UTF-16 units, which is how Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) >> 1


def to_html(text: str, entities: list[Entity]) -> str:
    """Return words with their entities written as Telegram's HTML."""
    if not entities:
        return escape(text, quote=False)
    units = text.encode("utf-16-le")
    marks: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        opening, closing = _tags(entity)
        if opening:
            end = entity["offset"] + entity["length"]
            marks.setdefault(entity["offset"], []).append(opening)
            marks.setdefault(end, []).insert(0, closing)
    parts, at = [], 0
    for place in sorted(marks):
        parts.append(escape(units[at * 2 : place * 2].decode("utf-16-le"), quote=False))
        parts.extend(marks[place])
        at = place
    parts.append(escape(units[at * 2 :].decode("utf-16-le"), quote=False))
    return "".join(parts)


def _tags(entity: Entity) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    if kind == "text_mention":
        return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
    if kind == "custom_emoji":
        return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "pre" and entity.get("language"):
        return f'<pre><code class="language-{entity["language"]}">', "</code></pre>"
    name = WRITTEN.get(kind, "")
    return (f"<{name}>", f"</{name}>") if name else ("", "")
