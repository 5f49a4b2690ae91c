"""What the system says when something in the data folder is not the kind of thing that it should be, in plain words."""

from __future__ import annotations

import errno
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # no room for what should be written


def why(error: OSError) -> str:
    """What went wrong, with the name of the file where that is what is wrong with it; never with its folder."""
    place = error.filename2 or error.filename
    name = Path(place).name if isinstance(place, str) else "it"
    if error.errno == errno.EISDIR:
        return f"{name} is a folder, where a file belongs"
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return f"{name} is a file, where a folder belongs"
    return error.strerror or type(error).__name__
