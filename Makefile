# Two commands matter: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1
PORT ?= 8501
STORE ?= var/store
DEMO_PORT ?= 8502
DEMO_STORE ?= var/demo

.PHONY: run demo test check fix bench screens clean

run: $(VENV)/.installed
	$(BIN)/python -m etl run --store $(STORE)
	YARDSTICK_STORE=$(STORE) $(BIN)/python -m streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT)

demo: $(VENV)/.installed
	$(BIN)/python -m etl illustrate --store $(DEMO_STORE)
	YARDSTICK_STORE=$(DEMO_STORE) $(BIN)/python -m streamlit run app.py --server.address $(ADDRESS) --server.port $(DEMO_PORT)

test: $(VENV)/.installed-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest

check: test

fix: $(VENV)/.installed-dev
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.store
	$(BIN)/python -m benchmarks.browser

screens: $(VENV)/.installed-dev
	$(BIN)/python docs/screens.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.installed: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
