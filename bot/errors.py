"""The kinds of things that go wrong, so that one place can decide what is said about each."""


class BotError(Exception):
    """A fault with a meaning: `key` names the text that tells the person what to do."""

    key = "error-unexpected"


class UnknownPress(BotError):
    """A button's bytes are not ours: show the home screen."""

    key = "error-old-button"


class ContentFaults(BotError):
    """data/ has faults: run `check`, mend every line that it names."""

    key = "error-content"

    def __init__(self, findings: tuple[str, ...]) -> None:
        super().__init__("\n".join(findings))
        self.findings = findings


class SettingsFault(BotError):
    """A setting is unknown or malformed: the message says which and what was expected."""

    key = "error-settings"


class TokenRefused(BotError):
    """Telegram answered 401 or 404 to the token: make a new one with BotFather."""

    key = "error-token"


class AnotherPoller(BotError):
    """Another copy polls with the same token (409): stop one of the two."""

    key = "error-another-poller"
