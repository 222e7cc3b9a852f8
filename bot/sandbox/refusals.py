"""What Telegram says when it refuses: one exception that becomes the Bot API's error envelope."""


class Refusal(Exception):
    """A call that Telegram would refuse: the HTTP code and Telegram's own words."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(words: str) -> Refusal:
    """Return a 400 with Telegram's prefix."""
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    """Return a 403 with Telegram's prefix."""
    return Refusal(403, f"Forbidden: {words}")


def conflict(words: str) -> Refusal:
    """Return a 409 with Telegram's prefix."""
    return Refusal(409, f"Conflict: {words}")


def too_many(retry_after: int) -> Refusal:
    """Return a 429 whose parameters tell how many seconds to wait."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after)
