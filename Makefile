# Olievlek. `make help` says what there is; only python3, pip, make and git are needed.
UV := .tools/bin/uv
BIN := .venv/bin
export UV_PYTHON ?= python3
export UV_PYTHON_DOWNLOADS ?= never
export UV_LINK_MODE ?= copy
export UV_SYSTEM_CERTS ?= 1
export NODE_USE_SYSTEM_CA ?= 1
export PYTHONWARNINGS ?= default
unexport PYTHONDONTWRITEBYTECODE # some machines set it; then every start compiles 1,200 modules again

.PHONY: help setup run test quick check proof bench clean
.DEFAULT_GOAL := help

help:            ## this list
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | sort

$(UV):
	@PYTHONWARNINGS=ignore python3 -m pip install -q --root-user-action=ignore --disable-pip-version-check --target .tools uv==0.13.9 2>&1 | grep -v "is ignored" || true

.venv/.base: uv.lock pyproject.toml | $(UV)
	@$(UV) sync -q --frozen --no-default-groups --group assets --inexact && touch $@

.venv/.test: .venv/.base
	@$(UV) sync -q --frozen --group assets --group test --inexact && touch $@

.venv/.check: .venv/.test
	@$(UV) sync -q --frozen --all-groups --inexact && touch $@

build/node_modules/.done: package.json package-lock.json .venv/.base
	@$(BIN)/python tools/build_assets.py --install && touch $@

build/static/.done: build/node_modules/.done tools/build_assets.py $(shell find src/olievlek -name '*.css')
	@$(BIN)/python tools/build_assets.py && touch $@

LINES := src/olievlek/library/content
build/meaning/.done: .venv/.base tools/build_meaning.py src/olievlek/index/meaning.py $(LINES)/everyday_questions.csv $(LINES)/unanswered_questions.csv
	@$(BIN)/python tools/build_meaning.py && touch $@

setup: .venv/.base  # the two beside each other: one waits for npm, the other computes
	@$(MAKE) -s -j2 build/static/.done build/meaning/.done
	@$(BIN)/olievlek compile_messages > /dev/null

run: setup       ## set everything up and open Olievlek at http://localhost:8000 (PORT=… for another)
	@$(BIN)/olievlek check --fail-level ERROR
	@$(BIN)/olievlek migrate -v 0
	@$(BIN)/olievlek load_content
	@$(BIN)/olievlek load_demo
	@$(BIN)/olievlek collectstatic --noinput -v 0
	@exec $(BIN)/olievlek serve

test: setup .venv/.test .venv/.check  ## the suite, on SQLite, PostgreSQL and in Chromium where they are found; ROOM=cases for one room
	@$(BIN)/python tools/run_tests.py $(COMPLETE) $(if $(ROOM),--room $(ROOM))

quick: setup .venv/.test  ## the tests that cost little, on SQLite, under a minute
	@$(BIN)/python tools/run_tests.py --quick

check: setup .venv/.check  ## style, types, rooms, templates, html, known holes
	@$(BIN)/python tools/check.py

proof: setup .venv/.check  ## print the figures of docs/operating.md: each promise with its number
	@$(BIN)/python tools/proof.py

bench: setup .venv/.check  ## measure search and pages; prints ms, cores and the rival of the same run
	@$(BIN)/python bench/pages.py

clean:           ## remove what set-up made; your data folder stays
	rm -rf .venv .tools build
