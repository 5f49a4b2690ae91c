"""HTTP to the Bot API by aiohttp, whose parser and whose percent signs are made in C.

PTB's own HTTPXRequest takes several times the processor, as much for a reply as a search does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

UPLOAD_S = 120.0  # for a file to leave, and its response
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_UNSAID = BaseRequest.DEFAULT_NONE


class AiohttpRequest(BaseRequest):
    """A request object of PTB over one aiohttp session; what goes over the wire is what HTTPXRequest sends.

    `pool`: connections at most. `timeout_s`: for a connection to be there, for a request to leave, for its response.
    `trusts_env`: the environment names proxies and certificate authorities.
    """

    def __init__(self, pool: int = 1, timeout_s: float = 5.0, trusts_env: bool = True) -> None:
        self._pool = pool
        self._timeout_s = timeout_s
        self._trusts_env = trusts_env
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that a response may take, where a call does not say otherwise."""
        return self._timeout_s

    async def initialize(self) -> None:
        """Open the session. Once more does no harm."""
        if self._session is None:
            authorities = httpx.create_ssl_context(trust_env=self._trusts_env)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool, ssl=authorities),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=self._trusts_env,
            )

    async def shutdown(self) -> None:
        """Close the session and its connections. Once more does no harm."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = _UNSAID,
        write_timeout: Any = _UNSAID,
        connect_timeout: Any = _UNSAID,
        pool_timeout: Any = _UNSAID,
    ) -> tuple[int, bytes]:
        """The status and the body of the response. Raises TimedOut, NetworkError.

        aiohttp waits for a place in the pool and for a connection in one, as `connect_timeout` says, and has no wait
        for writing: an upload ends with UPLOAD_S.
        """
        if self._session is None:
            raise RuntimeError("the request object is not open")
        body, headers = _body(request_data)
        connect_s, read_s = self._or_default(connect_timeout), self._or_default(read_timeout)
        all_s = UPLOAD_S if isinstance(body, aiohttp.FormData) else None
        waits = aiohttp.ClientTimeout(total=all_s, connect=connect_s, sock_read=read_s)
        no_kind = ("Content-Type",) if body is None else ()
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                skip_auto_headers=no_kind,
                timeout=waits,
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error  # its text may be of the token's address

    def _or_default(self, timeout_s: Any) -> Any:
        return self._timeout_s if timeout_s is _UNSAID else timeout_s


def form_of(parameters: Mapping[str, str]) -> bytes:
    """Parameters as application/x-www-form-urlencoded."""
    return URL.build(query=parameters).raw_query_string.encode("ascii")


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """What is sent, and the headers that say what it is."""
    parameters = data.json_parameters if data is not None else {}
    if data is not None and data.contains_files:
        form = aiohttp.FormData(parameters)
        for name, (file, content, kind) in data.multipart_data.items():
            form.add_field(name, content, filename=file, content_type=kind)
        return form, {}
    return (form_of(parameters), _FORM) if parameters else (None, {})
