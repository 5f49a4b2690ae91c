"""The bot process: `build_application` is its table of contents, `run` keeps it going."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    JobQueue,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.commands import COMMANDS, hoi, others, upload
from bot.context import App, Context
from bot.delivery import observing
from bot.delivery.ending import Ending
from bot.delivery.errors import on_error
from bot.delivery.intake import Intake
from bot.delivery.metered import MeteredRequest
from bot.delivery.order import ChatOrder
from bot.delivery.pace import Pace
from bot.delivery.polling import PollingRequest
from bot.delivery.secret import Secret
from bot.delivery.watchdog import EXIT_CODE, EXIT_FAILED
from bot.elsewhere import guest, inline
from bot.lifecycle import close_services, end_crawls, open_services
from bot.observe import logs
from bot.observe.metrics import Metrics
from bot.settings import TELEGRAM, Settings
from corpus import VIETNAM, HoiBaoError, keep_to_one_processor, take_short_turns

POLL_TIMEOUT_S = 30
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGABRT)
POOL = 64
WAIT_S = 10.0  # for a connection, and for a response
logger = logging.getLogger(__name__)

_MESSAGE = filters.UpdateType.MESSAGE & ~filters.VIA_BOT
_WORDS = (filters.TEXT & ~filters.COMMAND) | filters.CAPTION
_PRIVATE, _GROUPS = filters.ChatType.PRIVATE, filters.ChatType.GROUPS


def build_application(settings: Settings) -> App:
    """The bot with everything it does, not yet running."""
    metrics = Metrics()
    ending = Ending()
    intake = Intake(lambda number: polling.received.get(number))
    order = ChatOrder(metrics, intake, ending)

    def has_room() -> bool:
        return order.in_work < order.most or ending.has_begun  # PTB's last poll only tells what has arrived

    trusts_env = settings.api_url == TELEGRAM  # another server is never reached through a proxy
    polling = PollingRequest(metrics, has_room, pool=1, timeout_s=WAIT_S, trusts_env=trusts_env)
    application: App = (
        Application.builder()
        .token(settings.token)
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(MeteredRequest(metrics, pool=POOL, timeout_s=WAIT_S, trusts_env=trusts_env))
        .get_updates_request(polling)
        .rate_limiter(Pace(intake.claim, settings.messages_a_second, ending))
        .update_queue(intake)
        .concurrent_updates(order)
        .context_types(ContextTypes(context=Context))
        .job_queue(_job_queue())
        .post_init(open_services)
        .post_stop(end_crawls)
        .post_shutdown(close_services)
        .build()
    )
    application.bot_data |= {
        "settings": settings,
        "polling": None if settings.webhook else polling,
        "metrics": metrics,
        "ending": ending,
        "intake": intake,
        "order": order,
    }
    _add_handlers(application, settings)
    return application


def _add_handlers(application: App, settings: Settings) -> None:
    # Group -1 runs besides whatever handles the update.
    application.add_handler(TypeHandler(Update, others.see), group=-1)

    # In group 0 the first handler that fits takes the update: commands before anything that takes text.
    for command in COMMANDS:
        allowed = filters.User(settings.admin_ids) if command.for_admins else filters.ALL
        where = filters.ALL if command.in_groups else _PRIVATE
        fits = filters.UpdateType.MESSAGE & allowed & where
        application.add_handler(CommandHandler([command.name, *command.also], command.callback, fits))
    application.add_handler(MessageHandler(_MESSAGE & filters.COMMAND, others.unknown_command))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, others.migrated))
    sent_file = _MESSAGE & _PRIVATE & filters.Document.ALL & filters.User(settings.admin_ids)
    application.add_handler(MessageHandler(sent_file, upload.take_in))
    application.add_handler(MessageHandler(_MESSAGE & _PRIVATE & filters.FORWARDED, others.forwarded))
    application.add_handler(MessageHandler(_MESSAGE & _PRIVATE & _WORDS, hoi.ask_plainly))
    application.add_handler(MessageHandler(_MESSAGE & _GROUPS & _WORDS, hoi.ask_in_group))
    application.add_handler(MessageHandler(_MESSAGE & _PRIVATE & ~filters.StatusUpdate.ALL, others.no_text))
    application.add_handler(
        MessageHandler(filters.UpdateType.EDITED_MESSAGE & (filters.TEXT | filters.CAPTION), hoi.ask_again)
    )
    application.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, guest.answer))

    # These do not get into each other's way.
    application.add_handler(CallbackQueryHandler(others.press))
    application.add_handler(ChatMemberHandler(others.membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(InlineQueryHandler(inline.suggest))
    application.add_handler(ChosenInlineResultHandler(inline.chosen))
    application.add_error_handler(on_error)


def _job_queue() -> JobQueue[Context]:
    queue: JobQueue[Context] = JobQueue()
    queue.scheduler.configure(timezone=VIETNAM)
    return queue


def run(settings: Settings) -> int:
    """Serve until a signal or the watchdog ends it; the exit code of the process."""
    logs.set_up(settings.log_level, settings.log_format)
    keep_to_one_processor()
    take_short_turns()  # noting an update down takes two ways to a thread and back
    application = build_application(settings)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, _end, application.bot_data["ending"])
    try:
        _serve(application, settings)
    except InvalidToken:
        logger.critical("Telegram does not accept the token; check TELEGRAM_BOT_TOKEN")
        return EXIT_FAILED
    except HoiBaoError as error:
        logger.critical("%s", error)
        return EXIT_FAILED
    except TelegramError as error:
        logger.critical("Telegram cannot be reached: %s", type(error).__name__)
        return EXIT_FAILED
    finally:
        # PTB skips post_shutdown where stopping fails, as it does with a refused token.
        loop.run_until_complete(close_services(application))
        loop.close()
    return int(application.bot_data.get(EXIT_CODE, 0))


def _end(ending: Ending) -> None:
    """As PTB does it, but those who wait hear of it at once."""
    ending.begin()
    raise SystemExit


def _serve(application: App, settings: Settings) -> None:
    how: dict[str, Any] = {
        "allowed_updates": list(observing.UPDATES),
        "bootstrap_retries": -1,
        "close_loop": False,
        "stop_signals": None,
    }
    if hook := settings.webhook:
        application.run_webhook(
            hook.listen,
            hook.port,
            hook.url.split("://", 1)[1].partition("/")[2],
            webhook_url=hook.url,
            secret_token=Secret(hook.secret),
            **how,
        )
    else:
        application.run_polling(timeout=POLL_TIMEOUT_S, **how)
