"""What happens in the sandbox, told at once to whoever listens: the page shows it as it comes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

EventKind = Literal[
    "message",  # a new message in a chat, from either side
    "edited",  # a message got other words or buttons
    "deleted",  # a message is gone for both sides
    "alert",  # the bot answered a press: data = text (may be empty), show_alert
    "action",  # «is typing»: data = action
    "chat",  # a chat began, was blocked, unblocked, joined or left
    "person",  # a new person
    "profile",  # the bot's name, description, commands or menu button changed
    "call",  # a Bot API call was answered: data = method, status, description, seconds, params
    "clock",  # the clock jumped
]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; ids are Telegram's, 0 where the kind has none."""

    kind: EventKind
    bot: int = 0
    chat: int = 0
    message: int = 0
    data: dict[str, Any] = field(default_factory=dict)


class Feed:
    """Tells events to listeners, in order, in the loop that caused them."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Event], None]] = []

    def __bool__(self) -> bool:
        return bool(self._listeners)

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` with each event from now on; returns the function that ends it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def tell(
        self, kind: EventKind, bot: int = 0, chat: int = 0, message: int = 0, **data: Any
    ) -> None:
        """Tell an event; costs nothing while nobody listens."""
        if self._listeners:
            event = Event(kind, bot, chat, message, data)
            for listener in tuple(self._listeners):
                listener(event)
