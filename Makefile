# Everything a newcomer types. `make serve` and `make test` set up .venv by themselves, from the pinned lock.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
AS_OF  ?=
PORT   ?= 8000
OUTPUT ?= output
PART   ?=
# Each worker begins with a half of its own, so that few things are made for both; who is done first takes from the other.
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal
asof   := $(if $(AS_OF),--as-of $(AS_OF),)

# A program that is compiled anew for every command and every test is slow.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help serve html build check due test test-fast lint bench bench-redaction bench-search screenshots goldens manual schemas sample-store lock clean
.DEFAULT_GOAL := help

help:           ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  make \1 \t/' | expand -t 22

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { echo 'Python 3.11.5 or newer is needed: make PYTHON=python3.12 ...' >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

serve: $(VENV)/.ready   ## build the sample county, show it, rebuild on save
	$(BIN)/gongshi serve $(asof) --output $(OUTPUT) --port $(PORT)

html: $(VENV)/.ready    ## build into output/ with the development settings
	$(BIN)/gongshi build $(asof) --output $(OUTPUT) --settings pelicanconf.py

build: $(VENV)/.ready   ## build into output/ with the production settings
	$(BIN)/gongshi build $(asof) --output $(OUTPUT) --settings publishconf.py

check: $(VENV)/.ready   ## every rule over content/
	$(BIN)/gongshi check $(asof)

due: $(VENV)/.ready     ## what must be published, withdrawn or reported, and by when
	$(BIN)/gongshi due $(asof)

lint: $(VENV)/.ready    ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test-fast: $(VENV)/.ready ## the tests that take seconds
	$(PYTEST) -m "not slow and not browser"

test: lint              ## lint, then the whole suite: fast tests first, then slow ones and the browser
	$(PYTEST) -m "not slow and not browser"
	$(PYTEST) -m "slow or browser" -rs

bench: $(VENV)/.ready   ## time and memory per record, beside stock Pelican (PART=name runs one part)
	$(BIN)/python benchmarks/run.py $(PART)

bench-redaction: $(VENV)/.ready ## recall and precision of the redaction gate by type, and its speed
	$(BIN)/python benchmarks/redaction_gate.py

bench-search: $(VENV)/.ready ## search alone, beside Pagefind where it is installed (SEARCH_SIZES="1000 10000 100000" for the largest)
	$(BIN)/python benchmarks/run.py search

goldens: $(VENV)/.ready ## refresh the golden files after a change that was meant
	$(BIN)/python -m pytest tests/golden --update-goldens

manual: $(VENV)/.ready  ## write docs/rules.md from the rules themselves
	$(BIN)/gongshi rules --markdown > docs/rules.md

schemas: $(VENV)/.ready ## write the JSON Schemas that the wheel carries, after a change of a record class
	rm -rf plugins/gongshi/schemas
	$(BIN)/gongshi schema --output plugins/gongshi/schemas

sample-store: $(VENV)/.ready ## what the sample county's release store says, after a change of its records
	$(BIN)/python tests/history/sample_store.py

screenshots: $(VENV)/.ready ## every page kind at 360, 768 and 1280 px, in print and in large text
	$(BIN)/python tests/browser/screenshots.py

lock: pyproject.toml    ## pin again (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --extra dev --no-annotate --no-header $< -o requirements.lock

clean:                  ## remove what a build or a test left behind
	rm -rf output .gongshi screenshots build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
