"""Of an update only what is read: a pressed button comes with the whole screen that it stood on.

Its words and keyboard are ours, and what a press means travels in the button itself, so a handler
asks only which message that was. Building the library's objects of the rest was a quarter of
what a tap costs (tests/bench).
"""

from typing import Any

_NAMES = ("message_id", "date", "chat")


def thin(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the update with the message of a pressed button cut down to which one it is."""
    query = raw.get("callback_query")
    if not isinstance(query, dict) or not isinstance(message := query.get("message"), dict):
        return raw
    named = {name: message[name] for name in _NAMES if name in message}
    return {**raw, "callback_query": {**query, "message": named}}
