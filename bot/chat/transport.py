"""The bytes to and from Telegram: the client's default transport is the brake, and says too much.

python-telegram-bot asks for an HTTP client through `BaseRequest`; this one stands on aiohttp.
What becomes of each fault (the caller has to know whether Telegram may have acted on the call):

| what happened | raised | did Telegram act? |
|---|---|---|
| refused, no such host, TLS not trusted | `NotSent` | never |
| no free connection or no connect in time | `NotSent` | never |
| no answer, or no more of it, in time | `telegram.error.TimedOut` | unknown |
| connection lost after it stood, body cut short | `telegram.error.NetworkError` | unknown |
| an answer that is not the Bot API's JSON | `telegram.error.NetworkError` | unknown |
| 5xx, redirects (never followed) | `telegram.error.NetworkError` | unknown |
| 429 | `telegram.error.RetryAfter` | no |
| 400 / 403 / 409 | `BadRequest` / `Forbidden` / `Conflict` | no |
| 401, 404 | `telegram.error.InvalidToken` | no |

Nothing is ever tried again here. No text of an error holds an address (the token is part of
it), a payload, or what Telegram quoted from one; errors carry no cause, for theirs would.
Proxies of the environment are ignored, and certificates are always checked.
"""

import asyncio
import io
import json
import os
import re
from datetime import timedelta
from functools import lru_cache
from typing import Any

import aiohttp
from aiohttp import ClientTimeout, hdrs
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT, READ, WRITE, POOL = 5.0, 30.0, 30.0, 5.0  # seconds
WRITE_FILES = 120.0  # seconds for a body with files: Telegram takes up to 50 MB
DOWNLOAD = 300.0  # seconds for a whole file: Telegram gives at most 20 MB
os.environ.setdefault("PTB_TIMEDELTA", "true")  # else the library warns at every 429
_AGENT: dict[str, str] = {hdrs.USER_AGENT: BaseRequest.USER_AGENT}
_JSON: dict[str, str] = {**_AGENT, hdrs.CONTENT_TYPE: "application/json"}
_KEPT = 55.0  # seconds an idle connection stays: a tap after a minute's reading needs no new one
_NAMES_KNOWN = 300  # seconds: a resolver that is away for a while does not matter
_QUOTED = re.compile(r"(?:[\"«“`]|(?<!\w)').*", re.DOTALL)  # but not the ' of "can't"
_DESCRIPTION_LIMIT = 200


class NotSent(NetworkError):
    """The request never left this machine: sending it again cannot double anything."""


def retry_after_seconds(error: RetryAfter) -> float:
    """Return the seconds that Telegram asked to wait; the library has two types for them."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


class AiohttpRequest(BaseRequest):
    """One pool of kept connections; `limit` is how many calls may be under way at once."""

    __slots__ = ("_limit", "_session")

    def __init__(self, *, limit: int = 128) -> None:
        self._limit = limit
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return the seconds that an answer may take when a call does not say."""
        return READ

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._limit, keepalive_timeout=_KEPT, ttl_dns_cache=_NAMES_KNOWN
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
            )

    async def shutdown(self) -> None:
        """Close the pool and every connection in it; may be opened again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body; raises as this module's table says."""
        if self._session is None:
            raise RuntimeError("AiohttpRequest is not initialized")
        files = request_data is not None and request_data.contains_files
        timeout = _timeout(
            _given(connect_timeout, CONNECT),
            _given(read_timeout, READ),
            _given(write_timeout, WRITE_FILES if files else WRITE),
            _given(pool_timeout, POOL),
            request_data is None,
        )
        failure: TelegramError
        try:
            body, headers = _body(request_data)
            response = await self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            )
            payload = await response.read()
        except Exception as error:
            failure = _failure(error)
        else:
            if response.status < 300:
                return response.status, payload
            return response.status, _told(payload)
        raise failure  # outside the handler, so that no cause with an address hangs on it

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer's object; raises NetworkError, and logs nothing, if it is none."""
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if isinstance(answer, dict) and "result" in answer:
            return answer
        raise NetworkError("The server's answer is not the Bot API's JSON")


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, _AGENT
    if not data.contains_files:
        # One dump of everything; a form would dump each value and then quote it once more.
        return json.dumps(data.parameters, ensure_ascii=False).encode(errors="replace"), _JSON
    form = aiohttp.FormData(quote_fields=False)  # else Cyrillic file names arrive as %D0%97…
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        # A stream goes out piece by piece; bytes would hold the loop until all is copied.
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, stream, filename=file_name, content_type=mime_type)
    return form, _AGENT


def _given(value: Any, default: float) -> float | None:
    if value is BaseRequest.DEFAULT_NONE:
        return default
    return None if value is None else float(value)


@lru_cache(maxsize=64)
def _timeout(
    connect: float | None,
    read: float | None,
    write: float | None,
    pool: float | None,
    download: bool,
) -> ClientTimeout:
    """Pool and connect share a budget; a whole call is bounded too, for writing has no clock."""
    ready = None if connect is None or pool is None else connect + pool
    parts = (ready, DOWNLOAD if download else write, read)
    total = None if None in parts else sum(part for part in parts if part is not None)
    return ClientTimeout(total=total, connect=ready, sock_connect=connect, sock_read=read)


def _failure(error: Exception) -> TelegramError:
    kind = type(error).__name__
    if isinstance(
        error,
        aiohttp.ClientConnectorError
        | aiohttp.ServerFingerprintMismatch
        | aiohttp.ConnectionTimeoutError
        | aiohttp.InvalidURL,
    ):
        return NotSent(f"Not sent: {kind}")
    if isinstance(error, asyncio.TimeoutError):
        return TimedOut(f"No answer in time: {kind}")
    return NetworkError(f"Outcome unknown: {kind}")


def _told(payload: bytes) -> bytes:
    """Return of a refusal only what decides: the reason without quotations, and when to retry.

    The library puts a refusal's text, unparsed bodies and unknown parameters into exceptions.
    """
    try:
        answer = json.loads(payload)
    except ValueError:
        answer = None
    told: dict[str, Any] = {"ok": False, "result": None}
    if isinstance(answer, dict):
        told["description"] = _QUOTED.sub("…", str(answer.get("description") or ""))
        told["description"] = told["description"][:_DESCRIPTION_LIMIT]
        parameters = answer.get("parameters")
        if isinstance(parameters, dict):
            told["parameters"] = {
                name: parameters[name]
                for name in ("retry_after", "migrate_to_chat_id")
                if isinstance(parameters.get(name), int)
            }
    return json.dumps(told).encode()
