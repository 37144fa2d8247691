# Needs only Python 3.11+ and make. The first target that runs sets up .venv from the locks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/.run
TESTS := $(VENV)/.test
INSTALLING := .installing
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
SUITE := -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
SECONDS ?= 60
SEEDS ?= 1..10
DAYS ?= 20

# Tests start hundreds of processes: without the compiled modules of the first, each would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

BROWSER := $(VENV)/share/svod/browser
PAGE_PACKAGES := annotated-types et-xmlfile lark openpyxl pydantic pydantic-core python-calamine rapidfuzz typing-extensions \
	typing-inspection xlsxwriter

.PHONY: run test check browser wheel bench search mutants fuzz simulate docs pictures guides lock clean

run: $(RUNS)  ## write the sample returns, do the nightly run once, print the totals
	$(BIN)/svod sample
	$(BIN)/svod run

# CI also measures which branches the tests run, which takes a third longer (ADR 30).
test: check  ## all tests
ifdef CI
	$(BIN)/coverage erase
	$(BIN)/coverage run $(SUITE)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
else
	$(BIN)/python $(SUITE)
endif

check: $(TESTS)  ## format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: $(BROWSER)/.made  ## fetch and compile what `svod browser-check` makes its page of; needs npm

wheel: $(TESTS)  ## build the wheel and try it outside the clone, with each Python found
	.ci/wheel

bench: $(TESTS)  ## ratios measured side by side; takes several minutes
	$(BIN)/python -m bench

search: $(TESTS)  ## look for cases that break a property: other ones each time, by night
	$(BIN)/pytest --numprocesses auto --hypothesis-profile=search -m hypothesis

mutants: $(TESTS)  ## plant faults in a copy of the code: each must make a test fail
	$(BIN)/python -m tests.mutants

fuzz: $(TESTS)  ## damage workbooks at random, for SECONDS
	$(BIN)/python -m tests.support.fuzz $(SECONDS)

simulate: $(TESTS)  ## simulate days of an office: SEEDS=1..50 DAYS=20; what is wrong is printed with how to replay it
	$(BIN)/python -m tests.simulation $(SEEDS) $(DAYS)

docs: $(TESTS)  ## generate the documents
	$(BIN)/python -m docs.generate

pictures: $(TESTS)  ## take the pictures of the guides anew; needs Chromium, LibreOffice, poppler-utils
	$(BIN)/python -m docs.pictures

guides: $(TESTS)  ## print the guides as PDF, one page each, into build/guides; needs Chromium
	$(BIN)/python -m docs.print_guides build/guides

lock: $(TESTS)  ## pin the packages of pyproject.toml; versions change only if it asks for it
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --extra desk --extra sql --group test --output-file requirements/test.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --constraints requirements/test.txt --output-file requirements/run.txt
	echo uv | $(BIN)/uv pip compile $(LOCK) - --output-file requirements/uv.txt

clean:  ## remove what was made; returns in data/raw stay
	rm -rf $(VENV) $(INSTALLING) .coverage* build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip installs only uv, and uv the rest, several times as fast. Each lock is complete, so --no-deps misses nothing.
# Only one process can make a folder, so a second make waits for the first and then finds everything done.
$(RUNS) $(TESTS): $(VENV)/.%: requirements/%.txt requirements/uv.txt pyproject.toml
	@until mkdir $(INSTALLING) 2>/dev/null; do \
		echo "Another make is setting up $(VENV). If none is, remove what a killed one left: rmdir $(INSTALLING)"; sleep 3; \
	done; \
	trap 'rmdir $(INSTALLING)' EXIT; trap 'exit 1' INT TERM; set -e; \
	if test -e $@ && test -z "$$(find $^ -newer $@)"; then exit; fi; \
	echo "Setting up $(VENV) from requirements/$*.txt"; \
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/uv.txt; \
	$(BIN)/uv pip install --python $(BIN)/python --no-deps --require-hashes -r requirements/$*.txt; \
	$(BIN)/uv pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	$(BIN)/uv pip check --python $(BIN)/python; \
	touch $@

# The versions are those of the locks, with their hashes. Of rapidfuzz the page has the modules in Python, which its wheel for Linux
# holds too; pip takes that platform only where there is no wheel for the page's.
$(BROWSER)/.fetched: requirements/browser/package.json requirements/browser/package-lock.json requirements/run.txt | $(RUNS)
	@command -v npm >/dev/null || { echo "make browser needs Node.js 18 or later with npm (Debian: apt-get install nodejs npm)"; exit 1; }
	rm -rf $(BROWSER)/fetched
	mkdir -p $(BROWSER)/fetched
	cp requirements/browser/package.json requirements/browser/package-lock.json $(BROWSER)/fetched
	npm ci --prefix $(BROWSER)/fetched --ignore-scripts --no-audit --no-fund
	awk -v names="$(PAGE_PACKAGES)" '/^[a-z]/ { split($$1, pin, "=="); wanted = index(" " names " ", " " pin[1] " ") } wanted' \
		requirements/run.txt > $(BROWSER)/fetched/requirements.txt
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
		--requirement $(BROWSER)/fetched/requirements.txt --dest $(BROWSER)/fetched --only-binary :all: --implementation cp \
		--python-version 3.14 --abi cp314 --abi none --platform pyemscripten_2026_0_wasm32 --platform any \
		--platform manylinux_2_28_x86_64
	touch $@

$(BROWSER)/.made: $(BROWSER)/.fetched requirements/browser/compile.mjs requirements/browser/compile.py $(shell find flows/browser schemas svod -name '*.py')
	rm -rf $(BROWSER)/compiled
	node requirements/browser/compile.mjs $(BROWSER)
	touch $@
