"""Answers about updates: the long poll and the webhook."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox import wire
from bot.sandbox.calls import ApiCall
from bot.sandbox.checking import Violation
from bot.sandbox.refusals import Refusal, bad_request, conflict
from bot.sandbox.updates import DEFAULT_KINDS, UPDATE_KINDS
from bot.sandbox.webhooks import Webhook

LONGEST_POLL = 50
SECRET = re.compile(r"[A-Za-z0-9_-]*")


async def get_updates(call: ApiCall) -> bytes:
    """Answer getUpdates."""
    if call.account.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    _allow(call)
    limit = min(max(call.get("limit", 100), 1), 100)  # Telegram clamps, it does not refuse
    timeout = min(max(call.get("timeout", 0), 0), LONGEST_POLL)
    try:
        texts = await call.account.updates.take(call.get("offset", 0), limit, timeout)
    except Refusal:
        await call.account.updates.conflict_turn()
        raise
    return wire.success_raw(texts)


def _allow(call: ApiCall) -> None:
    """Remember which kinds are wanted: omitted keeps the last choice, [] is the default."""
    kinds = call.get("allowed_updates")
    if kinds is None:
        return
    unknown = set(kinds) - set(UPDATE_KINDS)
    if unknown:
        raise Violation(f"allowed_updates has unknown kinds {sorted(unknown)}")
    call.account.updates.kinds = frozenset(kinds) or DEFAULT_KINDS


async def set_webhook(call: ApiCall) -> bool:
    """Answer setWebhook; an empty address takes the webhook away."""
    url, secret = call.params["url"], call.get("secret_token", "")
    if not url:
        return await delete_webhook(call)
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _check_address(url)
    account = call.account
    await _end_webhook(call)
    if call.get("drop_pending_updates"):
        account.updates.drop_all()
    _allow(call)
    account.updates.stop_poll("terminated by setWebhook request")
    connections = min(max(call.get("max_connections", 40), 1), 100)
    account.webhook = Webhook(account.updates, url, secret, connections, call.world.webhook_pause)
    account.webhook.start()
    return True


def _check_address(url: str) -> None:
    """Real Telegram wants HTTPS on 443, 80, 88 or 8443; here loopback may do without."""
    parts = urlsplit(url)
    try:
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not host:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme == "http" and _is_loopback(host):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in (443, 80, 88, 8443):
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def delete_webhook(call: ApiCall) -> bool:
    """Answer deleteWebhook."""
    await _end_webhook(call)
    if call.get("drop_pending_updates"):
        call.account.updates.drop_all()
    return True


async def _end_webhook(call: ApiCall) -> None:
    if call.account.webhook is not None:
        webhook, call.account.webhook = call.account.webhook, None
        await webhook.stop()


def get_webhook_info(call: ApiCall) -> dict[str, Any]:
    """Answer getWebhookInfo."""
    webhook, updates = call.account.webhook, call.account.updates
    info: dict[str, Any] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates.waiting),
    }
    if webhook is not None:
        info["max_connections"] = webhook.connections
        if webhook.last_error:
            info["last_error_date"] = int(webhook.last_error_at)
            info["last_error_message"] = webhook.last_error
    if updates.kinds != DEFAULT_KINDS:
        info["allowed_updates"] = [kind for kind in UPDATE_KINDS if kind in updates.kinds]
    return info
