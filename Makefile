# Needs make and Python 3.11 or newer, nothing else; everything is written inside this folder.
# `make help` lists what can be made; `make PYTHON=python3.12 test` chooses a Python.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
INSTALLED_BENCH := $(VENV)/.installed-benchmarks
TABLES := tables/documents.parquet
CHROMIUM := /usr/bin/chromium
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
LESSONS := $(wildcard $(addprefix notebooks/lessons/,*.ipynb solutions/*.ipynb fr/*.ipynb fr/solutions/*.ipynb))
START := notebooks/00_start_here.ipynb

# Voilà's pages link to fonts on a network; a page that may only load what is served here does without.
SEALED := default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ws: wss:

# Jupyter, IPython, mypy and load_corpus would otherwise write into the home folder.
export JUPYTER_CONFIG_DIR := $(CURDIR)/.jupyter
export JUPYTER_DATA_DIR := $(CURDIR)/.jupyter/data
export JUPYTER_RUNTIME_DIR := $(CURDIR)/.jupyter/runtime
export JUPYTERLAB_SETTINGS_DIR := $(CURDIR)/.jupyter/lab/user-settings
export JUPYTERLAB_WORKSPACES_DIR := $(CURDIR)/.jupyter/lab/workspaces
export IPYTHONDIR := $(CURDIR)/.jupyter/ipython
export R2P_DATA_CACHE := $(CURDIR)/.r2p_data_cache
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help lab explorer tables test lint notebooks lessons gallery browser bench constraints clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

lab: $(INSTALLED) $(TABLES) ## Open JupyterLab on the first notebook
	@echo "lab: opening $(START); stop it with Ctrl-C"
	@set -- --ServerApp.root_dir="$(CURDIR)" --LabApp.default_url=/lab/tree/$(START) \
		--LanguageServerManager.autodetect=False; \
	if [ "$$(id -u)" = 0 ]; then set -- "$$@" --allow-root; fi; \
	if [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$BROWSER" ] && [ "$$(uname)" != Darwin ]; then \
		echo "lab: no browser here; open the address that ends in ?token=… below in one"; set -- "$$@" --no-browser; fi; \
	exec $(PY) -m jupyterlab "$$@"

explorer: $(INSTALLED) ## Serve the explorer without JupyterLab
	@echo "explorer: serving notebooks/05_explorer.ipynb; stop it with Ctrl-C"
	@set -- --Voila.ip=127.0.0.1; \
	if [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$BROWSER" ] && [ "$$(uname)" != Darwin ]; then \
		echo "explorer: no browser here; open the address below in one"; set -- "$$@" --no-browser; fi; \
	exec $(PY) -m voila "$$@" "--Voila.tornado_settings={'headers': {'Content-Security-Policy': \"$(SEALED)\"}}" \
		notebooks/05_explorer.ipynb

tables: $(INSTALLED) $(TABLES) ## Parse the five documents of seeds/ into tables/

test: $(INSTALLED) ## Run every test, and every notebook against its stored outputs
	@echo "test: tests, doctests and $(words $(NOTEBOOKS) $(LESSONS)) notebooks"
	@$(PY) -m pytest --nbval --nbval-current-env tests r2p_data $(NOTEBOOKS) $(LESSONS)

lint: $(INSTALLED) ## Check format, style and types
	@echo "lint: ruff (format, then rules), then mypy"
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy --strict r2p_data

notebooks: $(INSTALLED) ## Execute every notebook in place and store it without widget state
	@echo "notebooks: executing $(words $(NOTEBOOKS))"
	@$(PY) tests/execute_notebooks.py $(NOTEBOOKS)

lessons: $(INSTALLED) ## Make the notebooks of the course from their sources and execute them
	@echo "lessons: from notebooks/lessons/source/"
	@$(PY) -m tests.lessons.build_lessons

gallery: $(INSTALLED) ## Take the pictures of the README in JupyterLab (needs 'make browser')
	@echo "gallery: running three notebooks in JupyterLab"
	@$(PY) -m tests.gallery

browser: ## Install Debian's Chromium, which the browser tests drive (as root on Debian or Ubuntu)
	@if [ -x $(CHROMIUM) ]; then echo "browser: $(CHROMIUM) is there"; \
	elif [ "$$(id -u)" != 0 ]; then echo "browser: skipped, installing chromium needs root; the browser tests will be skipped"; \
	elif ! command -v apt-get >/dev/null; then echo "browser: skipped, no apt-get here; the browser tests will be skipped"; \
	else echo "browser: installing Debian's chromium" && export DEBIAN_FRONTEND=noninteractive && \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && $(CHROMIUM) --version; fi

bench: $(INSTALLED_BENCH) ## Measure speed, and compare with other tools
	@for script in $(sort $(wildcard tests/benchmarks/bench_*.py)); do echo "bench: $$script"; $(PY) $$script || exit 1; done

constraints: ## Pin the newest versions that fit pyproject.toml, for Python 3.11 and newer
	@echo "constraints: resolving; this asks the package registry for every version"
	@mkdir -p build && $(PYTHON) -m venv build/resolver && build/resolver/bin/python -m pip install -q uv
	@build/resolver/bin/uv pip compile -q --no-cache --upgrade --universal --python-version 3.11 --all-extras \
		--no-annotate --no-header --no-emit-index-url pyproject.toml -o build/constraints.txt
	@{ echo "# Made by 'make constraints' from pyproject.toml; every package that any extra brings."; \
		cat build/constraints.txt; } > constraints.txt
	@echo "constraints: $$(grep -c == constraints.txt) pins in constraints.txt"

clean: ## Remove the environment, the tables and everything else that can be made again
	@echo "clean: removing what can be made again"
	@rm -rf $(VENV) build dist *.egg-info tables .jupyter .hypothesis .*_cache tests/screenshots
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: FORCE
FORCE:

# The stamp comes last, so that an installation that was cut short is taken up again.
$(INSTALLED): pyproject.toml constraints.txt $(shell [ -x $(PY) ] || echo FORCE)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, $(PYTHON) is: $$($(PYTHON) --version 2>&1 | head -n 1)"; \
		echo "choose another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@rm -f $@ $(INSTALLED_BENCH)
	@$(PY) -m pip --version >/dev/null 2>&1 || { \
		echo "environment: creating $(VENV) with $$($(PYTHON) --version)"; \
		$(PYTHON) -m venv --clear $(VENV) || { \
			echo "could not create $(VENV); on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }; }
	@echo "environment: installing r2p_data and its pinned packages (a minute or two the first time)"
	@$(PY) -m pip install -q -c constraints.txt setuptools
	@$(PY) -m pip install -q -c constraints.txt --no-build-isolation -e '.[formats,notebooks,cluster,s3,test]'
	@touch $@

$(INSTALLED_BENCH): $(INSTALLED)
	@echo "environment: installing the tools that the benchmarks compare with"
	@$(PY) -m pip install -q -c constraints.txt --no-build-isolation -e '.[benchmarks]'
	@touch $@

$(TABLES): $(INSTALLED) $(wildcard seeds/*.txt) $(shell find r2p_data -name '*.py' -o -name '*.csv' -o -name '*.toml')
	@echo "tables: parsing seeds/ into tables/"
	@$(VENV)/bin/r2p-data parse $(wildcard seeds/*.txt) --out tables
	@touch $@
