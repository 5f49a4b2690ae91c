# Everything a person or the CI runs. A fresh Debian needs only git, make, python3 and python3-venv.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed
TOOLS := .venv-tools

.PHONY: setup tools run test test-long test-clock lint types wheel-test test-deploy cluster-parts cluster cluster-stop test-cluster sbom licences rooms audit bench bench-crawl fit quality lock clean

setup: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	scripts/install_locked.sh $(VENV) requirements-dev.lock
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

tools: $(TOOLS)/.installed # what releases and deploy/ are checked with, in an environment of its own

$(TOOLS)/.installed: requirements-tools.lock
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-tools.lock
	touch $@

run: setup # the real bot where a token is set (in the environment or in .env), the offline demo elsewhere
	$(VENV)/bin/hoibao run

test: setup
	$(VENV)/bin/python -m pytest -n 5 -m "not long and not clock"

test-long: setup # what takes its time: processes killed again and again, disks that fill up, benchmarks
	$(VENV)/bin/python -m pytest -n 5 -m "long and not clock"

test-clock: setup # a clock that is set under a bot that runs; needs libfaketime, and a quiet machine
	$(VENV)/bin/python -m pytest -n 2 -m clock

lint: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: setup
	$(VENV)/bin/mypy

bench: setup # how fast it is here; --large: make bench BENCH="--large --articles FILE"
	$(VENV)/bin/hoibao bench $(BENCH)

wheel-test: setup # the built package, alone in a clean environment, answers a question
	tests/wheel_test.sh $(PYTHON)

bench-crawl: setup # a crawl of 2,000 pages with faults; near-duplicates (needs ../shared)
	$(VENV)/bin/python tests/bench_crawl.py
	test ! -d ../shared/news || $(VENV)/bin/python tests/bench_dedupe.py

test-deploy: setup # a bare Debian in a folder: installed, asked, upgraded, rolled back; needs root and debootstrap
	$(VENV)/bin/python tests/try_deploy.py

cluster-parts: # what a node consists of, by Maven
	$(PYTHON) tests/cluster_nodes.py fetch

cluster: setup # three OpenSearch nodes of our own, on loopback, for trying out; needs Java 17 and Maven
	$(VENV)/bin/python tests/cluster_nodes.py start

cluster-stop:
	$(PYTHON) tests/cluster_nodes.py stop

test-cluster: setup # the engine on a real cluster; nodes are killed under load. Needs Java 17 and Maven
	$(VENV)/bin/python tests/cluster_nodes.py around $(VENV)/bin/python -m pytest -k "opensearch or cluster" $(CLUSTER_TESTS)

CLUSTER_TESTS := tests/test_index_engines.py tests/test_index_live.py tests/test_index_opensearch.py \
	tests/test_index_opensearch_cluster.py tests/test_quality_samples.py tests/test_cluster.py

sbom: tools # what is inside, by the lock: dist/sbom.cdx.json (CycloneDX)
	mkdir -p dist
	$(TOOLS)/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --mc-type application \
		--output-reproducible --of JSON --output-file dist/sbom.cdx.json

licences: setup # each dependency that is installed to run, its version and its licence
	$(VENV)/bin/python tests/list_licences.py

rooms: setup # the picture of the rooms, drawn from the imports
	$(VENV)/bin/python scripts/draw_rooms.py > docs/rooms.svg

audit: tools # known vulnerabilities of what is locked; asks the network
	$(TOOLS)/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

lock: tools # resolves pyproject.toml for every platform and Python it allows; what is locked stays unless UPGRADE=--upgrade
	$(TOOLS)/bin/uv pip compile pyproject.toml --extra opensearch $(LOCK_OPTIONS) --output-file requirements.lock
	$(TOOLS)/bin/uv pip compile pyproject.toml --extra opensearch $(LOCK_OPTIONS) --group dev --output-file requirements-dev.lock
	$(TOOLS)/bin/uv pip compile pyproject.toml $(LOCK_OPTIONS) --group fit -c requirements.lock --output-file requirements-fit.lock
	$(TOOLS)/bin/uv pip compile --group tools $(LOCK_OPTIONS) --output-file requirements-tools.lock
	echo 'hatchling>=1.27,<2' | $(TOOLS)/bin/uv pip compile - -c requirements-dev.lock $(LOCK_OPTIONS) --output-file deploy/build.lock

LOCK_OPTIONS := --universal --generate-hashes --python-version 3.11 --no-header --quiet $(UPGRADE)

clean:
	rm -rf $(VENV) $(TOOLS) dist build

fit: setup # fits what ranks and refuses anew (needs ../shared, and some gigabytes of memory); held-out numbers on stdout
	scripts/install_locked.sh $(VENV) requirements-fit.lock
	PYTHONPATH=. $(VENV)/bin/python scripts/fit_ranker.py

quality: setup # the development sets among real articles against their floors (needs ../shared, and make fit)
	PYTHONPATH=. $(VENV)/bin/python scripts/quality.py
