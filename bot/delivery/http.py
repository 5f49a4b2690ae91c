"""HTTP to the Bot API by aiohttp: it parses, and makes the percent signs of a form, in C, HTTPXRequest in Python."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from corpus import SettingsError

UPLOAD_S = 120.0  # for a file to leave, and its response
IDLE_S = 5.0  # that a connection is kept
TURNS = 2  # of the loop, in which it hears that the server closed a connection while it was busy
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_SERVER = "api.telegram.org"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_UNSAID = BaseRequest.DEFAULT_NONE


class AiohttpRequest(BaseRequest):
    """A request object of PTB over one aiohttp session. Parameters and files leave as forms, as with HTTPXRequest.

    `pool`: connections at most. `timeout_s`: for a connection to be there, for a request to leave, and for a response.
    `trusts_env`: the environment names the proxy and the certificate authorities.
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
        """Open the session; once more does no harm. Raises SettingsError where the proxy is of an unknown kind."""
        if self._session is None:
            # As with HTTPXRequest: certifi's authorities, or those of SSL_CERT_FILE.
            tls = httpx.create_ssl_context(trust_env=self._trusts_env)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool, ssl=tls, keepalive_timeout=IDLE_S),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                # With trust_env aiohttp looks into ~/.netrc and for proxies at each request, in other threads.
                proxy=proxy_of_environment() if self._trusts_env else None,
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

        aiohttp waits for a place in the pool and for a connection in one, as `connect_timeout` says; `write_timeout`
        bounds a form together with the other two, and a file has UPLOAD_S for all.
        """
        if self._session is None:
            raise NetworkError("the request object is not open")
        body, headers = _body(request_data)
        connect_s, read_s, write_s = map(self._or_default, (connect_timeout, read_timeout, write_timeout))
        waits = aiohttp.ClientTimeout(_total_s(body, connect_s, read_s, write_s), connect_s, sock_read=read_s)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                skip_auto_headers=("Content-Type",) if body is None else (),
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


def proxy_of_environment() -> str | None:
    """The proxy for Telegram that HTTPS_PROXY or ALL_PROXY names, unless NO_PROXY does. Raises SettingsError."""
    named = getproxies()
    proxy = named.get("https") or named.get("all")
    if not proxy or proxy_bypass(_SERVER):
        return None
    address = proxy if "://" in proxy else f"http://{proxy}"
    if URL(address).scheme not in {"http", "https"}:
        raise SettingsError(
            "HTTPS_PROXY or ALL_PROXY: the bot speaks to proxies by http:// and https:// alone"
        )
    return address


def form_of(parameters: Mapping[str, str]) -> bytes:
    """Parameters as application/x-www-form-urlencoded."""
    return URL.build(query=parameters).raw_query_string.encode("ascii")


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """What is sent, and the headers that say what it is."""
    parameters = data.json_parameters if data is not None else {}
    if data is not None and data.contains_files:
        form = aiohttp.FormData(parameters, quote_fields=False)  # Telegram shows a name as it is sent
        for name, (file, content, kind) in data.multipart_data.items():
            form.add_field(name, content, filename=file, content_type=kind)
        return form, {}
    return (form_of(parameters), _FORM) if parameters else (None, {})


def _total_s(
    body: object, connect_s: float | None, read_s: float | None, write_s: float | None
) -> float | None:
    """Seconds for all of a call; None for a download, which may take as long as something comes."""
    if isinstance(body, aiohttp.FormData):
        return UPLOAD_S
    if body is None or connect_s is None or read_s is None or write_s is None:
        return None
    return connect_s + read_s + write_s
