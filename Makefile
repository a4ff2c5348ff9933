# Two commands are all a newcomer needs: make demo, make test.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := build/sample
DEMO := build/demo.archive
ONRECORD := $(BIN)/onrecord
# Empty if the virtual environment is missing or broken: its Python gone, or pip never put in.
PIP := $(shell $(BIN)/python -m pip --version 2>/dev/null)

.PHONY: demo demo-data test lint bench docs screenshots lock clean help environment
.DELETE_ON_ERROR:

help:
	@echo "make demo    install, take the sample in, check the sample story, open the reading room"
	@echo "make test    run all tests        make lint    formatting, types, layers"
	@echo "make bench   measure speed        make docs    build the documentation as pages"

environment:
	@test -n "$(PYTHON)" || { echo "On Record needs Python 3.11 or newer; none was found."; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
		echo "This Python cannot make a virtual environment (on Debian: apt install python3-venv)."; exit 1; }

$(VENV)/.runtime: requirements.lock pyproject.toml $(if $(PIP),,environment)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.development: $(VENV)/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(SAMPLE)/story.md: $(VENV)/.runtime $(shell find samples -type f -not -path '*/__pycache__/*')
	@mkdir -p build
	@rm -rf $(SAMPLE)
	$(BIN)/python samples/make_sample.py $(SAMPLE)

$(DEMO)/onrecord-archive.json: $(SAMPLE)/story.md
	@rm -rf $(DEMO)
	$(ONRECORD) init $(DEMO)
	$(BIN)/python samples/add_sample.py $(SAMPLE) $(DEMO)

demo-data: $(DEMO)/onrecord-archive.json
	$(ONRECORD) status --archive $(DEMO)
	@# a story with faults is the point of the demonstration: its exit status is 1
	$(ONRECORD) check $(SAMPLE)/story.md --archive $(DEMO) --report build/story-report.html || test $$? -eq 1

demo: demo-data
	$(ONRECORD) serve --archive $(DEMO)

test: $(VENV)/.development
	$(BIN)/python -m pytest -n 2 $(PYTEST)

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src samples benchmarks
	$(BIN)/lint-imports

bench: $(VENV)/.development
	$(BIN)/python benchmarks/bench.py

docs: $(VENV)/.development
	$(BIN)/python docs/build.py build/docs

screenshots: demo-data $(VENV)/.development
	$(BIN)/python docs/screenshots.py $(DEMO)

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --quiet pyproject.toml --extra build -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --quiet --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
