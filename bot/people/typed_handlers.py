"""A Telegram message of the staff as plain values: its text, the file that came with it."""

from telegram import Message

from bot.people.visit import Attachment, Typed


def typed_of(message: Message) -> Typed:
    """Return what a message holds; nothing is fetched here."""
    attachment = _photo(message) or _document(message)
    text = message.text or message.caption or ""
    return Typed(text, attachment, message.media_group_id, other=not (text or attachment))


def _photo(message: Message) -> Attachment | None:
    if not message.photo:
        return None
    largest = max(message.photo, key=lambda size: size.width * size.height)
    name = f"photo-{message.message_id}.jpg"  # Telegram gives photos no name
    return Attachment(
        largest.file_id, largest.file_unique_id, name, largest.file_size, "image/jpeg"
    )


def _document(message: Message) -> Attachment | None:
    document = message.document
    if document is None:
        return None
    return Attachment(
        document.file_id,
        document.file_unique_id,
        document.file_name or f"file-{message.message_id}",
        document.file_size,
        document.mime_type or "application/octet-stream",
    )
