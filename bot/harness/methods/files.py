"""Documents and photos that the bot sends, and their way back."""

from __future__ import annotations

from bot.harness.errors import ApiError, bad_request, not_built
from bot.harness.methods.compose import chat_to_write
from bot.harness.methods.formatting import caption_fields, formatted_caption
from bot.harness.methods.messages import send
from bot.harness.methods.pictures import size_of
from bot.harness.parameters import Parameters, Upload
from bot.harness.records import Json
from bot.harness.schema.calls import as_told
from bot.harness.simulation import Simulation

MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
MAX_UPLOAD_BYTES = 50 * 1024 * 1024


async def send_document(simulation: Simulation, parameters: Parameters) -> Json:
    """sendDocument: an upload, or a file that was sent before."""
    content = _document(simulation, parameters, parameters.text("document"), "document")
    content |= caption_fields(parameters)
    return send(simulation, chat_to_write(simulation, parameters, "documents"), parameters, content)


async def send_photo(simulation: Simulation, parameters: Parameters) -> Json:
    """sendPhoto, in the one size that it comes in."""
    content = _photo(simulation, parameters, parameters.text("photo"), "photo")
    content |= caption_fields(parameters) | {
        "has_media_spoiler": parameters.boolean("has_spoiler"),
        "show_caption_above_media": parameters.boolean("show_caption_above_media"),
    }
    return send(simulation, chat_to_write(simulation, parameters, "photos"), parameters, content)


def media_fields(simulation: Simulation, parameters: Parameters) -> Json:
    """What the `media` of an edit makes of a message. Raises ApiError 400."""
    media = parameters.object("media")
    read = {"document": _document, "photo": _photo}[media["type"]]
    try:
        caption = formatted_caption(
            str(media.get("caption") or ""), str(media.get("parse_mode") or ""), media.get("caption_entities")
        )
    except ApiError as error:
        raise as_told("Can't parse InputMedia: ", error) from error
    return read(simulation, parameters, str(media["media"]), "") | caption


async def get_file(simulation: Simulation, parameters: Parameters) -> Json:
    """getFile; the content is at /file/bot<token>/<file_path>."""
    file_id = parameters.text("file_id")
    if file_id not in simulation.files:
        raise bad_request("invalid file_id")
    if len(simulation.files[file_id]) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return simulation.files.describe(file_id) | {"file_path": f"files/{file_id}"}


def _document(simulation: Simulation, parameters: Parameters, reference: str, name: str) -> Json:
    stored, upload = _file(simulation, parameters, reference, name)
    named = {"file_name": upload.name, "mime_type": upload.mime_type} if upload else {}
    return {"document": stored | named}


def _photo(simulation: Simulation, parameters: Parameters, reference: str, name: str) -> Json:
    stored, _upload = _file(simulation, parameters, reference, name)
    width, height = size_of(simulation.files[stored["file_id"]])
    return {"photo": [stored | {"width": width, "height": height}]}


def _file(
    simulation: Simulation, parameters: Parameters, reference: str, name: str
) -> tuple[Json, Upload | None]:
    """What is sent: a file that is known already, or one that came with the call. Raises ApiError."""
    if reference in simulation.files:
        return simulation.files.describe(reference), None
    if reference.startswith(("http://", "https://")):
        raise not_built("files from elsewhere, because it fetches nothing; upload the file")
    upload = parameters.upload(name or reference.removeprefix("attach://")) or parameters.upload(
        reference.removeprefix("attach://")
    )
    if upload is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MAX_UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    return simulation.files.add(upload.content), upload
