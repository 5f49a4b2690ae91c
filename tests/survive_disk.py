"""A disk that is full at every write, one after another: a clear error, and what was there before is still there.

    .venv/bin/python tests/survive_disk.py --points 200

The file system is a real one, a tmpfs of a few megabytes where that is allowed (root), filled up to leave less and less
room; each run of each activity ends with a StoreError or a BackupError that says so, and afterwards, with room again,
the same activity succeeds. Without root the size of files is limited instead (RLIMIT_FSIZE).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from survive_crawl import counted_once, crawl, nothing_yet, printing
from survive_kills import (
    Activity,
    all_are_there,
    back_up,
    backups_are_whole,
    expect,
    reindex,
    run_apart,
    serves,
    some_are_there,
    take_in,
    whole,
)

from corpus import HoiBaoError

SIZE_MB = 8
SAID, DONE, FAILED = 4, 0, 3
ACTIVITIES = (
    Activity("ingest", some_are_there, take_in, whole),
    Activity("crawl", nothing_yet, crawl, counted_once, printing),
    Activity("reindex", all_are_there, reindex, serves),
    Activity("backup", all_are_there, back_up, backups_are_whole),
)


@contextmanager
def small_disk() -> Iterator[Path]:
    """A folder on a file system of SIZE_MB."""
    folder = Path(tempfile.mkdtemp(prefix="hoibao-disk-"))
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(folder)],
        check=True,
        capture_output=True,
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def fill_up(folder: Path, leave_bytes: int) -> None:
    """Leave only so much room."""
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    with (folder / "ballast").open("wb") as file, suppress(OSError):
        file.write(bytes(max(free - leave_bytes, 0)))


def try_apart(activity: Activity, folder: Path, limit_bytes: int | None = None) -> tuple[int, str]:
    """Run in a forked process; how it ended, and what it said on stderr."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(writing, 2)
        if limit_bytes is not None:
            import signal

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
        try:
            asyncio.run(activity.work(folder))
            os._exit(DONE)
        except HoiBaoError as error:
            os.write(2, str(error).encode())
            os._exit(SAID)
        except BaseException:
            traceback.print_exc()
            os._exit(FAILED)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def fill_often(activity: Activity, points: int) -> int:
    """How many times the disk was full while it worked. Raises Lost."""
    full = 0
    with activity.around(), tempfile.TemporaryDirectory() as name:
        before, trial = Path(name) / "before", Path(name) / "trial"
        run_apart(lambda: activity.prepare(before))
        shutil.copytree(before, trial)
        size = written(trial)
        run_apart(lambda: activity.work(trial))
        needed = 3 * max(written(trial) - size, size)
        for point in range(points):
            with small_disk() as disk:
                shutil.copytree(before, disk / "data")
                fill_up(disk, needed * point // points)
                full += one_point(activity, disk / "data", lambda: (disk / "ballast").unlink())
    return full


def limit_often(activity: Activity, points: int) -> int:
    """The same by a limit on the size of files, for whoever may not mount."""
    full = 0
    with activity.around(), tempfile.TemporaryDirectory() as name:
        before = Path(name) / "before"
        run_apart(lambda: activity.prepare(before))
        largest = max(path.stat().st_size for path in before.rglob("*") if path.is_file())
        for point in range(points):
            folder = Path(name) / f"at-{point}"
            shutil.copytree(before, folder)
            full += one_point(activity, folder, lambda: None, 4096 + 2 * largest * point // points)
    return full


def one_point(activity: Activity, folder: Path, make_room: object, limit_bytes: int | None = None) -> bool:
    code, said = try_apart(activity, folder, limit_bytes)
    expect(code in {DONE, SAID}, f"{activity.name} ended with {code}: {said}")
    expect("Traceback" not in said, said)
    make_room()  # type: ignore[operator] # a function without arguments
    run_apart(lambda: activity.check(folder, False))
    expect(run_apart(lambda: activity.work(folder)), "it cannot be done again")
    run_apart(lambda: activity.check(folder, True))
    return code == SAID


def written(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def may_mount() -> bool:
    try:
        with small_disk():
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def main() -> int:
    """Fill; 0 where nothing was lost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--points", type=int, default=200, help="in all, spread over the activities")
    options.add_argument("--only", choices=[activity.name for activity in ACTIVITIES], default=None)
    chosen = options.parse_args()
    wanted = [activity for activity in ACTIVITIES if chosen.only in {None, activity.name}]
    share = -(-chosen.points // len(wanted))
    often = fill_often if may_mount() else limit_often
    for activity in wanted:
        full = often(activity, share)
        print(f"{activity.name}: {share} disks, {full} of them full; said plainly, nothing lost", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
