#!/usr/bin/env bash
# install_locked.sh VENV LOCK: what a lock names, each file checked by its hash, into an environment that has pip.
#
# Of each package pip weighs every file that was ever released, most of a minute for all of them; uv, where `make tools`
# has brought it, takes seconds. It knows nothing of pip's own settings: where it cannot fetch, pip does.
# Neither compiles what is never imported.
set -euo pipefail
venv="$1" lock="$2"
uv="$(dirname "$0")/../.venv-tools/bin/uv"

if [ -x "$uv" ] && "$uv" pip install --quiet --python "$venv" --require-hashes -r "$lock"; then
  exit 0
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-compile --require-hashes -r "$lock"
