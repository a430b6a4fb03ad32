# Two commands do everything on a machine with only Python 3.11 or newer and make:
#   make audit   the main job on a simulated fleet: a table here, an HTML report in build/demo
#   make test    format, lint, types, import contracts, all tests; SYSTEM=1: those too that need what .ci/run installs
# and one is for every change:
#   make quick   the same with the fast tests only, which open no socket and start no process; PART=compliance: of one part

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python py,$(shell \
	$(name) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $(name))))
AUDITING := $(VENV)/.auditing
INSTALLED := $(VENV)/.installed
NOT_FOUND := Không tìm thấy Python 3.11 trở lên; hãy chỉ rõ · Python 3.11 or newer was not found; name it: make PYTHON=/path/to/python
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	--group build pyproject.toml

# Because the tests start some hundred Pythons, and each would compile everything anew where none may keep what it made.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: audit test quick lint bench generate lock clean

audit: $(AUDITING)
	@$(BIN)/compliance demo --out build/demo

test: lint
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(if $(SYSTEM),-m "")

quick: lint
	@cd tests && NDXP_EXAMPLES=10 ../$(BIN)/python -m tools.quick $(PART)

lint: $(INSTALLED)
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > build/imports.txt || (cat build/imports.txt; exit 1)

bench: $(INSTALLED)
	@$(BIN)/python tests/benchmarks/conformance.py
	@$(BIN)/python tests/benchmarks/run.py
	@$(BIN)/python tests/benchmarks/sdk.py
	@$(BIN)/python tests/benchmarks/mocks.py
	@$(BIN)/python tests/benchmarks/observe.py
	@$(BIN)/python tests/benchmarks/live.py
	@$(BIN)/python tests/benchmarks/history.py 30 50
	@$(BIN)/python tests/benchmarks/stranger/run.py

# Pages, schemas and catalogues that are made from the rules and the facts, and the client for threads from that for tasks;
# last what commands print on the pages for users, which takes longest and which QUICK=1 leaves out.
generate: $(INSTALLED)
	@$(BIN)/python tests/tools/unasync.py
	@cd tests && ../$(BIN)/python -m tools.generate $(if $(QUICK),quick)

# New versions of everything that $(INSTALLED) installs; what $(AUDITING) installs are some of them.
lock: $(INSTALLED)
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install uv
	@$(LOCK) --upgrade --extra dev --output-file .ci/requirements.lock
	@$(LOCK) --extra compliance --extra dashboard --extra mocks --constraint .ci/requirements.lock --output-file .ci/audit.lock

$(INSTALLED): .ci/requirements.lock $(AUDITING)
	@$(BIN)/python .ci/install.py requirements.lock
	@touch $@

$(AUDITING): .ci/audit.lock .ci/install.py pyproject.toml
	@test -n "$(PYTHON)" || (echo "$(NOT_FOUND)" >&2; exit 1)
	@$(PYTHON) .ci/install.py audit.lock
	@$(BIN)/python -c "from compliance.loading.facts.specs import settle; settle()"
	@mkdir -p build
	@touch $@

clean:
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .schemathesis
