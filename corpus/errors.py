"""What can go wrong between a saved page and an Answer.

    HoiBaoError
    ├── SettingsError        a setting is missing or makes no sense; its text names every bad key
    ├── StoreError           the article file cannot be opened, read or written
    │   ├── StoreLocked      another process holds the write lock for too long
    │   ├── StoreTooNew      written by a newer program; upgrade the program, not the file
    │   └── ArticleDamaged   an article is not what was stored, its hash says so
    ├── IndexUnavailable     there is no usable index, or the engine does not answer
    │   ├── BuildGivenUp     the process is to end while an index is built; the one from before still serves
    │   ├── EngineSilent     the engine's cluster does not answer; its index may be as good as ever
    │   └── InvalidIndex     a generation that was built aside failed its validation; it was not swapped in
    │       └── RegressionFound   it would get questions wrong that the present one gets right
    ├── BackupError          a backup cannot be made, or what is to be restored is none
    ├── CrawlError           a crawl was asked for something that is not there: an unknown site, an unreadable list
    ├── BundleError          a file that was sent is refused before anything of it is read
    ├── QuestionSetError     a question set cannot be read
    └── QuoteError           a quote is not a slice of the stored article; it must not be sent

Bad input is not an error but data: see `corpus.models.Skipped`.
The texts are for operators and logs, never for a chat.
"""

from collections.abc import Sequence


class HoiBaoError(Exception):
    """Base of every error that this project raises on purpose."""


class SettingsError(HoiBaoError):
    """One or more settings are unusable; the text names each of them."""


class StoreError(HoiBaoError):
    """The article file cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process holds the write lock for too long."""


class StoreTooNew(StoreError):
    """The file was written by a newer version of the program."""


class ArticleDamaged(StoreError):
    """An article is not what was stored: nothing of it may be quoted."""


class IndexUnavailable(HoiBaoError):
    """There is no usable index, or its engine does not answer."""


class BuildGivenUp(IndexUnavailable):
    """The process is to end: what it was building does not serve, and whoever writes next builds it."""


class EngineSilent(IndexUnavailable):
    """The engine's cluster does not answer now. Nothing is known of its index, so nothing is built anew."""


class InvalidIndex(IndexUnavailable):
    """A generation that was built aside failed its validation and was not swapped in."""


class RegressionFound(InvalidIndex):
    """Questions of the newsroom's own set would become wrong: `questions`."""

    def __init__(self, questions: Sequence[str]) -> None:
        super().__init__(f"{len(questions)} questions of the newsroom's set would become wrong")
        self.questions = tuple(questions)


class CrawlError(HoiBaoError):
    """A crawl was asked for something that is not there; the text says what there is."""


class BundleError(HoiBaoError):
    """A file that somebody sent is refused; `fault` is a code that can be told to them in their language."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"the file is refused: {fault}")
        self.fault = fault


class QuoteError(HoiBaoError):
    """A quote is not a slice of the stored article and must not be sent."""


class QuestionSetError(HoiBaoError):
    """A question set cannot be read; the text names the file and the line."""


class BackupError(HoiBaoError):
    """A backup cannot be made or trusted, or a file that is to be restored is none."""
