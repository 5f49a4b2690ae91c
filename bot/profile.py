"""How the bot presents itself: command menus by audience and language, descriptions. Best effort, only what changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.commands import COMMANDS, Command
from bot.context import App
from bot.texts import LANGUAGES, VI, Texts

logger = logging.getLogger(__name__)


async def introduce(app: App) -> None:
    """Tell Telegram the menus and descriptions."""
    try:
        await _menus(app)
        await _descriptions(app)
    except TelegramError as error:
        logger.warning("menus could not be set: %s", type(error).__name__)


async def _menus(app: App) -> None:
    private = [one for one in COMMANDS if one.is_shown(in_group=False)]
    grouped = [one for one in COMMANDS if one.is_shown(in_group=True, is_group_admin=False)]
    for_group_admins = [one for one in COMMANDS if one.is_shown(in_group=True)]
    for language, texts in ((None, VI), *LANGUAGES.items()):
        await _menu(app, private, BotCommandScopeAllPrivateChats(), language, texts)
        await _menu(app, grouped, BotCommandScopeAllGroupChats(), language, texts)
        await _menu(app, for_group_admins, BotCommandScopeAllChatAdministrators(), language, texts)
    everything = [one for one in COMMANDS if one.is_shown(in_group=False, is_admin=True)]
    for admin_id in app.bot_data["settings"].admin_ids:
        await _menu(app, everything, BotCommandScopeChat(admin_id), None, VI)


async def _menu(
    app: App, commands: Iterable[Command], scope: BotCommandScope, language: str | None, texts: Texts
) -> None:
    menu = [BotCommand(command.name, texts.commands[command.name]) for command in commands]
    if list(await app.bot.get_my_commands(scope, language)) != menu:
        await app.bot.set_my_commands(menu, scope, language)


async def _descriptions(app: App) -> None:
    for language, texts in ((None, VI), *LANGUAGES.items()):
        if (await app.bot.get_my_description(language)).description != texts.description:
            await app.bot.set_my_description(texts.description, language)
        if (await app.bot.get_my_short_description(language)).short_description != texts.short_description:
            await app.bot.set_my_short_description(texts.short_description, language)
