# make run    install once, load the shipped figures, serve on http://127.0.0.1:8050 (HOST and PORT change it)
# make test   install what the tests need, then check everything
# make bench  measure, beside a plain Plotly page, a bare JSON server and a naive Dash page
# make clean  remove what the others made, the embedded database included

VENV   ?= .venv
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN    := $(VENV)/bin
# uv installs in a fifth of pip's time; where it cannot be had, pip does the same.
UV     := uv==0.13.9
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV) \
	&& $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r $(1) \
	|| $(BIN)/python -m pip install --disable-pip-version-check -r $(1)

.PHONY: help run test programs lint types contracts bench screenshots clean

help:
	@sed -n '1,4s/^# //p' Makefile

run: $(VENV)/.installed
	@$(BIN)/python -m data_access init
	@exec $(BIN)/python app.py

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say where it is with make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing what the dashboard needs into $(VENV) (once)"
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/.installed-for-tests: requirements-dev.txt requirements-spark.txt requirements.txt | $(BIN)/python
	@echo "Installing what the tests need into $(VENV) (once)"
	@$(call install,requirements-dev.txt)
	@touch $@ $(VENV)/.installed

# Neighbours in a file share what they set up, so workers get long runs of tests, and who is done takes of the rest.
# What is compiled is kept, whatever this shell says: each of the processes that tests start would compile it anew.
test:
	@$(MAKE) --no-print-directory -j2 programs lint types contracts
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

# What apt-get brings comes while Python's packages are installed and looked through.
programs:
	@sh .ci/system-packages

lint: $(VENV)/.installed-for-tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.installed-for-tests
	@$(BIN)/mypy

contracts: $(VENV)/.installed-for-tests
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-for-tests
	@sh .ci/system-packages wrk
	@$(BIN)/python -m benchmarks $(ARGS)

screenshots: $(VENV)/.installed-for-tests
	@sh .ci/system-packages
	@$(BIN)/python -m benchmarks.screenshots

clean:
	rm -rf $(VENV) instance .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
