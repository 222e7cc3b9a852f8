"""Answers about files: photos, documents, albums, and where to download from."""

from bot.sandbox import wording
from bot.sandbox.calls import ApiCall
from bot.sandbox.checking import Violation
from bot.sandbox.files import DOWNLOAD_LIMIT, PHOTO_LIMIT, UPLOAD_LIMIT, StoredFile
from bot.sandbox.messages import Body
from bot.sandbox.messages_api import refuse_foreign, replied, send
from bot.sandbox.refusals import Refusal, bad_request
from bot.sandbox.wire import Upload

ATTACHED = "attach://"


def send_photo(call: ApiCall) -> Body:
    """Answer sendPhoto."""
    content: Body = {"photo": _photo(call, "photo"), **wording.caption(call.params)}
    return send(call, content | _looks(call.params)).body


def send_document(call: ApiCall) -> Body:
    """Answer sendDocument."""
    content: Body = {"document": _document(call, "document"), **wording.caption(call.params)}
    return send(call, content).body


def send_media_group(call: ApiCall) -> list[Body]:
    """Answer sendMediaGroup: 2 to 10 photos, or 2 to 10 documents."""
    media = call.params["media"]
    if len(media) > 10:
        raise bad_request("too many messages to send as an album")
    if len(media) < 2:
        raise Violation("an album must include 2-10 items")
    if len({item["type"] for item in media}) > 1:
        raise bad_request("document can't be mixed with other media types")
    contents = [_item(call, item) for item in media]
    chat = call.writable_chat()
    refuse_foreign(call)
    reply = replied(call, chat)
    group = str(call.account.id * 1000 + call.account.next_message_id)
    bodies = []
    for content in contents:
        content["media_group_id"] = group
        if reply is not None:
            content["reply_to_message"] = reply
        if call.get("protect_content"):
            content["has_protected_content"] = True
        silent = bool(call.get("disable_notification"))
        bodies.append(call.world.post(call.account, chat, content, "bot", silent).body)
    return bodies


def _item(call: ApiCall, item: Body) -> Body:
    if item["type"] == "photo":
        content: Body = {"photo": _photo(call, "media", item["media"])} | _looks(item)
    else:
        content = {"document": _document(call, "media", item["media"])}
    return {**content, **wording.caption(item)}


def _looks(params: Body) -> Body:
    names = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": ""}
    return {(shown or name): True for name, shown in names.items() if params.get(name)}


def _photo(call: ApiCall, name: str, value: str = "") -> list[Body]:
    source = _source(call, name, value)
    if isinstance(source, StoredFile):
        if source.kind != "photo":
            raise bad_request(f"can't use file of type {source.kind.title()} as Photo")
        return call.world.files.photo(source.data)
    if len(source.data) > PHOTO_LIMIT:
        raise bad_request(
            f"file of size {len(source.data)} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_LIMIT} bytes"
        )
    return call.world.files.photo(source.data)


def _document(call: ApiCall, name: str, value: str = "") -> Body:
    source = _source(call, name, value)
    if isinstance(source, StoredFile):
        if source.kind != "document":
            raise bad_request(f"can't use file of type {source.kind.title()} as Document")
        file = source
    else:
        file = call.world.files.add("document", source.data, source.name, source.mime)
    return {"file_name": file.name, "mime_type": file.mime, **file.body()}


def _source(call: ApiCall, name: str, value: str) -> StoredFile | Upload:
    """Return what a file parameter means: a part of this request, or a file known by its id."""
    value = value or call.get(name, "")
    part = value.removeprefix(ATTACHED) if value.startswith(ATTACHED) else name
    upload = call.uploads.get(part) if value.startswith(ATTACHED) or not value else None
    if upload is not None:
        if len(upload.data) > UPLOAD_LIMIT:
            raise Refusal(413, "Request Entity Too Large")
        if not upload.data:
            raise bad_request("file must be non-empty")
        return upload
    if value.startswith(ATTACHED):
        raise bad_request(f'there is no file "{part}" in the request')
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the sandbox has no internet
    return call.world.files.get(value)


def get_file(call: ApiCall) -> Body:
    """Answer getFile: a bot can download 20 MB at most."""
    file = call.world.files.find(call.params["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**file.body(), "file_path": file.path}
