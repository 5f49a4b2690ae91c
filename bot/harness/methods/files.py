"""Documents and photos that the bot sends, and their way back."""

from __future__ import annotations

from bot.harness.errors import ApiError, bad_request
from bot.harness.methods.compose import caption_fields, new_message, reply_fields, thread
from bot.harness.methods.keyboards import keyboard
from bot.harness.parameters import Parameters, Upload
from bot.harness.records import Json
from bot.harness.simulation import Simulation

MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024


async def send_document(simulation: Simulation, parameters: Parameters) -> Json:
    """sendDocument: an upload, or a file that was sent before."""
    stored, upload = _file(simulation, parameters, "document")
    named = {"file_name": upload.name, "mime_type": upload.mime_type} if upload else {}
    return _send(simulation, parameters, {"document": stored | named})


async def send_photo(simulation: Simulation, parameters: Parameters) -> Json:
    """sendPhoto; the harness does not look inside: one size, 1 × 1."""
    stored, _upload = _file(simulation, parameters, "photo")
    return _send(simulation, parameters, {"photo": [stored | {"width": 1, "height": 1}]})


async def get_file(simulation: Simulation, parameters: Parameters) -> Json:
    """getFile; the content is at /file/bot<token>/<file_path>."""
    file_id = parameters.text("file_id")
    if file_id not in simulation.files:
        raise bad_request("invalid file_id")
    if len(simulation.files[file_id]) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return simulation.files.describe(file_id) | {"file_path": f"files/{file_id}"}


def _file(simulation: Simulation, parameters: Parameters, name: str) -> tuple[Json, Upload | None]:
    reference = parameters.text(name)
    if reference in simulation.files:
        return simulation.files.describe(reference), None
    if reference.startswith(("http://", "https://")):
        raise ApiError(501, "Not Implemented: the harness fetches nothing from elsewhere; upload the file")
    upload = parameters.upload(name) or parameters.upload(reference.removeprefix("attach://"))
    if upload is None or not upload.content:
        raise bad_request("file must be non-empty")
    return simulation.files.add(upload.content), upload


def _send(simulation: Simulation, parameters: Parameters, content: Json) -> Json:
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    content |= caption_fields(parameters)
    content |= {**reply_fields(simulation, chat, parameters), "reply_markup": keyboard(parameters)}
    return new_message(simulation, chat, simulation.bot, content, thread(chat, parameters))
