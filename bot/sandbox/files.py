"""Files that went through the sandbox, kept in memory."""

import hashlib
import mimetypes
import struct
from dataclasses import dataclass

from bot.sandbox.messages import Body
from bot.sandbox.refusals import bad_request

DOWNLOAD_LIMIT = 20 << 20
UPLOAD_LIMIT = 50 << 20
PHOTO_LIMIT = 10 << 20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file with Telegram's two ids and its path below /file/bot<token>/."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    data: bytes
    kind: str

    def body(self) -> Body:
        """Return what all of the Bot API's file objects share."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class FileStore:
    """All files, found by id or by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, data: bytes, name: str = "", mime: str = "") -> StoredFile:
        """Keep a file; the same bytes get a new id, but the same unique id, as in Telegram."""
        number = len(self._by_id)
        unique = "AQAD" + hashlib.sha256(data).hexdigest()[:12]
        suffix = name[name.rfind(".") :] if "." in name else ""
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        path = f"{kind}s/file_{number}{suffix}"
        file = StoredFile(f"AgAC{number:06d}{unique}", unique, path, name, mime, data, kind)
        self._by_id[file.file_id] = file
        self._by_path[path] = file
        return file

    def get(self, file_id: str) -> StoredFile:
        """Return a file by its id; raises Refusal for an id that was never given out."""
        try:
            return self._by_id[file_id]
        except KeyError:
            raise bad_request("wrong file identifier/HTTP URL specified") from None

    def find(self, file_id: str) -> StoredFile | None:
        """Return a file by its id, or None."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return a file by its path for download, or None."""
        return self._by_path.get(path)

    def photo(self, data: bytes) -> list[Body]:
        """Keep a photo and return its PhotoSizes, smallest first; raises Refusal for no photo."""
        width, height = image_size(data)
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        sizes = []
        for longest in (90, max(width, height)):
            scale = min(1.0, longest / max(width, height))
            file = self.add("photo", data, "photo.jpg", "image/jpeg")
            shape = {"width": max(1, int(width * scale)), "height": max(1, int(height * scale))}
            sizes.append({**file.body(), **shape})
        return sizes


def image_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, JPEG, GIF or WebP; raises Refusal for anything else."""
    try:
        if data[:8] == b"\x89PNG\r\n\x1a\n":
            width, height = struct.unpack(">II", data[16:24])
        elif data[:2] == b"\xff\xd8":
            width, height = _jpeg_size(data)
        elif data[:6] in (b"GIF87a", b"GIF89a"):
            width, height = struct.unpack("<HH", data[6:10])
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            width, height = 512, 512  # WebP has three layouts, and nobody asks for its size here
        else:
            raise bad_request("IMAGE_PROCESS_FAILED")
    except struct.error:
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if width < 1 or height < 1:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data):
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
