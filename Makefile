# The commands of this project; CI runs the same ones. Needs Python 3.11 or later with venv, and the network once,
# to install. Everything goes into .venv beside this file; `rm -r .venv` undoes it.

VENV ?= .venv
BIN = $(VENV)/bin
# The first of these that is there and new enough; or say it yourself: make demo PYTHON=/opt/python3.12/bin/python3
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python3.14; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo test check docs bench models clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo: $(VENV)/.installed ## install what is needed and read two sample reports
	@echo; echo "== lagebild read samples/bericht.txt"; echo
	@$(BIN)/lagebild read samples/bericht.txt
	@echo; echo "== lagebild read samples/report.html"; echo
	@$(BIN)/lagebild read samples/report.html
	@echo; echo "Next: $(BIN)/lagebild read YOUR_REPORT.txt     or: $(BIN)/lagebild --help"

test: $(VENV)/.developing ## install what is needed and run all tests
	$(BIN)/python -m pytest

check: $(VENV)/.developing ## lint, format, types, import contracts, generated pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/.developing ## write docs/reference anew from the code
	$(BIN)/python docs/generate.py

SHARED ?= ../shared
bench: $(VENV)/.installed ## every figure that the README quotes (needs the benchmark folder)
	@test -d $(SHARED)/bench || { echo "$(SHARED)/bench is not here; say where it is: make bench SHARED=/path" >&2; exit 1; }
	$(BIN)/python benchmarks/gate.py $(SHARED)
	$(BIN)/python benchmarks/speed.py $(SHARED)
	$(BIN)/python benchmarks/halves.py $(SHARED)
	$(BIN)/python benchmarks/false_alarms.py $(SHARED)
	$(BIN)/python benchmarks/event_places.py $(SHARED)
	$(BIN)/python benchmarks/gazetteer.py
	$(BIN)/python benchmarks/devset_stories.py $(SHARED)
	$(BIN)/python benchmarks/clusters.py $(SHARED)
	for set in first second third fourth fifth sixth seventh eighth; do $(BIN)/lagebild bench stories benchmarks/stories/$$set || exit 1; done
	$(BIN)/lagebild bench analysis de $(SHARED)/treebanks/de_gsd.dev.conllu.gz
	$(BIN)/lagebild bench analysis en $(SHARED)/treebanks/en_ewt.test.conllu.gz
	$(BIN)/lagebild bench coreference de benchmarks/coreference/de.txt
	$(BIN)/lagebild bench coreference de benchmarks/coreference/de_more.txt
	$(BIN)/lagebild bench coreference en benchmarks/coreference/en.txt
	$(BIN)/lagebild bench names de $(SHARED)/bench/ner_de.dev.jsonl --held-out

models: $(VENV)/.installed ## train the shipped models anew (hours; needs torch, which it installs)
	@test -d $(SHARED)/treebanks || { echo "$(SHARED)/treebanks is not here; say where it is: make models SHARED=/path" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group training --editable .
	for language in de en; do $(BIN)/python training/train.py $$language --shared $(SHARED) || exit 1; done

clean: ## remove the environment and all caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist

# --- installing ---------------------------------------------------------------------------------------------------

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Lagebild needs Python 3.11 or later and found none. On Debian or Ubuntu:  sudo apt install python3 python3-venv" >&2; \
		exit 1; fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$(PYTHON) is here, but not its module venv (or ensurepip). On Debian or Ubuntu:  sudo apt install python3-venv" >&2; \
		exit 1; fi
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev --editable .
	@touch $@ $(VENV)/.installed
