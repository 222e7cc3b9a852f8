"""Parameters against the table: right types come out, anything else is refused.

Real Telegram ignores a field that it does not know, and reads a malformed number as none. The
sandbox refuses both and writes them down in `violations`, so that a test fails loudly.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from bot.sandbox.methods import METHODS
from bot.sandbox.refusals import Refusal, bad_request
from bot.sandbox.shapes import MEDIA, REPLY_MARKUPS, SHAPES
from bot.sandbox.wire import Params, Upload

Reader = Callable[[Any, str], Any]
NUMBER = re.compile(r"-?[0-9]{1,19}")

# What Telegram says when a required parameter is missing; others get a general sentence.
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}


class Violation(Refusal):
    """A call that breaks the Bot API's table; recorded, because real Telegram may let it pass."""

    def __init__(self, words: str) -> None:
        super().__init__(400, f"Bad Request: {words}")


def check(method: str, given: Params, uploads: dict[str, Upload]) -> Params:
    """Return the parameters in their right types; raises Violation or Refusal."""
    fields = METHODS[method]
    read: Params = {}
    for name, value in given.items():
        field = fields.get(name)
        if field is None:
            raise Violation(f"{method} has no parameter {name}")
        if value is not None:
            read[name] = reader(field.type)(value, name)
    for name, field in fields.items():
        if field.required and name not in read and name not in uploads:
            raise bad_request(MISSING.get(name, f"parameter {name} is required"))
    return read


@cache
def reader(type_name: str) -> Reader:
    """Return the function that reads a value of a type of the Bot API."""
    if type_name in _SIMPLE:
        return _SIMPLE[type_name]
    if type_name.startswith("Array of "):
        return _array(reader(type_name.removeprefix("Array of ")))
    if type_name == "ReplyMarkup":
        return _chosen(_markup_kind)
    if type_name == "InputMedia":
        return _chosen(_media_kind)
    if type_name in SHAPES:
        return _shape(type_name)
    return _object


def _integer(value: Any, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return int(value)
    raise Violation(f"{where} must be an Integer, not {value!r:.60}")


def _boolean(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _WORDS:
        return _WORDS[value.lower()]
    raise Violation(f"{where} must be a Boolean, not {value!r:.60}")


_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}


def _string(value: Any, where: str) -> str:
    if isinstance(value, str):
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:  # half of a surrogate pair, which JSON can carry
                raise bad_request("strings must be encoded in UTF-8") from None
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Violation(f"{where} must be a String, not {value!r:.60}")


def _chat_id(value: Any, where: str) -> int | str:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise Violation(f"{where} must be an Integer or a String, not {value!r:.60}")
    return int(value) if NUMBER.fullmatch(value) else value


def _decoded(value: Any, where: str) -> Any:
    """Objects and lists may come as JSON inside a string: always so in forms."""
    if isinstance(value, str):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {where} JSON object") from None
    return value


def _object(value: Any, where: str) -> dict[str, Any]:
    value = _decoded(value, where)
    if not isinstance(value, dict):
        raise Violation(f"{where} must be an Object, not {value!r:.60}")
    return value


def _file(value: Any, where: str) -> Any:
    return _string(value, where)


_SIMPLE: dict[str, Reader] = {
    "Integer": _integer,
    "Boolean": _boolean,
    "String": _string,
    "Integer or String": _chat_id,
    "InputFile": _file,
    "InputFile or String": _file,
    "Object": _object,
}


def _array(read_item: Reader) -> Reader:
    def read(value: Any, where: str) -> list[Any]:
        value = _decoded(value, where)
        if not isinstance(value, list):
            raise Violation(f"{where} must be an Array, not {value!r:.60}")
        return [read_item(item, where) for item in value]

    return read


def _shape(name: str) -> Reader:
    fields = {field.rstrip("!"): reader(kind) for field, kind in SHAPES[name].items()}
    required = [field[:-1] for field in SHAPES[name] if field.endswith("!")]

    def read(value: Any, where: str) -> dict[str, Any]:
        value = _object(value, where)
        found = {}
        for field, inner in value.items():
            if field not in fields:
                raise Violation(f"{name} has no field {field}")
            if inner is not None:
                found[field] = fields[field](inner, field)
        for field in required:
            if field not in found:
                raise bad_request(f"can't parse {name}: Can't find field \"{field}\"")
        return found

    return read


def _chosen(kind_of: Callable[[dict[str, Any]], str]) -> Reader:
    def read(value: Any, where: str) -> Any:
        value = _object(value, where)
        return reader(kind_of(value))(value, where)

    return read


def _markup_kind(value: dict[str, Any]) -> str:
    for field, kind in REPLY_MARKUPS.items():
        if field in value:
            return kind
    raise bad_request("object expected as reply markup")


def _media_kind(value: dict[str, Any]) -> str:
    kind = MEDIA.get(str(value.get("type", "")))
    if kind is None:
        raise bad_request(f"type {value.get('type')!r} is not known to the sandbox's albums")
    return kind
