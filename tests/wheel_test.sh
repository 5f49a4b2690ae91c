#!/usr/bin/env bash
# Builds the wheel, installs it with the locked run-time dependencies alone, and asks it a question.
set -euo pipefail
cd "$(dirname "$0")/.."
python="${1:-python3}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

.venv/bin/python -m hatchling build -t wheel -d "$work" >/dev/null
"$python" -m venv "$work/venv"
scripts/install_locked.sh "$work/venv" requirements.lock
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "$work"/*.whl

cd "$work" # away from the source tree: only what is in the wheel can answer
export HOIBAO_DATA_DIR="$work/data"
"$work/venv/bin/hoibao" samples "$work/samples"
"$work/venv/bin/hoibao" ingest "$work/samples/articles"
"$work/venv/bin/hoibao" ask "tom hum song cau" --json | grep '"outcome": "answered"'
