# make run      open the finder (DIRECTORY=path for another directory or a source file)
# make texts    gather the texts of all pages into the catalogues of finder/locale
# make test     lint, types, and all tests, browsers and fuzz-quick included, one case of each kind
# make test-all the same with the whole product of cases (marked long): hours, not minutes
.PHONY: run test test-all lint types check bench soak demo-data geography texts clean
SHELL := /bin/bash
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8501
DIRECTORY ?=

run: $(VENV)/.run-installed
	@$(BIN)/python scripts/run.py --port $(PORT) $(if $(DIRECTORY),--directory "$(DIRECTORY)")

# fuzz-quick: 5,000 hostile requests, in this process and over a socket; `make test` runs it too
.PHONY: fuzz-quick
fuzz-quick: $(VENV)/.test-installed
	$(BIN)/python -m pytest tests/fuzz

test: lint types browser
	$(BIN)/python -m pytest

test-all: lint types browser
	$(BIN)/python -m pytest -m "long or not long" --durations=20

lint: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-installed
	$(BIN)/mypy

.PHONY: browser
browser: $(VENV)/.test-installed
	@$(BIN)/python scripts/ensure_browser.py

bench: $(VENV)/.test-installed
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.share

soak: $(VENV)/.test-installed
	$(BIN)/python -m benchmarks.soak

demo-data: $(VENV)/.test-installed
	$(BIN)/python scripts/make_demo_data.py

geography: $(VENV)/.test-installed
	$(BIN)/python scripts/make_geography.py

texts: $(VENV)/.test-installed
	$(BIN)/python scripts/texts.py update

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it (Debian, Ubuntu: apt-get install python3.11 python3.11-venv) or name yours with PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test-installed: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run-installed

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build
