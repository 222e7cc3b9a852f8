"""A message as both sides know it: Telegram's own dictionary, and what a person sees of it."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.marks import to_html

Body = dict[str, Any]


@dataclass(slots=True)
class Message:
    """A message that is still in its chat; `body` is what the Bot API would return."""

    id: int
    chat_id: int
    from_bot: bool
    date: int
    body: Body
    silent: bool = False
    edited: bool = False
    deleted: bool = False
    sealed: bool = False  # sent with a reply keyboard: such messages cannot be edited

    @property
    def text(self) -> str:
        """The plain words: the text, or the caption under a file, or nothing."""
        return str(self.body.get("text") or self.body.get("caption") or "")

    @property
    def entities(self) -> list[Body]:
        """The marks on the words, with offsets in UTF-16 units."""
        return self.body.get("entities") or self.body.get("caption_entities") or []

    @property
    def html(self) -> str:
        """The words with their marks, as Telegram's HTML."""
        return to_html(self.text, self.entities)

    @property
    def rows(self) -> list[list[Body]]:
        """The inline keyboard as the Bot API's rows of buttons."""
        return (self.body.get("reply_markup") or {}).get("inline_keyboard") or []

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline keyboard, row by row."""
        return [button["text"] for row in self.rows for button in row]

    @property
    def protected(self) -> bool:
        """Whether the message may not be forwarded or saved."""
        return bool(self.body.get("has_protected_content"))

    @property
    def link_preview_options(self) -> Body:
        """What the bot asked about link previews."""
        return self.body.get("link_preview_options") or {}

    @property
    def file_id(self) -> str | None:
        """The file that the message carries (of a photo: its largest size), or None."""
        if "photo" in self.body:
            return str(self.body["photo"][-1]["file_id"])
        for kind in ("document", "voice", "sticker"):
            if kind in self.body:
                return str(self.body[kind]["file_id"])
        return None
