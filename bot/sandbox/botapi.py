"""The Bot API's door: finds bot and method, lets faults happen, answers in the real envelope."""

import asyncio
import re
import time
from collections.abc import Awaitable
from typing import Any

from aiohttp import web

from bot.sandbox import wire
from bot.sandbox.accounts import Account
from bot.sandbox.answers import ANSWERS
from bot.sandbox.calls import ApiCall
from bot.sandbox.checking import Violation, check
from bot.sandbox.faults import Fault
from bot.sandbox.methods import METHODS
from bot.sandbox.refusals import Refusal
from bot.sandbox.world import World

BY_LOWER_NAME = {name.lower(): name for name in METHODS}  # method names have no case in Telegram
TOKEN = re.compile(r"[1-9][0-9]*:[A-Za-z0-9_-]{1,70}")
NO_FAULT = Fault("slow")
GATEWAY_PAGE = (
    "<html>\r\n<head><title>{code} Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>{code} Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    "</body>\r\n</html>\r\n"
)


class BotApi:
    """Answers /bot<token>/<method> and /file/bot<token>/<path>."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def close(self) -> None:
        """End all waiting polls and all webhooks."""
        for account in self.world.bots.values():
            account.updates.stop_poll()
            if account.webhook is not None:
                await account.webhook.stop()
                account.webhook = None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        began = time.monotonic()
        token, _, name = request.match_info["call"].partition("/")
        method = BY_LOWER_NAME.get(name.lower(), "")
        fault = self.world.faults.take(method or name) or NO_FAULT
        wait = fault.seconds + (0.0 if method == "getUpdates" else self.world.faults.latency)
        if wait:
            await asyncio.sleep(wait)
        if fault.kind == "drop" and not fault.accepted:
            return _drop(request)
        params: wire.Params = {}
        try:
            account = self._account(token)
            if not method:
                raise Refusal(404, "Not Found: method not found")
            given, uploads = await wire.read(request)
            params = given
            _refuse(fault)
            if fault.kind == "gateway" and not fault.accepted:
                return self._answered(method, params, began, fault.code, b"", fault)
            params = check(method, given, uploads)
            self.world.log(method, params)
            status, body = 200, await self._result(account, method, params, uploads)
        except Refusal as refusal:
            if isinstance(refusal, Violation):
                self.world.violations.append(f"{method}: {refusal.description}")
            if method and (fault.kind == "refuse" or isinstance(refusal, Violation)):
                self.world.log(method, params)  # all other refusals come after the log
            status = refusal.code
            body = wire.failure(status, refusal.description, refusal.retry_after)
        if fault.kind == "drop":
            self._tell(method or name, params, began, 0, "")
            return _drop(request)
        return self._answered(method or name, params, began, status, body, fault)

    async def _result(
        self,
        account: Account,
        method: str,
        params: wire.Params,
        uploads: dict[str, wire.Upload],
    ) -> bytes:
        result: Any = ANSWERS[method](ApiCall(self.world, account, method, params, uploads))
        if isinstance(result, Awaitable):
            result = await result
        return result if isinstance(result, bytes) else wire.success(result)

    def _account(self, token: str) -> Account:
        account = self.world.bots.get(token)
        if account is None:
            known = TOKEN.fullmatch(token) is not None
            raise Refusal(
                401, "Unauthorized" if known else "Unauthorized: invalid token specified"
            )
        return account

    def _answered(
        self,
        method: str,
        params: wire.Params,
        began: float,
        status: int,
        body: bytes,
        fault: Fault,
    ) -> web.Response:
        if fault.kind == "gateway":
            page = GATEWAY_PAGE.format(code=fault.code)
            status, body = fault.code, page.encode()
        elif fault.kind == "cut":
            body = body[: len(body) // 2]
        if self.world.feed:
            told = body[:2000].decode(errors="replace") if status != 200 else ""
            self._tell(method, params, began, status, told)
        kind = "text/html" if fault.kind == "gateway" else "application/json"
        return web.Response(body=body, status=status, content_type=kind)

    def _tell(
        self, method: str, params: wire.Params, began: float, status: int, error: str
    ) -> None:
        """Tell the feed of a call; status 0 is a connection that closed without an answer."""
        seconds = time.monotonic() - began
        self.world.feed.tell(
            "call", method=method, params=params, status=status, error=error, seconds=seconds
        )

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Answer one download."""
        token, _, path = request.match_info["file"].partition("/")
        fault = self.world.faults.take("file") or NO_FAULT
        if fault.kind == "drop":
            return _drop(request)
        try:
            self._account(token)
            _refuse(fault)
            file = self.world.files.at(path)
            if file is None:
                raise Refusal(404, "Not Found")
        except Refusal as refusal:
            body = wire.failure(refusal.code, refusal.description, refusal.retry_after)
            return web.Response(body=body, status=refusal.code, content_type="application/json")
        data = file.data[: len(file.data) // 2] if fault.kind == "cut" else file.data
        return web.Response(body=data, content_type="application/octet-stream")


def _refuse(fault: Fault) -> None:
    if fault.kind == "refuse":
        raise Refusal(fault.code, fault.description, fault.retry_after)


def _drop(request: web.Request) -> web.StreamResponse:
    """Close the connection without a word."""
    if request.transport is not None:
        request.transport.close()
    return web.Response(status=500)
