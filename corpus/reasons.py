"""Why a page was not fetched or not taken in: one code per cause, so that failures can be counted and told apart."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A cause, as it is stored. `TEXTS` has it in words for a terminal."""

    ADDRESS = "address"
    FOREIGN = "foreign"
    PRIVATE = "private"
    UNKNOWN_HOST = "unknown_host"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    PROTOCOL = "protocol"
    SLOW = "slow"
    LARGE = "large"
    CODING = "coding"
    KIND = "kind"
    REDIRECTS = "redirects"
    STATUS = "status"
    GONE = "gone"
    BUSY = "busy"
    ROBOTS = "robots"
    ROBOTS_DOWN = "robots_down"
    MALFORMED = "malformed"
    ENTITIES = "entities"
    NO_ARTICLE = "no_article"
    VANISHED = "vanished"
    SHRUNK = "shrunk"
    OLD = "old"
    TAKEN_OUT = "taken_out"
    NO_SOURCE = "no_source"
    ABANDONED = "abandoned"
    BROKEN = "broken"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


TEXTS: dict[Reason, str] = {
    Reason.ADDRESS: "not an address that may be fetched",
    Reason.FOREIGN: "leads to a host of no configured newspaper",
    Reason.PRIVATE: "leads into a private or local network",
    Reason.UNKNOWN_HOST: "its host name is not known",
    Reason.UNREACHABLE: "its host does not answer",
    Reason.CERTIFICATE: "its certificate or its encryption is not valid",
    Reason.PROTOCOL: "its answer is not proper HTTP, or was cut off",
    Reason.SLOW: "it took too long",
    Reason.LARGE: "it is too large",
    Reason.CODING: "its compression is damaged or unknown",
    Reason.KIND: "it is not a page of text",
    Reason.REDIRECTS: "it redirects too often or in a circle",
    Reason.STATUS: "it answers with an error",
    Reason.GONE: "it is not there (any more)",
    Reason.BUSY: "its host asks to come back later",
    Reason.ROBOTS: "robots.txt asks not to fetch it",
    Reason.ROBOTS_DOWN: "robots.txt cannot be read, so nothing may be fetched",
    Reason.MALFORMED: "it cannot be understood",
    Reason.ENTITIES: "it declares XML entities",
    Reason.NO_ARTICLE: "no article text found",
    Reason.VANISHED: "the article is no longer on its page; the stored one was kept",
    Reason.SHRUNK: "the article lost most of its text; the stored one was kept",
    Reason.OLD: "it is older than what is kept of its site",
    Reason.TAKEN_OUT: "it was taken out by hand",
    Reason.NO_SOURCE: "none of its feeds, sitemaps and section pages could be read",
    Reason.ABANDONED: "the run was cut off and not gone on with within a day",
    Reason.BROKEN: "the crawl itself failed; see the log",
    Reason.STOPPED: "the operator stopped it; what is left waits for the next crawl",
    Reason.INTERRUPTED: "the program ended; what is left waits for the next crawl",
}
