"""The Bot API's wire: parameters in any of its encodings, answers in its envelope."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from yarl import URL

from bot.sandbox.refusals import Refusal, bad_request
from bot.sandbox.updates import encode

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    data: bytes


async def read(request: web.Request) -> tuple[Params, dict[str, Upload]]:
    """Return a call's parameters and files; raises Refusal for a body that cannot be read."""
    params: Params = {}
    uploads: dict[str, Upload] = {}
    if request.query_string:
        params.update(request.query)
    if request.method != "POST" or not request.body_exists:
        return params, uploads
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            given = json.loads(await request.read() or b"{}")
            if not isinstance(given, dict):
                raise bad_request("can't parse JSON: object expected")
            params.update(given)
        elif kind == "application/x-www-form-urlencoded":
            params.update(_read_form((await request.read()).decode()))
        elif kind == "multipart/form-data":
            await _read_multipart(request, params, uploads)
    except (ValueError, RecursionError):
        raise bad_request("can't parse the request's body") from None
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    return params, uploads


def _read_form(words: str) -> dict[str, str]:
    """Read a urlencoded form; yarl's parser is in C, the standard one costs more than the call."""
    found = dict(URL.build(query_string=words, encoded=True).query)
    if any("\ufffd" in value for value in found.values()) and "%EF%BF%BD" not in words.upper():
        raise bad_request("strings must be encoded in UTF-8")
    return found


async def _read_multipart(
    request: web.Request, params: Params, uploads: dict[str, Upload]
) -> None:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file as file:
                uploads[name] = Upload(value.filename, value.content_type, file.read())
        elif isinstance(value, str):
            params[name] = value
        else:
            params[name] = bytes(value).decode()


def success(result: Any) -> bytes:
    """Return the envelope of a result."""
    return f'{{"ok":true,"result":{encode(result)}}}'.encode()


def success_raw(texts: list[str]) -> bytes:
    """Return the envelope of a list whose items are JSON already."""
    return f'{{"ok":true,"result":[{",".join(texts)}]}}'.encode()


def failure(code: int, description: str, retry_after: int | None) -> bytes:
    """Return the envelope of a refusal."""
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    return encode(body).encode()
