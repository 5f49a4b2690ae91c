"""The archive: what ties gathering, storing, indexing and answering together, from saved pages to answers."""

from corpus.archive.archive import Archive
from corpus.archive.by_hand import TakenOut
from corpus.archive.recorder import Recorder
from corpus.archive.status import Status

__all__ = ["Archive", "Recorder", "Status", "TakenOut"]
