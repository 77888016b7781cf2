# Alles Nötige richtet sich selbst ein; gebraucht werden nur Python >= 3.11, make und git. `make help` zählt die Ziele auf.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh

BIN := .venv/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done; echo python3)
PROCESSES ?= auto
PYTEST := $(BIN)/python -m pytest
# in the order of the files: those with few tests are often the longest, and at the end they would leave processors idle
XDIST := -n $(PROCESSES) --dist loadfile --no-loadscope-reorder
# Offices and CI may forbid caches of compiled Python; each worker and each started program would compile all anew.
unexport PYTHONDONTWRITEBYTECODE
CODE := src tests tools hatch_build.py $(wildcard benchmarks geodata)

.PHONY: help environment maps test check lint js bench fuzz lowest release schema musterstadt constraints clean

help: ## diese Übersicht
	@echo "sozialraum: die wichtigsten Befehle"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

environment: ## Umgebung in .venv einrichten (geschieht bei jedem Ziel von selbst)
	@$(PYTHON) tools/environment.py

maps: environment ## alle Projekte unter geodata/ bauen; Ergebnis: maps/index.html
	@$(BIN)/sozialraum build --out maps
	@echo "Fertig. Bitte im Browser öffnen: $(CURDIR)/maps/index.html"

test: environment ## das ganze Tor: Stil, Typen, Importregeln, JavaScript, alle Tests
	@$(BIN)/python tools/browser.py >/dev/null
	@$(BIN)/python tools/firefox.py >/dev/null
	@$(BIN)/python tools/driving_libraries.py >/dev/null
	@$(MAKE) --no-print-directory lint js
	$(PYTEST) $(XDIST)

check: environment ## schnelle Fassung für zwischendurch: ohne langsame und ohne Browsertests
	@$(MAKE) --no-print-directory lint
	$(PYTEST) $(XDIST) -m "not slow and not browser"

lint: environment ## nur Stil, Typen und Importregeln
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/python tools/format_scripts.py --check
	$(BIN)/mypy src tools
	$(BIN)/lint-imports --no-logo

js: environment ## nur die JavaScript-Tests (Node aus PyPI)
	@ls tests/js/*.test.js >/dev/null # node calls no tests at all a success
	$(BIN)/node --test --test-reporter=spec "tests/js/**/*.test.js"

bench: environment ## Vergleichsmessungen in voller Größe (im Tor laufen sie klein)
	SOZIALRAUM_BENCH=full $(PYTEST) benchmarks -p no:xdist -s

fuzz: environment ## Zufallseingaben in voller Größe (im Tor laufen sie klein)
	SOZIALRAUM_FUZZ=full $(PYTEST) tests/fuzz -p no:xdist -s

lowest: ## schnelle Tests mit den ältesten Versionen, die pyproject.toml zulässt
	@$(PYTHON) tools/environment.py --extra release
	$(BIN)/uv venv --quiet --clear --python "$$($(BIN)/python -c 'import sys; print(sys.executable)')" build/lowest
	$(BIN)/uv pip install --quiet --python build/lowest --resolution lowest-direct -e ".[test]"
	build/lowest/bin/python -m pytest $(XDIST) -m "not slow and not browser"

release: ## Wheel, Quellpaket und Stückliste (CycloneDX) nach dist/
	@$(PYTHON) tools/environment.py --extra release
	$(BIN)/python tools/release.py

schema: environment ## projekt.schema.json und docs/projekt-toml.md aus dem Modell schreiben
	$(BIN)/sozialraum schema --write .

musterstadt: environment ## die Dateien der erfundenen Stadt neu erzeugen (byte-gleich)
	$(BIN)/python geodata/musterstadt/make

constraints: ## constraints.txt auf die neuesten Versionen heben (danach: make test)
	@$(PYTHON) tools/environment.py --extra release
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --upgrade --quiet \
		--no-header --no-annotate --output-file constraints.txt

clean: ## Umgebung, Zwischenstände und erzeugte Karten löschen
	rm -rf .venv build dist maps-intern .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find maps -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} + 2>/dev/null || true
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
