# The two commands are `make run` and `make test`; both set everything up by themselves.
PYTHON ?= python3
VENV := .venv
JOBS ?= 3# tests at once: many of them wait
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary=:all:
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-annotate

.PHONY: run test bench faults phrases train lint lock clean help

help:            ## what there is to call
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

run: $(VENV)/run.stamp   ## the bot; without BOT_TOKEN the sandbox, a small Telegram on this machine
	$(BIN)/python -m bot run

test: $(VENV)/test.stamp lint   ## all checks and tests
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

bench: $(VENV)/test.stamp ## taps a second beside a bare aiogram bot, seconds of a tap and of the start, memory
	$(BIN)/python -m tests.bench

faults: $(VENV)/test.stamp ## the long versions: 100 kills of the bot, 200 each of submitting and reminding, 20,000 forgeries, 1,000 residents
	FAULT_SEEDS=50 $(BIN)/python -m pytest tests/faults tests/flows/test_canary.py tests/flows/test_forged.py

phrases: $(VENV)/test.stamp ## how well texts are understood, by class, with every miss
	$(BIN)/python tests/phrases/measure.py

train: $(VENV)/test.stamp ## learn data/understanding/model.json anew from data/phrases/ (three minutes)
	$(BIN)/python -m bot.help.understanding.training

lint: $(VENV)/test.stamp ## style, types and the arrows of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

lock: $(VENV)/test.stamp ## the newest allowed versions into the lock files
	$(COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	$(COMPILE) --upgrade --extra test --constraint requirements.lock --output-file requirements-test.lock pyproject.toml
	$(COMPILE) --upgrade --output-file tests/bench/aiogram.lock tests/bench/aiogram.in

clean:           ## forget the environment
	rm -rf $(VENV) .venv-bench

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock | $(BIN)/python
	$(PIP) --requirement requirements.lock
	@touch $@

$(VENV)/test.stamp: requirements-test.lock | $(BIN)/python
	$(PIP) --requirement requirements-test.lock
	@touch $@ $(VENV)/run.stamp
