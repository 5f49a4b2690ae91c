"""What is in deploy/ is checked with the tools of those who will read it. In the CI all of them must be there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from list_licences import FREE, licence, needed

from bot.cli import main

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
COMPOSE = sorted((DEPLOY / "docker").glob("compose*.yaml"))
DOCKERFILE = (DEPLOY / "docker" / "Dockerfile").read_text("utf-8")
MAX_EXPOSURE = 15  # tenths
SETTING = re.compile(r"\b(?:HOIBAO|TELEGRAM|OPENSEARCH)_[A-Z_]+\b")
NOT_THE_PROGRAMS = {  # but of Caddy, Litestream, OpenSearch
    "HOIBAO_HOST",
    "HOIBAO_BOT",
    "HOIBAO_S3_ENDPOINT",
    "HOIBAO_S3_BUCKET",
    "OPENSEARCH_JAVA_OPTS",
}


def tool(name: str, package: str) -> str:
    """Where a tool is; the test is skipped where it is not, but never in the CI."""
    ours = ROOT / ".venv-tools" / "bin" / name
    found = str(ours) if ours.exists() else shutil.which(name)
    if not found:
        assert not os.environ.get("CI"), f"the CI must have {name}"
        pytest.skip(f"{name} is not installed: {package}")
    return found


def run(*command: str, cwd: Path = ROOT, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


# -- systemd


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_services_are_as_closed_as_they_can_be(unit: Path) -> None:
    analyse = tool("systemd-analyze", "apt-get install systemd")
    run(analyse, "security", "--offline=yes", f"--threshold={MAX_EXPOSURE}", str(unit))


def test_systemd_understands_every_line(tmp_path: Path) -> None:
    """With a command that exists in the place of the installed one, which does not here."""
    analyse = tool("systemd-analyze", "apt-get install systemd")
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/hoibao/current/bin/hoibao", "/bin/true")
        (tmp_path / unit.name).write_text(text, "utf-8")
    said = run(analyse, "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS))
    assert not [line for line in said.splitlines() if str(tmp_path) in line or "hoibao" in line]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_services_run_verbs_that_exist(unit: Path) -> None:
    command = re.search(
        r"^ExecStart=/opt/hoibao/current/bin/hoibao (\w+)", unit.read_text("utf-8"), re.MULTILINE
    )
    assert command is not None
    assert command[1] in main.commands


def test_every_timer_has_its_service() -> None:
    timers = {unit.stem for unit in UNITS if unit.suffix == ".timer"}
    assert timers == {unit.stem for unit in SERVICES} - {"hoibao"}
    script = (DEPLOY / "install.sh").read_text("utf-8")
    assert all(f"{timer}.timer" in script for timer in timers)


def test_the_backup_speaks_to_nobody() -> None:
    assert "PrivateNetwork=yes" in (DEPLOY / "systemd" / "hoibao-backup.service").read_text("utf-8")


# -- scripts


@pytest.mark.parametrize(
    "name", ["deploy/install.sh", ".ci/run", "scripts/install_locked.sh", "tests/wheel_test.sh"]
)
def test_scripts_are_sound(name: str) -> None:
    run(tool("shellcheck", "apt-get install shellcheck"), str(ROOT / name))


def test_what_builds_is_locked_by_hash() -> None:
    for lock in (DEPLOY / "build.lock", *ROOT.glob("requirements*.lock")):
        text = re.sub(r"\\\n", " ", lock.read_text("utf-8"))
        lines = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
        assert lines
        assert [line for line in lines if "--hash=sha256:" not in line] == []


# -- containers


def test_hadolint_accepts_the_dockerfile() -> None:
    run(tool("hadolint", "make tools"), str(DEPLOY / "docker" / "Dockerfile"))


def test_the_image_is_pinned_unprivileged_and_watched() -> None:
    assert re.search(r"^ARG PYTHON=python:3\.1[123]\.\d+-slim-\w+$", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.count("FROM ") == 3
    final = DOCKERFILE[DOCKERFILE.rindex("FROM ") :]
    assert "USER 10001" in final
    assert "HEALTHCHECK" in final
    assert "/healthz" in final
    assert final.count("pip install") == 0
    assert DOCKERFILE.count("--require-hashes") == 2


def test_the_image_gets_only_what_it_needs() -> None:
    ignored = (DEPLOY / "docker" / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    allowed = {line[1:] for line in ignored if line.startswith("!")}
    copied = set()
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        copied |= set(line.split())
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)
    assert ".env" not in allowed


@pytest.mark.parametrize("file", COMPOSE, ids=lambda file: file.name)
def test_compose_files_are_by_the_specification(file: Path) -> None:
    run(tool("check-jsonschema", "make tools"), "--builtin-schema", "vendor.compose-spec", str(file))


@pytest.mark.parametrize("file", COMPOSE, ids=lambda file: file.name)
def test_images_have_versions_and_services_no_privileges(file: Path) -> None:
    text = file.read_text("utf-8")
    images = re.findall(r"image: (\S+)", text)
    assert all(re.fullmatch(r"[\w./-]+:\d[\w.-]*", image) for image in images)
    assert "privileged: true" not in text
    assert "docker.sock" not in text
    assert text.count("no-new-privileges:true") >= len(images)
    assert not re.search(r"network_mode: host|pid: host", text)


def test_caddy_accepts_its_file() -> None:
    caddy = tool("caddy", "apt-get install caddy")
    file = str(DEPLOY / "docker" / "Caddyfile")
    run(caddy, "validate", "--adapter", "caddyfile", "--config", file, HOIBAO_HOST="bot.example.vn")


def test_no_setting_is_named_that_does_not_exist() -> None:
    known = set(SETTING.findall((ROOT / ".env.example").read_text("utf-8"))) | NOT_THE_PROGRAMS
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            named = {name for name in SETTING.findall(path.read_text("utf-8")) if not name.endswith("_")}
            assert named <= known, path.name


# -- what comes along


def test_every_dependency_is_free() -> None:
    """rank-bm25 writes Apache2.0; an expression with OR needs one that is free."""
    found = {name: licence(one) for name, one in needed().items()}
    assert len(found) > 30
    assert {name: text for name, text in found.items() if not FREE.search(text)} == {}


def test_nothing_is_loaded_that_could_run() -> None:
    """No pickle, no eval, no shell: in anything that ships."""
    forbidden = re.compile(
        r"^\s*(?:import|from) (?:pickle|shelve|marshal|dill)\b|(?<![\w.])(?:eval|exec)\(|shell=True|yaml\.load\("
        r"|allow_pickle=True|os\.system\(|__import__\(",
        re.MULTILINE,
    )
    for folder in ("bot", "corpus"):
        for path in (ROOT / folder).rglob("*.py"):
            assert not forbidden.search(path.read_text("utf-8")), path
