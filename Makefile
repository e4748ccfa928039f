# Two commands: `make run` (from nothing to the window) and `make test` (every check and test).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test check screens clean
.DELETE_ON_ERROR:

run: $(VENV)/.run
	@$(BIN)/python packaging/start.py

test: $(VENV)/.dev
	@packaging/system.sh test
	@$(MAKE) --no-print-directory check
	@VIVA_NEED_CARD=$$(command -v apt-get >/dev/null && echo 1) QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Stamps: the environment is made again only when what it is made from has changed.
$(VENV)/.run: pyproject.toml packaging/constraints.txt packaging/requirements.py packaging/system.sh
	@packaging/system.sh run
	@echo "Preparing Viva's environment in $(VENV) (a few minutes the first time)…"
	@$(PYTHON) -c 'import sys; sys.exit("Viva needs Python 3.11 or newer; name one with: make run PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python packaging/requirements.py offline voices > $(VENV)/requirements.txt
	@$(PIP) install -c packaging/constraints.txt -r $(VENV)/requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@echo "Adding the development tools…"
	@$(BIN)/python packaging/requirements.py dev offline offline-base voices > $(VENV)/requirements.txt
	@$(PIP) install -c packaging/constraints.txt -r $(VENV)/requirements.txt
	@touch $@

screens: $(VENV)/.dev
	@for theme in light dark; do $(BIN)/python packaging/screens.py $$theme docs; done

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
