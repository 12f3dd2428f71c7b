# Two doors for a stranger: `make demo` runs the main job, `make test` checks everything.
# Each needs only Python 3.11+ and make, and installs the rest into .venv.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin

.PHONY: demo test lint types unit office chromium bench pictures locale clean

demo: .venv/demo.stamp
	$(BIN)/roadmapdocs demo demo

test: .venv/test.stamp office chromium lint types unit

lint: .venv/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/test.stamp
	$(BIN)/mypy

unit: .venv/test.stamp
	$(BIN)/python -m pytest -n auto

bench: .venv/test.stamp
	$(BIN)/python benchmarks/read_one_form.py
	$(BIN)/python benchmarks/write_many_forms.py
	$(BIN)/python benchmarks/summarise_many_schools.py
	$(BIN)/python benchmarks/send_a_campaign.py

# The pictures of README: the faces of the demo's summary, made anew.
pictures: .venv/test.stamp
	$(BIN)/python docs/pictures.py

.venv/pip.stamp:
	@test -n "$(PYTHON)" || { echo "roadmapdocs needs Python 3.11 or newer (Debian: apt install python3)"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "This Python lacks the venv module (Debian, Ubuntu: apt install python3-venv)"; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@touch $@

.venv/demo.stamp: .venv/pip.stamp pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/test.stamp: .venv/demo.stamp
	$(BIN)/python -m pip install --quiet --editable . --group dev --group engine
	@touch $@

# The tests that re-save files in an office program need LibreOffice; where apt may install it, it does.
office:
	@command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1 || { \
		if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
				libreoffice-writer libreoffice-calc fonts-liberation >/dev/null; \
		else \
			echo "*** LibreOffice is missing: its tests will be SKIPPED (apt install libreoffice-writer libreoffice-calc)"; \
		fi; }

# The tests that open «Свод.html» need Chromium, in the same way.
chromium:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 \
		|| command -v google-chrome >/dev/null 2>&1 || { \
		if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
				chromium fonts-liberation >/dev/null; \
		else \
			echo "*** Chromium is missing: its tests will be SKIPPED (apt install chromium)"; \
		fi; }

locale: .venv/test.stamp
	$(BIN)/pybabel compile -d src/roadmapdocs/locale -D messages

clean:
	rm -rf .venv demo dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
