"""People and chats in the log: keyed hashes, which tell one from another and say of nobody who it is.

The key is a file of its own beside the database: whoever gets hold of the database alone cannot try out ids.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from corpus import StoreError, why

FILE_NAME = "identity.key"
KEY_BYTES = 32
HASH_CHARS = 32
SEAL_CHARS = 12


class Identities:
    """Hashes under one key. `is_new`: it was made just now."""

    def __init__(self, key: bytes, *, is_new: bool = False) -> None:
        self.key, self.is_new = key, is_new

    @classmethod
    def open(cls, folder: Path) -> Identities:
        """With the key in `folder`, which is made where it is missing, for its owner alone. Raises StoreError."""
        path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            is_new = not path.exists()
            if is_new:
                _write_once(path)
            key = path.read_bytes()
        except OSError as error:
            raise StoreError(f"cannot use {FILE_NAME} in the data folder: {why(error)}") from error
        if len(key) != KEY_BYTES:
            raise StoreError(f"{FILE_NAME} is damaged; without it nobody's log entries can be told apart")
        return cls(key, is_new=is_new)

    def person(self, user_id: int) -> str:
        """A person in the log."""
        return self._hash("person", user_id)[:HASH_CHARS]

    def place(self, chat_id: int) -> str:
        """A chat in the log."""
        return self._hash("place", chat_id)[:HASH_CHARS]

    def seal(self, number: int) -> str:
        """What makes the number of an answer a link that cannot be guessed."""
        return self._hash("answer", number)[:SEAL_CHARS]

    def _hash(self, kind: str, number: int) -> str:
        return hmac.new(self.key, f"{kind}:{number}".encode(), hashlib.sha256).hexdigest()


def _write_once(path: Path) -> None:
    """Write a new key aside and link it into place, so that two processes never end up with two keys."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(descriptor)
    try:
        os.link(aside, path)
    except FileExistsError:
        pass  # another process was first
    finally:
        aside.unlink()
