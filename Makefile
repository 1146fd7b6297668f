# Two commands do everything: `make site` builds the site, `make test` runs the whole suite.
# Both need Python 3.11 or later, make and git; nothing else has to be there.

PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check -qq
PORT ?= 8000
# One more than the two cores of CI: tests that ask a browser or a server wait.
WORKERS ?= 3
CANDIDATES := $(PYTHON) python3 python3.11 python3.12 python3.13 python3.14 python
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

# Code is kept as Python compiles it, whatever the environment says: without it each start compiles the whole program.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help site serve test audit lint constraints clean

help: ## tell what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

site: .venv/.ready ## build the site into site/ (options of archive build: make site ARGS="--strict")
	@.venv/bin/archive build $(ARGS)
	@echo "Look at it: run \"make serve\" and open http://127.0.0.1:$(PORT)/"

serve: .venv/.ready ## show the site as it is written at http://127.0.0.1:8000/ (another port: make serve PORT=9000)
	@.venv/bin/archive serve --port $(PORT)

test: .venv/.ready-to-test node_modules/.ready lint ## run the whole suite: ruff, mypy and every test
	@$(PY) -m pytest -n $(WORKERS)

audit: .venv/.ready-to-test ## what pages weigh, and Lighthouse's scores of them (needs Node and Chromium)
	@.venv/bin/archive build
	@$(PY) -m benchmarks.audit

lint: .venv/.ready-to-test
	@$(PY) -m ruff check .
	@$(PY) -m mypy

constraints: ## write constraints.txt anew: the newest versions that pyproject.toml admits
	@python=$$($(FIND_PYTHON)) && new=$$(mktemp -d) && "$$python" -m venv "$$new" \
	&& "$$new/bin/python" -m pip --disable-pip-version-check -qq install '.[test,import,cards,cluster]' \
	&& { sed -n '/^#/p' constraints.txt; "$$new/bin/python" -m pip freeze --exclude archive --exclude pip --exclude setuptools; } > "$$new/constraints.txt" \
	&& cp "$$new/constraints.txt" constraints.txt && rm -rf "$$new" && git --no-pager diff --stat -- constraints.txt

clean: ## delete everything that can be made again
	rm -rf .venv node_modules site .archive .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------------ the environment

FIND_PYTHON = for python in $(CANDIDATES); do \
	  if "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null; then command -v "$$python"; exit 0; fi; done; \
	echo 'Python 3.11 or later is needed and was not found. Install it, or name it: make site PYTHON=/path/to/python3.11' >&2; exit 1

.venv/bin/python:
	@python=$$($(FIND_PYTHON)) && { "$$python" -m venv .venv || { rm -rf .venv; \
	echo 'The environment could not be made. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }; }

.venv/.ready: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing the program into .venv/ ..."
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/.ready-to-test: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing the program and its test tools into .venv/ ..."
	@$(PIP) install --constraint constraints.txt --editable '.[test,import,cards,cluster]'
	@touch $@ .venv/.ready

# Tests that need these tools say so where Node is missing; in CI it may not be.
node_modules/.ready: package.json
	@if command -v npm >/dev/null; then echo "Installing the HTML checkers into node_modules/ ..." \
	&& npm install --no-audit --no-fund --ignore-scripts --loglevel=error && touch $@; \
	else echo "Node is not installed: the tests that need it will be skipped."; fi \
	|| { test -z "$$CI" && echo "The HTML checkers could not be installed: the tests that need them will be skipped."; }
