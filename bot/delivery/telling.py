"""What the admins are told unasked."""

from __future__ import annotations

import logging

from telegram import Bot
from telegram.error import Forbidden, TelegramError

from bot.context import Services
from bot.delivery.sending import send
from bot.markup import Message

logger = logging.getLogger(__name__)


async def tell_admins(bot: Bot, services: Services, message: Message, about: str) -> bool:
    """Send it to every admin who can be written to; whether anybody was told. `about`: what it is, for the log."""
    told = False
    for admin_id in services.settings.admin_ids:
        if not await services.state.chats.is_reachable(admin_id):
            continue  # Telegram lets nobody be written to who has not written first
        try:
            await send(bot, services.state, admin_id, message)
            told = True
        except Forbidden:
            await services.state.chats.block(admin_id)
        except TelegramError as error:
            logger.warning("admin %s could not be told of %s: %s", admin_id, about, type(error).__name__)
    return told
