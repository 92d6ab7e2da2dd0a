# `make help` lists the targets. Everything is installed into .venv, everything made goes to var/.
PYTHON ?= python3
BIN := .venv/bin
export PORT ?= 8000
STATIC := $(shell find codes/static -type f)
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/django.po)

.PHONY: help run admin test fuzz lint format bench pictures messages lock sbom audit
help: ## one line for each target
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

run: var/static.stamp var/messages.stamp ## set up and serve at http://127.0.0.1:$(PORT)/
	@$(BIN)/python -m smtpref.serve

admin: var/static.stamp var/messages.stamp ## create an account for the admin
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py createsuperuser

test: .venv/dev.stamp var/static.stamp var/messages.stamp var/node/test.stamp ## run the whole test suite, browser included
	@$(PYTHON) smtpref/preflight.py browser
	$(BIN)/pytest $(ARGS)

fuzz: .venv/dev.stamp var/static.stamp var/messages.stamp ## 100,000 hostile requests, others each time; FUZZ=… for another number
	FUZZ=$(or $(FUZZ),100000) $(BIN)/pytest tests/fuzz $(ARGS)

lint: .venv/dev.stamp var/messages.stamp ## every check that needs no server
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html')
	$(BIN)/python manage.py makemigrations --check --dry-run
	SITE_URL=https://smtpref.example $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py check_content --files

format: .venv/dev.stamp ## rewrite Python and templates in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

bench: .venv/dev.stamp var/messages.stamp $(if $(shell command -v npm),var/node/bench.stamp) ## benchmarks beside their reference; prints ratios
	$(BIN)/python -m tests.bench

pictures: .venv/dev.stamp var/static.stamp var/messages.stamp ## take the pictures of README and docs anew, with Chromium
	@$(PYTHON) smtpref/preflight.py browser
	$(BIN)/python -m tests.pictures
	PICTURES=1 $(BIN)/pytest -n 0 tests/browser/test_editors.py

messages: .venv/dev.stamp ## collect the interface's messages (needs the gettext package)
	$(BIN)/python manage.py makemessages --all --no-location --no-wrap -i .venv -i var -e html,txt,py,xml

lock: .venv/dev.stamp ## write the locks from the .in files
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links -q requirements.in -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links -q requirements/dev.in -o requirements/dev.txt

sbom: .venv/dev.stamp ## write var/sbom.json: what a running site consists of (needs a package index)
	@mkdir -p var
	$(BIN)/uvx --from cyclonedx-bom==7.5.0 cyclonedx-py requirements requirements.txt --output-reproducible -o var/sbom.json

audit: .venv/dev.stamp ## ask for known vulnerabilities of the locked packages (needs the network)
	$(BIN)/uvx --from pip-audit==2.10.0 pip-audit --strict --disable-pip -r requirements.txt

# From scratch: another Python may have made the old one, and a mixture of two does not start.
.venv/run.stamp: requirements.txt
	@$(PYTHON) smtpref/preflight.py
	@echo "Installing the locked requirements …"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@echo "Installing the development requirements …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# The benchmarks take Lighthouse as well, which is three quarters of it. No package runs a script of its own.
var/node/test.stamp var/node/bench.stamp: tests/browser/package.json tests/browser/package-lock.json
	@$(PYTHON) smtpref/preflight.py node
	@echo "Installing the locked checkers of pages …"
	@mkdir -p var/node && cp $^ var/node/
	@npm ci --prefix var/node --ignore-scripts --silent $(if $(findstring test,$@),--omit=optional)
	@touch $@

var/static.stamp: .venv/run.stamp $(STATIC)
	@echo "Collecting and compressing the static files …"
	@mkdir -p var
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

var/messages.stamp: .venv/run.stamp $(CATALOGUES)
	@mkdir -p var
	@$(BIN)/python manage.py compilemessages
	@touch $@
