# Everything needs only Python 3.11+ and make; the first target that runs sets up .venv from the hashed lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SECONDS ?= 60
READY := $(VENV)/.ready

.PHONY: run test check bench fuzz docs clean

run: $(READY)  ## write the sample returns, do the nightly run once, print the totals
	$(BIN)/svod sample
	$(BIN)/svod run

test: check  ## everything that CI runs
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: $(READY)  ## format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## ratios measured side by side; takes several minutes
	$(BIN)/python -m bench

fuzz: $(READY)  ## damage workbooks at random, for SECONDS
	$(BIN)/python -m tests.support.fuzz $(SECONDS)

docs: $(READY)  ## write the generated documents anew
	$(BIN)/python -m docs.generate

clean:  ## take away what was made; returns that you put into data/raw stay
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The lock is complete, so --no-deps loses nothing; older versions of pip refuse a hashed file without it.
$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	touch $@
