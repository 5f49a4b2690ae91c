"""What the server refuses, in the words of the Bot API server 10.0."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal: HTTP status = `code`, `{"ok": false, "error_code", "description", "parameters"?}`."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}

    def as_json(self) -> dict[str, Any]:
        """The body of the response."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(what: str, **parameters: Any) -> ApiError:
    """400 with the prefix that Telegram gives it. A sentence begins small after it, BUTTON_DATA_INVALID stays."""
    is_constant = what[1:2] == "_" or "A" <= what[1:2] <= "Z"
    words = what if is_constant else what[:1].lower() + what[1:]
    return ApiError(400, f"Bad Request: {words}", parameters)


def forbidden(what: str) -> ApiError:
    """403 with the prefix that Telegram gives it."""
    return ApiError(403, f"Forbidden: {what}")


def conflict(what: str) -> ApiError:
    """409 with the prefix that Telegram gives it."""
    return ApiError(409, f"Conflict: {what}")


def too_many_requests(retry_after_s: int) -> ApiError:
    """429 and how long to wait, in whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after_s}", {"retry_after": retry_after_s})


def not_built(what: str) -> ApiError:
    """501 for what Telegram has and the harness has not: loud, so that nobody takes it for an answer."""
    return ApiError(501, f"Not Implemented: the harness does not know {what}")
