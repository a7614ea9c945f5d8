# Two commands are enough: `make demo` and `make test`. Both set up everything they need.
.PHONY: help demo test setup lint types imports unit postgres journeys fix words bench audit
BIN = .venv/bin
# Tests run in a process a core; more threads in each would only stand in each other's way.
SHARED = POLARS_MAX_THREADS=1

help:        ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/\t/'

demo:        ## build Liverpool's account from the data that ships here, and serve it
	@tools/setup run
	@$(BIN)/ropewalk demo $(ARGS)

test:        ## lint, types, import contracts, every test, the browser's too
	@tools/setup test
	@$(MAKE) --no-print-directory lint types imports unit postgres journeys

setup:       ## set up without running anything
	@tools/setup test

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/bandit -q -r ropewalk -ll

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

unit:
	$(SHARED) $(BIN)/pytest -n 2 --ignore=tests/journeys

# What touches the database, once more on a real PostgreSQL. Files are chosen by their words, because
# reading all the others takes as long as the tests.
postgres:
	$(SHARED) $(BIN)/python tests/support/postgres_server.py $(BIN)/pytest -n 2 -m django_db \
	    $$(grep -rlE 'django_db|extra.django' tests/unit --include='test_*.py')

journeys:
	$(SHARED) $(BIN)/pytest -n 2 --dist loadfile tests/journeys

fix:         ## put right what ruff can put right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

words:       ## collect the words that readers see into the catalogues, and compile them
	$(BIN)/python tools/words.py

# It asks the network, and is no part of `make test`: without one it fails, and says so.
audit:       ## hold the locked versions of all parts against published faults (asks the package index)
	PATH=.tools/bin:$$PATH uv export --quiet --frozen --no-emit-project --format requirements-txt > .audit.txt
	PATH=.tools/bin:$$PATH uvx --quiet pip-audit --strict --disable-pip --require-hashes --requirement .audit.txt; found=$$?; rm -f .audit.txt; exit $$found

bench:       ## repeat the measurements: a national table, then those of bench/
	@$(BIN)/ropewalk bench
	@for name in figures methods store demo; do echo "== $$name"; $(BIN)/python -m bench.$$name; done
