"""The parameters of one call, as PTB and everybody else send them: forms, JSON, multipart, query strings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.harness.errors import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    mime_type: str


Value = str | Upload
NO_JSON = object()  # None is a JSON value
_NOTHING = {"", "false", "no", "0", "null", "{}"}
_WORDS = {"text", "caption", "description", "short_description", "name"}  # "5" is a text there, not a number


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name, each as it came over the wire; the accessors read them as Telegram does."""

    values: dict[str, Value]
    warnings: list[str] = field(default_factory=list, compare=False)  # what Telegram passes over in silence
    _decoded: dict[str, Any] = field(default_factory=dict, compare=False)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else default

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number of up to 64 bits; what is none counts as the default, as in Telegram."""
        return int(value) if re.fullmatch(r"-?[0-9]{1,18}", value := self.text(name).strip()) else default

    def boolean(self, name: str) -> bool:
        """true, yes and 1 in any case."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def is_set(self, name: str) -> bool:
        """Whether it is there and says something: not empty, nor a no."""
        value = self.values.get(name, "")
        return isinstance(value, Upload) or value.strip().lower() not in _NOTHING

    def decoded(self, name: str) -> Any:
        """The JSON value, None where it is absent or empty, NO_JSON where it cannot be read."""
        if name not in self._decoded:
            raw = self.text(name)
            self._decoded[name] = parse_json(raw) if raw else None
        return self._decoded[name]

    def object(self, name: str) -> dict[str, Any]:
        """A JSON object that `schema.calls` has checked, empty where it is absent."""
        value = self.decoded(name)
        return value if isinstance(value, dict) else {}

    def array(self, name: str) -> list[Any]:
        """A JSON array, empty where it is absent or anything else."""
        value = self.decoded(name)
        return value if isinstance(value, list) else []

    def upload(self, name: str) -> Upload | None:
        """A file, None where there is none of that name."""
        value = self.values.get(name)
        return value if isinstance(value, Upload) else None

    def attached(self) -> set[str]:
        """Names that no method has: files that another parameter points at with attach://<name>."""
        uploads = {name for name, value in self.values.items() if isinstance(value, Upload)}
        said = " ".join(value for value in self.values.values() if uploads and isinstance(value, str))
        return {name for name in uploads if f"attach://{name}" in said}

    def as_json(self) -> dict[str, Any]:
        """For the log of calls: JSON values decoded, files by name and size."""
        return {name: self._readable(name, value) for name, value in self.values.items()}

    def _readable(self, name: str, value: Value) -> Any:
        if isinstance(value, Upload):
            return {"file": value.name, "bytes": len(value.content)}
        parsed = NO_JSON if name in _WORDS else self.decoded(name)
        return value if parsed is NO_JSON or not value else parsed


def parse_json(raw: str) -> Any:
    """The value that `raw` stands for; NO_JSON where it is none, or nested deeper than anybody reads."""
    try:
        return json.loads(raw, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return NO_JSON


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is Python's, not JSON's")


async def read_parameters(request: web.Request) -> Parameters:
    """Everything a request carries. Raises ApiError 400 for a body that is not what its type says."""
    values: dict[str, Value] = dict(request.query)
    kind = request.content_type
    if kind == "application/json" and request.can_read_body:
        values |= await _json_body(request)
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        for name, item in (await _form(request)).items():
            if isinstance(item, web.FileField):
                values[name] = Upload(item.filename, item.file.read(), item.content_type)
            else:
                values[name] = item if isinstance(item, str) else bytes(item).decode("utf-8", "replace")
    return Parameters(values)


async def _form(request: web.Request) -> Mapping[str, Any]:
    try:
        return await request.post()
    except ValueError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


async def _json_body(request: web.Request) -> dict[str, Value]:
    body = parse_json((await request.read()).decode("utf-8", "replace") or "{}")
    if not isinstance(body, dict):
        raise bad_request("can't parse request: JSON object expected")
    return from_json(body)


def from_json(body: dict[str, Any]) -> dict[str, Value]:
    """The parameters that stand in a JSON object."""
    return {
        str(name): value if isinstance(value, str) else json.dumps(value)
        for name, value in body.items()
        if value is not None
    }
