"""A bare Debian in a folder, made by debootstrap: an operator's new server, as far as one machine can be two."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAIN = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LC_ALL": "C.UTF-8",
}
# How packages are reached from here is this machine's business, and no part of what is tried.
REACHING = re.compile(r"PIP_[A-Z_]+|SSL_CERT_FILE|.*_proxy|.*_PROXY", re.IGNORECASE)
DEVICES = ("null", "urandom")
SYSTEM_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
AUTHORITIES = "/etc/ssl/reaching.crt"  # where no package of the bare system writes


class Failure(Exception):
    """A step did not do what it should; the text is its output."""


class BareSystem:
    """A folder that one can chroot into, with what git tracks under /src."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, inside: str) -> Path:
        """Where a file of the bare system lies in this one."""
        return self.folder / inside.lstrip("/")

    def run(self, *command: str, timeout_s: float = 600, kill_after_s: float | None = None) -> str:
        """Run a command in there as root; its output, stderr included. Raises Failure."""
        reaching = {name: value for name, value in os.environ.items() if REACHING.fullmatch(name)}
        prefix = ["timeout", "--signal=KILL", str(kill_after_s)] if kill_after_s else []
        done = subprocess.run(
            [*prefix, "chroot", str(self.folder), *command],
            env=PLAIN | reaching | {"PIP_CERT": AUTHORITIES},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        if done.returncode and not kill_after_s:
            raise Failure(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}")
        return done.stdout

    def lay_source(self) -> None:
        """What git tracks, as a clone brings it."""
        names = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
        for name in filter(None, names):
            if (ROOT / name).exists():
                target = self.path(f"/src/{name}")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, target)

    @contextmanager
    def sealed(self) -> Iterator[Path]:
        """The system as the unit shows it to the service: read-only but for its data, a /tmp and a /proc of its own."""
        sealed = self.path("/sealed")
        sealed.mkdir(exist_ok=True)
        with ExitStack() as undo:
            mount(undo, sealed, "--bind", str(self.folder))
            mount(undo, sealed, "-o", "remount,bind,ro", keep=False)
            mount(undo, sealed / "var/lib/hoibao", "--bind", str(self.path("/var/lib/hoibao")))
            mount(undo, sealed / "tmp", "-t", "tmpfs", "-o", "size=16m", "tmpfs")
            mount(undo, sealed / "proc", "-t", "proc", "-o", "hidepid=2,subset=pid", "proc")
            for device in DEVICES:
                mount(undo, sealed / "dev" / device, "--bind", f"/dev/{device}")
            yield sealed


def mount(undo: ExitStack, place: Path, *arguments: str, keep: bool = True) -> None:
    """Mount something; it goes when `undo` ends."""
    subprocess.run(["mount", *arguments, str(place)], check=True)
    if keep:
        undo.callback(subprocess.run, ["umount", str(place)], check=True)


@contextmanager
def bare_system(suite: str, packages: Sequence[str] = ()) -> Iterator[BareSystem]:
    """A fresh one, gone with the block. Raises Failure."""
    folder = Path(tempfile.mkdtemp(prefix="hoibao-bare-"))
    folder.chmod(0o755)  # the bare system has users of its own
    try:
        with ExitStack() as undo:
            _debootstrap(suite, packages, folder)
            mount(undo, folder / "proc", "-t", "proc", "proc")
            for device in DEVICES:
                (folder / "dev" / device).touch()
                mount(undo, folder / "dev" / device, "--bind", f"/dev/{device}")
            yield BareSystem(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _debootstrap(suite: str, packages: Sequence[str], folder: Path) -> None:
    include = [f"--include={','.join(packages)}"] if packages else []
    done = subprocess.run(
        ["debootstrap", "--variant=minbase", *include, suite, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failure(done.stdout[-3000:])
    shutil.copyfile("/etc/resolv.conf", folder / "etc/resolv.conf")
    (folder / "etc/ssl").mkdir(exist_ok=True)
    shutil.copyfile(os.environ.get("PIP_CERT", SYSTEM_AUTHORITIES), folder / AUTHORITIES.lstrip("/"))


def members(bundle: Path) -> list[str]:
    """What is in a backup."""
    with tarfile.open(bundle) as tar:
        return tar.getnames()
