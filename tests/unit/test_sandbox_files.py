"""Files both ways: sizes, albums, captions, downloads."""

import io
import struct
import zlib
from pathlib import Path

import pytest
import telegram
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, InvalidToken, NetworkError

from bot.sandbox.files import DOWNLOAD_LIMIT, PHOTO_LIMIT
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox


def png(width: int = 40, height: int = 30, padding: int = 0) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * min(height, 10))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
        + bytes(padding)
    )


async def test_a_photo_goes_to_the_bot_and_back(
    bot: telegram.Bot, olena: Person, tmp_path: Path
) -> None:
    content = olena.phone.world.files.photo(png())
    olena.phone.send({"photo": content, "caption": "звіт"})
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert (message.caption, message.photo[-1].width) == ("звіт", 40)
    file = await bot.get_file(message.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == png()
    again = await bot.send_photo(olena.id, message.photo[-1].file_id)
    assert again.photo[-1].height == 30


async def test_a_document_keeps_its_ukrainian_name(bot: telegram.Bot, olena: Person) -> None:
    sent = await bot.send_document(
        olena.id, io.BytesIO(b"abc"), filename="звіт 2023.docx", caption="<b>Звіт</b>",
        parse_mode="HTML",
    )  # fmt: skip
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("звіт 2023.docx", 3)
    assert (olena.last.text, olena.last.html) == ("Звіт", "<b>Звіт</b>")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"abc"


async def test_captions_have_1024_units_after_parsing(bot: telegram.Bot, olena: Person) -> None:
    await bot.send_photo(olena.id, png(), f"<i>{'😀' * 512}</i>", parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await bot.send_photo(olena.id, png(), "😀" * 512 + "a")
    sent = await bot.send_photo(olena.id, png(), "x")
    with pytest.raises(BadRequest, match=r"^There is no text in the message to edit$"):
        await sent.edit_text("y")
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await sent.edit_caption("y" * 1025)
    await sent.edit_caption("y")
    assert olena.last.text == "y"


async def test_sizes_of_uploads(bot: telegram.Bot, olena: Person) -> None:
    with pytest.raises(BadRequest, match=r"^File must be non-empty$"):
        await bot.send_document(olena.id, b"", filename="a.txt")
    big = png(padding=PHOTO_LIMIT)
    with pytest.raises(BadRequest) as caught:
        await bot.send_photo(olena.id, big)
    assert caught.value.message == (
        f"File of size {len(big)} bytes is too big for a photo; the maximum size is 10485760 bytes"
    )
    with pytest.raises(NetworkError, match=r"Request Entity Too Large"):
        await bot.send_document(olena.id, bytes((50 << 20) + 1), filename="a.bin")


async def test_downloads_end_at_20_megabytes(bot: telegram.Bot, olena: Person) -> None:
    files = olena.phone.world.files
    fits = files.add("document", bytes(DOWNLOAD_LIMIT))
    over = files.add("document", bytes(DOWNLOAD_LIMIT + 1))
    assert (await bot.get_file(fits.file_id)).file_size == DOWNLOAD_LIMIT
    with pytest.raises(BadRequest, match=r"^File is too big$"):
        await bot.get_file(over.file_id)
    with pytest.raises(BadRequest, match=r"(?i)^invalid file_id$"):
        await bot.get_file("nothing")


async def test_a_path_that_was_never_given_out(bot: telegram.Bot, sandbox: Sandbox) -> None:
    with pytest.raises(InvalidToken):
        await bot.request.retrieve(f"{sandbox.url}/file/bot{sandbox.token}/photos/x.jpg")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no picture", "Image_process_failed"),
        (png(9990, 20), "Photo_invalid_dimensions"),
        (png(210, 10), "Photo_invalid_dimensions"),
    ],
)
async def test_what_is_no_photo(bot: telegram.Bot, olena: Person, data: bytes, words: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_photo(olena.id, data)
    assert caught.value.message == words


async def test_albums_have_2_to_10_items_of_one_kind(bot: telegram.Bot, olena: Person) -> None:
    photos = [InputMediaPhoto(png(), caption="<b>x</b>", parse_mode="HTML")] * 2
    sent = await bot.send_media_group(olena.id, photos)
    assert len({message.media_group_id for message in sent}) == 1
    assert olena.last.html == "<b>x</b>"
    with pytest.raises(BadRequest, match=r"^Too many messages to send as an album$"):
        await bot.send_media_group(olena.id, photos * 6)
    with pytest.raises(BadRequest, match=r"2-10 items"):
        await bot.send_media_group(olena.id, photos[:1])
    mixed = [InputMediaPhoto(png()), InputMediaDocument(b"abc", filename="a.txt")]
    with pytest.raises(BadRequest, match=r"can't be mixed"):
        await bot.send_media_group(olena.id, mixed)


async def test_a_person_sends_an_album(polling: list[telegram.Update], olena: Person) -> None:
    await olena.send_album([png(), png(), png()], caption="три фото")
    messages = [update.message for update in polling if update.message and update.message.photo]
    assert len(messages) == 3
    assert len({message.media_group_id for message in messages}) == 1
    with pytest.raises(ValueError, match=r"2 to 10"):
        await olena.send_album([png()])
