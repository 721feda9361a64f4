# Mandate: `make` alone lists what there is.

PORT ?= 8000
ARGS ?=

python := .venv/bin/python
set_up := sh scripts/python.sh scripts/set_up.py

.DEFAULT_GOAL := help
.PHONY: help demo test check bench lock build clean

help: ## List these targets
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

demo: ## Set up, and serve the demonstration at http://localhost:8000 (PORT=8001 changes it)
	@PORT='$(PORT)' exec sh scripts/python.sh scripts/demo.py

test: ## Set up, and run the tests on SQLite and PostgreSQL (ARGS="-k paper" selects)
	@$(set_up) test
	@exec $(python) scripts/run_tests.py $(ARGS)

check: ## Formatting, lint, types, migrations and deployment settings
	@$(set_up) test
	@exec $(python) scripts/check.py

bench: ## Measure with a million versions on both engines (ARGS="portfolio" selects)
	@$(set_up) test
	@exec $(python) scripts/bench.py $(ARGS)

build: ## Compile the style sheets and scripts into static/build
	@$(set_up) demo

lock: ## Write requirements/*.txt and package-lock.json again (ARGS=--upgrade for newer versions)
	@$(set_up) lock
	@exec $(python) scripts/lock.py $(ARGS)

clean: ## Remove everything that these commands made, the demonstration's database too
	rm -rf .venv node_modules static/build static/build.new var
