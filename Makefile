# Rapport's developer commands. `make` alone lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

# Real parts from npm, for tests alone and never shipped: Microsoft's Agents Playground, and the
# schemas of Teams' manifests.
NPM       := .npm
NPM_READY := $(NPM)/.ready-1
NPM_PARTS := @microsoft/m365agentsplayground@0.2.28 @microsoft/app-manifest@1.1.2
export RAPPORT_NPM ?= $(CURDIR)/$(NPM)

.DEFAULT_GOAL := help
.PHONY: help setup demo run test live real-parts check format lint types arrows golden bench docs lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## build the virtual environment in .venv (the others do it by themselves)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Rapport needs Python 3.11 or newer; this is $$($(PYTHON) --version 2>&1). Point to another one: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip, sqlite3, ssl' \
	  || { echo "This Python misses a part of its standard library (named above). On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "First run: building .venv from requirements.lock (about a minute) …"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
	@echo "Ready."

demo: $(READY) ## open the playground: a local chat with an example team
	@$(BIN)/rapport demo

run: $(READY) ## serve every platform that app.yaml configures
	@$(BIN)/rapport serve

test: $(READY) ## run the tests
	@$(BIN)/python -m pytest --cov --cov-report=term

live: $(READY) $(NPM_READY) ## drive the real Agents Playground of Teams (needs Node.js 20)
	@RAPPORT_REQUIRE_REAL=1 $(BIN)/python -m pytest -m live

real-parts: $(NPM_READY)

$(NPM_READY): Makefile
	@command -v npm >/dev/null || { echo "The real parts of Teams come from npm: install Node.js 20 or newer first."; exit 1; }
	@# Node.js knows its own authorities alone; a company's are in the system's list.
	@NODE_EXTRA_CA_CERTS="$${NODE_EXTRA_CA_CERTS-$(wildcard /etc/ssl/certs/ca-certificates.crt)}" \
	  npm install --prefix $(NPM) --no-save --no-fund --no-audit --loglevel=error $(NPM_PARTS)
	@touch $@

check: format lint types arrows test ## all of these; CI runs `live` as well

format: $(READY)
	@$(BIN)/ruff format $(if $(CI),--check) .

lint: $(READY) ## ruff, with nearly every rule
	@$(BIN)/ruff check .

types: $(READY) ## mypy, strict
	@$(BIN)/mypy

arrows: $(READY) ## import-linter: who may import whom
	@$(BIN)/lint-imports

golden: $(READY) ## redraw the golden files; then read the diff
	@$(BIN)/python -m pytest --snapshot-update -m golden

bench: $(READY) ## measure speed and memory as ratios
	@$(BIN)/python -m bench

docs: $(READY) ## generate docs/commands.md, docs/access.md and the README's tables
	@$(BIN)/rapport docs

# Extras stay in the lock: pip takes `coverage[toml]` for unpinned where only `coverage` is pinned.
lock: $(READY) ## renew requirements.lock: newest versions, with hashes
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-strip-extras --no-header --no-emit-index-url \
	  --group dev pyproject.toml --output-file requirements.lock

clean: ## remove .venv and every cache
	@rm -rf $(VENV) $(NPM) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage *.egg-info
