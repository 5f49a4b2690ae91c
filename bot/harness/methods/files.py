"""Documents and photos that the bot sends, and their way back."""

from __future__ import annotations

import hashlib

from bot.harness.errors import bad_request
from bot.harness.methods.compose import caption_fields, new_message, reply_fields, thread
from bot.harness.methods.keyboards import keyboard
from bot.harness.parameters import Parameters, Upload
from bot.harness.simulation import Json, Simulation


async def send_document(simulation: Simulation, parameters: Parameters) -> Json:
    """sendDocument."""
    upload = _file(parameters, "document")
    document = {**_store(simulation, upload), "file_name": upload.name, "mime_type": upload.mime_type}
    return _send(simulation, parameters, {"document": document})


async def send_photo(simulation: Simulation, parameters: Parameters) -> Json:
    """sendPhoto; the harness does not look inside: one size, 1 × 1."""
    upload = _file(parameters, "photo")
    return _send(simulation, parameters, {"photo": [{**_store(simulation, upload), "width": 1, "height": 1}]})


async def get_file(simulation: Simulation, parameters: Parameters) -> Json:
    """getFile; the content is at /file/bot<token>/<file_path>."""
    file_id = parameters.text("file_id")
    if file_id not in simulation.files:
        raise bad_request("invalid file_id")
    return {
        "file_id": file_id,
        "file_unique_id": file_id,
        "file_size": len(simulation.files[file_id]),
        "file_path": f"files/{file_id}",
    }


def _file(parameters: Parameters, name: str) -> Upload:
    reference = parameters.text(name).removeprefix("attach://")
    upload = parameters.upload(name) or parameters.upload(reference)
    if upload is None or not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def _store(simulation: Simulation, upload: Upload) -> Json:
    file_id = hashlib.sha256(upload.content).hexdigest()[:32]
    simulation.files[file_id] = upload.content
    return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(upload.content)}


def _send(simulation: Simulation, parameters: Parameters, content: Json) -> Json:
    chat = simulation.chat_for_bot(parameters.integer("chat_id"))
    content |= caption_fields(parameters)
    content |= {**reply_fields(simulation, chat, parameters), "reply_markup": keyboard(parameters)}
    return new_message(simulation, chat, simulation.bot, content, thread(chat, parameters))
