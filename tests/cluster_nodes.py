"""The tests' own OpenSearch cluster: three nodes, three processes, on loopback. It needs Java 17 and Maven.

python tests/cluster_nodes.py fetch | start | stop
python tests/cluster_nodes.py around COMMAND…    started for a command, and stopped whatever becomes of it
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "cluster"
SOURCE = ROOT / "tests" / "cluster"
MAIN = "SearchNode.java"
NODES = (1, 2, 3)
# 320 MB of heap are a node of about 450 MB; quick starts count more than quick code.
JAVA = ("java", "-Xms320m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
PATIENCE_S = 120
LEASH = "HOIBAO_TEST_LEASH"  # names a pipe: nodes that were started with it end when nobody can write into it any more
_started: dict[int, subprocess.Popen[bytes]] = {}  # by this process, which is their parent


def class_path() -> str:
    """What a node consists of, fetched by Maven where it is not on the machine yet."""
    file = FOLDER / "classpath"
    if file.exists() and all(Path(jar).exists() for jar in file.read_text().split(":")):
        return file.read_text()
    FOLDER.mkdir(parents=True, exist_ok=True)
    goal = ["dependency:build-classpath", f"-Dmdep.outputFile={file}"]
    subprocess.run(["mvn", "-q", "-B", "-f", str(SOURCE / "pom.xml"), *goal], check=True)
    return file.read_text()


def ports() -> list[tuple[int, int]]:
    """HTTP and transport port of each node: free when they were chosen, the same until the cluster is stopped."""
    file = FOLDER / "ports.json"
    if not file.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(6)]
            free = [one.getsockname()[1] for one in sockets]
        file.write_text(json.dumps([free[at : at + 2] for at in (0, 2, 4)]))
    return [(http, transport) for http, transport in json.loads(file.read_text())]


def urls() -> list[str]:
    """Where the nodes answer."""
    return [f"http://127.0.0.1:{http}" for http, _transport in ports()]


def start(number: int) -> None:
    """Start a node; it goes on when this process ends, but not when that ends which it was started `around`."""
    http, transport = ports()[number - 1]
    seeds = ",".join(f"127.0.0.1:{other}" for _http, other in ports())
    place = FOLDER / f"node-{number}"
    place.mkdir(parents=True, exist_ok=True)
    command = [*JAVA, "-cp", class_path(), str(SOURCE / MAIN)]
    arguments = [str(place), f"search-{number}", str(http), str(transport), seeds]
    with (place / "log").open("ab") as log:
        _started[number] = subprocess.Popen(
            [*command, *arguments], stdout=log, stderr=log, stdin=_leash(), start_new_session=True
        )
    (place / "pid").write_text(str(_started[number].pid))


def _leash() -> int:
    return int(os.environ[LEASH]) if LEASH in os.environ else subprocess.DEVNULL


def kill(number: int) -> None:
    """SIGKILL, as when a machine loses its power. Nothing where the node does not run."""
    file = FOLDER / f"node-{number}" / "pid"
    if not file.exists():
        return
    pid = int(file.read_text())
    if _is_ours(pid):
        os.kill(pid, signal.SIGKILL)
        if process := _started.pop(number, None):
            process.wait()
        while _is_ours(pid):
            time.sleep(0.02)
    file.unlink()


def revive() -> None:
    """Start the nodes that do not run."""
    for number in NODES:
        file = FOLDER / f"node-{number}" / "pid"
        if not file.exists() or not _is_ours(int(file.read_text())):
            start(number)
    wait()


def _is_ours(pid: int) -> bool:
    try:
        return MAIN.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def wait(status: str = "green", nodes: int = 3) -> None:
    """Until so many nodes are one cluster of that status. Raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE_S
    wanted = f"/_cluster/health?wait_for_status={status}&wait_for_nodes={nodes}&timeout=5s"
    while time.monotonic() < deadline:
        for url in urls():
            with suppress(URLError, OSError), urlopen(url + wanted, timeout=10) as answer:  # noqa: S310 - loopback
                if not json.load(answer)["timed_out"]:
                    return
        time.sleep(0.3)
    raise TimeoutError(f"no {status} cluster of {nodes} nodes; see {FOLDER}/node-*/log")


def start_all() -> None:
    """A cluster of three, empty, ready on return."""
    stop()
    for number in NODES:
        start(number)
    wait()


def stop() -> None:
    """Stop all nodes and delete what they kept. Nothing where none runs."""
    for number in NODES:
        kill(number)
        shutil.rmtree(FOLDER / f"node-{number}", ignore_errors=True)
    (FOLDER / "ports.json").unlink(missing_ok=True)


def around(command: Sequence[str]) -> int:
    """Run a command that is told where the cluster is; its exit code. Where this is killed the nodes end, too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    leash, _held = os.pipe()  # the other end is closed when this process is gone: no child inherits it
    os.environ[LEASH] = str(leash)
    try:
        start_all()
        environment = {**os.environ, "HOIBAO_TEST_CLUSTER": ",".join(urls())}
        return subprocess.run(command, env=environment, pass_fds=(leash,), check=False).returncode
    finally:
        stop()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fetch"]:
            class_path()
        case ["start"]:
            start_all()
            print("OPENSEARCH_URL=" + ",".join(urls()))
        case ["stop"]:
            stop()
        case ["around", *command]:
            sys.exit(around(command))
        case _:
            sys.exit(__doc__)
