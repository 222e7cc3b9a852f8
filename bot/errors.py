"""The kinds of things that go wrong, so that one place can decide what is said about each."""


class BotError(Exception):
    """A fault with a meaning; its kind decides what is done about it."""


class UnknownPress(BotError):
    """A button's bytes are not ours: show the home screen."""


class ContentFaults(BotError):
    """data/ has faults: run `check`, mend every line that it names."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        super().__init__("\n".join(findings))
        self.findings = findings


class SettingsFault(BotError):
    """A setting is unknown or malformed: the message says which and what was expected."""


class TokenRefused(BotError):
    """Telegram answered 401 or 404 to the token: make a new one with BotFather."""


class CannotListen(BotError):
    """An address to listen on cannot be had: the message says which, and why."""


class AnotherPoller(BotError):
    """Another copy polls with the same token (409): stop one of the two."""


class Denied(BotError):
    """Somebody of the staff may not do this: say so, show their desk."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


class Stale(BotError):
    """A button's version is not the newest: draw the screen anew, say in one line why."""

    def __init__(self, key: str = "stale") -> None:
        super().__init__(key)
        self.key = key  # of the line that says why


class Gone(BotError):
    """What a button or command names is not there (any more): say so, show the desk."""


class Closed(BotError):
    """The year is read only, or the thing is accepted: say which, show it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class WrongInput(BotError):
    """What was typed cannot be taken: `key` names the line with what was expected, an example."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class DatabaseFault(BotError):
    """The database cannot be used: the message says why and what mends it.

    Kinds that pass by themselves: busy (somebody else holds it), lost (no connection), full (no
    space). Others: damaged, newer, older, denied, broken.
    """

    def __init__(self, message: str = "", kind: str = "broken") -> None:
        super().__init__(message)
        self.kind = kind

    @property
    def passing(self) -> bool:
        """Return whether the same may succeed later, with nothing done."""
        return self.kind in ("busy", "lost", "full")
