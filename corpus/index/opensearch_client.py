"""An OpenSearch cluster as seen from here: one client for the process, and the library's errors as ours.

The client is synchronous, as all engines are: whoever searches is in a thread already.
"""

from __future__ import annotations

import logging
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,  # noqa: A004 - the library's name
    NotFoundError,
    OpenSearchException,
    SSLError,
    TransportError,
)

from corpus.cluster import ClusterSettings
from corpus.errors import EngineSilent, IndexUnavailable, SettingsError

MAJOR = 2  # the cluster's; another one multiplies scores differently
CONNECTIONS = 10  # to each node
PAUSE_S = 1.0  # for which a cluster that did not answer is not asked again
REFUSED_FOR_NOW = (429, 502, 503, 504)
SILENT = "the OpenSearch cluster does not answer"
MISSING = "the index on the cluster is missing or damaged; run hoibao reindex"
# It logs whole requests, in which questions are. What went wrong is said by whoever asked.
logging.getLogger("opensearch").setLevel(logging.CRITICAL)


class Cluster:
    """A client and what is known of the cluster's health. For any number of threads."""

    def __init__(self, settings: ClusterSettings) -> None:
        self.settings = settings
        self._silent_until = 0.0
        self._client = OpenSearch(
            list(settings.urls),
            headers=_credentials(settings),
            ca_certs=str(settings.ca_file) if settings.ca_file else None,
            pool_maxsize=CONNECTIONS,
            timeout=settings.timeout_s,
            max_retries=len(settings.urls),
            retry_on_timeout=True,
            retry_on_status=REFUSED_FOR_NOW[1:],
            http_compress=True,
        )

    @contextmanager
    def reading(self) -> Iterator[OpenSearch]:
        """The client, for a question. Raises IndexUnavailable, and EngineSilent at once where there was no answer
        just now: a question that waits keeps a thread from those that could be told."""
        if time.monotonic() < self._silent_until:
            raise EngineSilent(SILENT)
        try:
            with _plain_errors():
                yield self._client
        except EngineSilent:
            self._silent_until = time.monotonic() + PAUSE_S
            raise

    @contextmanager
    def writing(self) -> Iterator[OpenSearch]:
        """The client, for what must be tried in any case. Raises IndexUnavailable."""
        with _plain_errors():
            yield self._client

    def check(self) -> None:
        """Raise SettingsError where it will never work: credentials, certificate, version. Silence is no setting."""
        try:
            major = int(self._client.info()["version"]["number"].split(".")[0])
        except (AuthenticationException, AuthorizationException):
            raise SettingsError(
                "the OpenSearch cluster refuses OPENSEARCH_USER and OPENSEARCH_PASSWORD"
            ) from None
        except SSLError:
            raise SettingsError(
                "the certificate of the OpenSearch cluster is not trusted; OPENSEARCH_CA_FILE must be who signed it"
            ) from None
        except (ConnectionError, TransportError):
            return
        except (KeyError, ValueError, TypeError, AttributeError, OpenSearchException):
            raise SettingsError("what answers at OPENSEARCH_URL is no OpenSearch") from None
        if major != MAJOR:
            raise SettingsError(f"the OpenSearch cluster is of version {major}; it must be {MAJOR}")


def _credentials(settings: ClusterSettings) -> dict[str, str]:
    """Who asks, in UTF-8 as OpenSearch reads it; the library knows only Latin-1, in which no Vietnamese word is."""
    if not settings.user:
        return {}
    told = b64encode(f"{settings.user}:{settings.password}".encode()).decode("ascii")
    return {"authorization": f"Basic {told}"}


@contextmanager
def _plain_errors() -> Iterator[None]:
    """The library's errors as ours. Their texts stay here: addresses and terms of questions are in them."""
    try:
        yield
    except NotFoundError:
        raise IndexUnavailable(MISSING) from None
    except (AuthenticationException, AuthorizationException):
        raise EngineSilent("the OpenSearch cluster refuses its user") from None
    except ConnectionError:
        raise EngineSilent(SILENT) from None
    except TransportError as error:
        if error.status_code in REFUSED_FOR_NOW:
            raise EngineSilent(f"{SILENT} now: status {error.status_code}") from None
        raise IndexUnavailable(
            f"the OpenSearch cluster refuses a request: status {error.status_code}"
        ) from None
    except OpenSearchException:
        raise EngineSilent(SILENT) from None


@cache
def cluster(settings: ClusterSettings) -> Cluster:
    """The cluster of these settings: one client for the process, however many retrievers come and go."""
    return Cluster(settings)
