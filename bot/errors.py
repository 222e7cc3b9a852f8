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
