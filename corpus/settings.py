"""What the archive needs to know of its surroundings, read from a mapping; `environment` is the usual one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

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


def environment(folder: Path = Path()) -> dict[str, str]:
    """The process's environment over what the file `.env` in `folder` says, if there is one.

    The only place that reads either. A variable that is set, even to nothing, wins over the file. Raises
    SettingsError where the file cannot be read.
    """
    try:
        stated = dotenv_values(folder / ".env", interpolate=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            "the file .env cannot be read; it must be UTF-8 text that you may read"
        ) from error
    return {name: value for name, value in stated.items() if value is not None} | dict(os.environ)
