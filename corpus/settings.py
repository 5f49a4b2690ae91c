"""What the archive needs to know of its surroundings. Read from an injected mapping, never from os.environ here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SettingsError

ENGINE_NAMES = ("auto", "rank-bm25", "tantivy")
DEFAULT_DATA_DIR = Path("data")


@dataclass(frozen=True, slots=True)
class CorpusSettings:
    """Where the files live and which engine serves. Raises SettingsError for an unknown engine."""

    data_dir: Path = DEFAULT_DATA_DIR
    engine: str = "auto"

    def __post_init__(self) -> None:
        if self.engine not in ENGINE_NAMES:
            raise SettingsError(
                f"HOIBAO_ENGINE is {self.engine!r}; it must be one of {', '.join(ENGINE_NAMES)}"
            )

    @classmethod
    def from_mapping(cls, environ: Mapping[str, str]) -> CorpusSettings:
        """From environment-like names; what is missing or blank takes its default."""
        return cls(
            data_dir=Path(environ.get("HOIBAO_DATA_DIR", "").strip() or DEFAULT_DATA_DIR).expanduser(),
            engine=environ.get("HOIBAO_ENGINE", "").strip() or "auto",
        )
