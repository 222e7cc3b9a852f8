"""Who may drive the sandbox: a browser on this machine that shows its very page, and programs.

A foreign web page could otherwise reach loopback through the person's own browser (a cross-site
form, or a name that resolves to 127.0.0.1). The Host must therefore be loopback, and whatever
changes something must say that it comes from here. The Bot API is for programs: no browser calls
it for a page, so nothing that a page has caused is answered there.
"""

from collections.abc import Awaitable, Callable
from functools import lru_cache
from ipaddress import ip_address

from aiohttp import web
from yarl import URL

from bot.sandbox import wire

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def refused(status: int, why: str) -> web.Response:
    """Return a refusal as the page reads it."""
    return web.json_response({"error": why}, status=status, headers=HEADERS)


def guarded(handler: Handler) -> Handler:
    """Return the handler behind the guard; its answers carry the page's headers."""

    async def guard(request: web.Request) -> web.StreamResponse:
        if not _is_loopback(request.host):
            return refused(403, "the page answers on loopback only")
        if not _is_own(request):
            return refused(403, "only the page itself may do this")
        try:
            answer = await handler(request)
        except web.HTTPException as error:
            return refused(error.status, error.reason)
        if not answer.prepared:
            for name, value in HEADERS.items():
                answer.headers.setdefault(name, value)
        return answer

    return guard


def for_programs(handler: Handler, own: Callable[[], str]) -> Handler:
    """Return the Bot API's handler behind its guard; `own` tells the sandbox's own address."""

    async def guard(request: web.Request) -> web.StreamResponse:
        headers = request.headers
        host = headers.get("Host", "")
        if f"http://{host}" != own() and not _is_loopback(host):
            why = "the sandbox answers to its own address only"
        elif "Origin" in headers or headers.get("Sec-Fetch-Site", "none") != "none":
            why = "the Bot API is not for web pages"
        else:
            return await handler(request)
        body = wire.failure(403, f"Forbidden: {why}", None)
        return web.Response(body=body, status=403, content_type="application/json")

    return guard


@lru_cache(maxsize=256)
def _is_loopback(host: str) -> bool:
    try:
        name = URL(f"http://{host}").host if host else None
        if name == "localhost":
            return True
        return name is not None and ip_address(name).is_loopback
    except ValueError:
        return False


def _is_own(request: web.Request) -> bool:
    """Whether the request comes from the page, or is the person opening it."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return False
    site = request.headers.get("Sec-Fetch-Site", "")
    if request.method in ("GET", "HEAD"):
        opened = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.path == "/"
        return opened or site in ("", "same-origin", "none")
    return site in ("", "same-origin") and (origin is not None or bool(site))
