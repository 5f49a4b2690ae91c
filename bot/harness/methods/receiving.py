"""How the bot gets its updates: long polling or a webhook."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from bot.harness.errors import bad_request, too_many_requests
from bot.harness.parameters import Parameters
from bot.harness.records import Json
from bot.harness.simulation import Simulation
from bot.harness.updates import WEBHOOK_ACTIVE, WEBHOOK_SET, Update, by_default

MAX_TIMEOUT_S = 50
MAX_UPDATES = 100
MAX_SECRET_BYTES = 256


class Described:
    """A result that comes with a description, as those of setWebhook and deleteWebhook."""

    def __init__(self, result: Any, description: str) -> None:
        self.result = result
        self.description = description


async def get_updates(simulation: Simulation, parameters: Parameters) -> list[Update]:
    """getUpdates."""
    if simulation.webhook:
        raise WEBHOOK_ACTIVE
    simulation.updates.allow(parameters.text("allowed_updates"))
    limit = min(max(parameters.integer("limit", MAX_UPDATES), 1), MAX_UPDATES)
    timeout_s = min(max(parameters.integer("timeout"), 0), MAX_TIMEOUT_S)
    return await simulation.updates.poll(parameters.integer("offset"), limit, timeout_s)


async def set_webhook(simulation: Simulation, parameters: Parameters) -> Described:
    """setWebhook; http and any port are fine, as on a local server."""
    if not parameters.text("url"):
        return await delete_webhook(simulation, parameters)
    hook = _wished_webhook(parameters)
    if simulation.clock.now() - simulation.webhook_set_at < 1:
        raise too_many_requests(1)
    simulation.webhook_set_at = simulation.clock.now()
    simulation.updates.allow(parameters.text("allowed_updates"))
    drop = parameters.boolean("drop_pending_updates")
    if not drop and simulation.webhook and hook.items() <= simulation.webhook.items():
        return Described(True, "Webhook is already set")
    if drop:
        simulation.updates.clear()
    simulation.updates.interrupt(WEBHOOK_SET)
    simulation.webhook = hook
    simulation.stir()
    return Described(True, "Webhook was set")


def _wished_webhook(parameters: Parameters) -> Json:
    url, secret = parameters.text("url"), parameters.text("secret_token")
    if not _is_address(url):
        raise bad_request("invalid webhook URL specified")
    if len(secret.encode("utf-8", "replace")) > MAX_SECRET_BYTES:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    address = parameters.text("ip_address")
    return {
        "url": url,
        "secret_token": secret,
        "max_connections": min(max(parameters.integer("max_connections", 40), 1), 100),
        "has_custom_certificate": parameters.upload("certificate") is not None,
        **({"ip_address": address} if address else {}),
    }


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and " " not in url
        )
    except ValueError:
        return False


async def delete_webhook(simulation: Simulation, parameters: Parameters) -> Described:
    """deleteWebhook."""
    had = simulation.webhook is not None
    simulation.webhook = None
    if parameters.boolean("drop_pending_updates"):
        simulation.updates.clear()
    simulation.stir()
    return Described(True, "Webhook was deleted" if had else "Webhook is already deleted")


async def get_webhook_info(simulation: Simulation, _parameters: Parameters) -> Json:
    """getWebhookInfo."""
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(simulation.updates.pending()),
    }
    if hook := simulation.webhook:
        info |= {name: value for name, value in hook.items() if name != "secret_token"}
    if simulation.updates.allowed != by_default():
        info["allowed_updates"] = sorted(simulation.updates.allowed)
    return info
