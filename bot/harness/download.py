"""Files of a chat for a browser: pictures to look at, everything else to keep."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

# What these begin with is enough to tell them; whatever else there is, a browser must not open by itself.
_PICTURES = {b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def download(content: bytes, name: str) -> web.Response:
    """The response that has a file: shown if it is a picture and no `name` is asked for, else saved as `name`."""
    picture = next((kind for start, kind in _PICTURES.items() if content.startswith(start)), None)
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
    if name or not picture:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name or 'file', safe='')}"
    return web.Response(body=content, content_type=picture or "application/octet-stream", headers=headers)
