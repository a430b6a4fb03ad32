# Two commands do everything on a machine with only Python 3.11 or newer and make:
#   make audit   the main job on a simulated fleet: a table here, an HTML report in build/demo
#   make test    format, lint, types, import contracts, tests

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python py,$(shell \
	$(name) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $(name))))
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Because the tests start some hundred Pythons, and each would compile everything anew where none may keep what it made.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: audit test lint bench generate lock clean

audit: $(INSTALLED)
	@$(BIN)/compliance demo --out build/demo

test: lint
	@$(BIN)/python -m pytest -q -n auto

lint: $(INSTALLED)
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > build/imports.txt || (cat build/imports.txt; exit 1)

bench: $(INSTALLED)
	@$(BIN)/python tests/benchmarks/run.py
	@$(BIN)/python tests/benchmarks/sdk.py

# Pages, schemas and catalogues that are made from the rules and the facts, and the client for threads from that for tasks.
generate: $(INSTALLED)
	@$(BIN)/python tests/tools/unasync.py
	@cd tests && ../$(BIN)/python -m tools.generate

# New versions of everything that $(INSTALLED) installs.
lock: $(INSTALLED)
	@$(PIP) install uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --extra dev pyproject.toml --output-file .ci/requirements.lock

$(INSTALLED): .ci/requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || (echo "Python 3.11 or newer was not found; name it: make PYTHON=/path/to/python" >&2; exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --requirement .ci/requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@mkdir -p build
	@touch $@

clean:
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
