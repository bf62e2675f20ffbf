# make demo   sets up, and reads an example report
# make test   sets up, and runs linters, types and all tests
# make bench  sets up, and measures speed and memory: make bench ARTICLES=path/to/articles.jsonl
# make docs   writes the generated documents anew

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test bench docs clean

$(VENV)/.ready: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dragoman needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(VENV)/.ready
	@$(BIN)/dragoman read examples/talks.txt --published 2023-05-11 --format table

test: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m dragoman.knowledge.check
	$(BIN)/python -m pytest -n auto

bench: $(VENV)/.ready
	@test -n "$(ARTICLES)" || { echo "name the articles: make bench ARTICLES=articles.jsonl (an object a line with its text)"; exit 1; }
	$(BIN)/python benchmarks/speed.py $(ARTICLES)
	$(BIN)/python benchmarks/start.py

docs: $(VENV)/.ready
	$(BIN)/python -m dragoman.formats.schema > docs/reading.schema.json

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
