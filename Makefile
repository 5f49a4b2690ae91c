# Everything a person or the CI runs. A fresh Debian needs only git, make, python3 and python3-venv.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed

.PHONY: setup run test lint types wheel-test test-deploy bench lock clean

setup: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

run: setup # the real bot where a token is set (in the environment or in .env), the offline demo elsewhere
	$(VENV)/bin/hoibao run

test: setup
	$(VENV)/bin/python -m pytest -n 2

lint: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: setup
	$(VENV)/bin/mypy

wheel-test: setup # the built package, alone in a clean environment, answers a question
	tests/wheel_test.sh $(PYTHON)

test-deploy: setup # a bare Debian in a folder: installed, asked, upgraded, rolled back; needs root and debootstrap
	$(VENV)/bin/python tests/try_deploy.py

lock: # resolves pyproject.toml anew, for every platform and Python it allows
	uv pip compile pyproject.toml $(LOCK_OPTIONS) --output-file requirements.lock
	uv pip compile pyproject.toml $(LOCK_OPTIONS) --group dev --output-file requirements-dev.lock
	echo 'hatchling>=1.27,<2' | uv pip compile - $(LOCK_OPTIONS) --output-file deploy/build.lock

LOCK_OPTIONS := --universal --generate-hashes --python-version 3.11 --no-header --quiet --upgrade

clean:
	rm -rf $(VENV) dist build
