# A newcomer needs two: `make site` and `make test`. Everything that the machine lacks is installed or named.

SWIFT ?= swift
# Where `make site` publishes; the state folder is `.parallax` beside it.
OUTPUT ?= Output
# What else goes to `parallax build`, such as OPTIONS='--as-of 2026-11-23 --verbose'.
OPTIONS ?=
# Where `make site` compiles the program: in another folder it can be compiled beside tests.
BUILT ?= .build

# How long `make fuzz` runs, and what its inputs are made from.
SECONDS ?= 600
SEED ?= 1

# The tests that `make sanitize` runs, of those of Reading.
SANITIZED ?= MarkupTests|MarkupTableTests|RecordTextTests|RefusalTests|CSV|JSON|InputFolderTests|HugeInputTests

SWIFT_NEEDED := 6.2
LIBRARIES := libxml2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev pkg-config
SWIFT_FILES := Sources Tests Benchmarks Package.swift
# How many models `make bench-stages` measures over, and what else it tells the package.
MODELS ?= 500
STAGE_OPTIONS ?=
# What `make check-site` puts before the built site: a browser, and Java for the Nu HTML checker.
CHECKERS := chromium default-jre-headless python3-venv
CHECKS := .build/checks
SPARK := .build/spark
# What `make test-publishing` tries editions with: what carries them further, and what kills runs between two calls.
CARRIERS := rsync nginx-light strace
# How often `make torture` kills a run, at random moments and between two system calls each.
KILLS ?= 200
# Where `make install` puts things; DESTDIR comes before it, for packagers.
PREFIX ?= /usr/local
DESTDIR ?=

.PHONY: site test test-publishing test-spark torture fuzz sanitize install check-site
.PHONY: bench bench-large bench-site bench-stages bench-reading bench-rollup bench-calls bench-instructions bench-program
.PHONY: conformance oracle format lint clean
.PHONY: swift libraries checkers carriers spark help

help: ## Say what there is to make.
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

site: swift libraries ## Build the program and the site.
	@$(SWIFT) build --scratch-path $(BUILT) --configuration release --product parallax
	@$(BUILT)/release/parallax build --output "$(OUTPUT)" $(OPTIONS)
	@echo "The site is in $(OUTPUT): open $(OUTPUT)/index.html, or copy the folder to any web server."

test: swift libraries ## Run all tests.
	@$(SWIFT) test

test-publishing: swift libraries carriers ## Try editions with rsync, nginx and strace, which are installed.
	@$(SWIFT) test --filter 'ServingTests|KillTests|FileSystemTests'

test-spark: swift libraries spark ## Try rollups on a cluster of Apache Spark, which is installed under .build.
	@PARALLAX_SPARK="$$(echo $(CURDIR)/$(SPARK)/lib/python3*/site-packages/pyspark)" $(SWIFT) test --filter SparkEngineTests

torture: swift libraries carriers ## Kill a run again and again; whatever the moment, one edition is whole.
	@PARALLAX_KILLS=$(KILLS) $(SWIFT) test --filter KillTests

install: swift libraries ## Install program, records, templates, crontab line, systemd service and timer.
	@$(SWIFT) build --configuration release --product parallax --static-swift-stdlib
	@bin="$(DESTDIR)$(PREFIX)/bin"; share="$(DESTDIR)$(PREFIX)/share/parallax"; doc="$(DESTDIR)$(PREFIX)/share/doc/parallax"; \
	units="$(DESTDIR)$(PREFIX)/lib/systemd/system"; users="$(DESTDIR)$(PREFIX)/lib/sysusers.d"; \
	install -d "$$bin" "$$share" "$$doc" "$$units" "$$users"; \
	install -m 755 .build/release/parallax "$$bin/parallax"; \
	cp -R Input Templates "$$share/"; \
	install -m 644 Documentation/operating.md "$$doc/operating.md"; \
	fill() { sed -e 's|@BIN@|$(PREFIX)/bin|g' -e 's|@SHARE@|$(PREFIX)/share/parallax|g' \
	  -e 's|@DOC@|$(PREFIX)/share/doc/parallax|g' -e 's|@SYSUSERS@|$(PREFIX)/lib/sysusers.d|g' \
	  "$$1" > "$$2" && chmod 644 "$$2"; }; \
	fill Packaging/parallax.service "$$units/parallax.service"; \
	fill Packaging/parallax.timer "$$units/parallax.timer"; \
	fill Packaging/parallax.sysusers "$$users/parallax.conf"; \
	fill Packaging/parallax.cron "$$doc/parallax.cron"; \
	echo "Installed: $(PREFIX)/bin/parallax. Its user and folder: systemd-sysusers $(PREFIX)/lib/sysusers.d/parallax.conf"; \
	echo "and: install --directory --owner=parallax --group=parallax /var/lib/parallax"; \
	echo "For cron then copy $(PREFIX)/share/doc/parallax/parallax.cron to /etc/cron.d/parallax;"; \
	echo "for systemd run: systemctl enable --now parallax.timer"

check-site: site checkers ## Put the built site before validators and a browser.
	@test -x $(CHECKS)/bin/python || python3 -m venv $(CHECKS)
	@$(CHECKS)/bin/pip install --quiet --disable-pip-version-check --requirement Checks/requirements.txt
	@$(CHECKS)/bin/python Checks/check_site.py "$(OUTPUT)" $(NOTE)

conformance: ## Run check-site, and write its counts to the note that the Quality page shows.
	@$(MAKE) check-site NOTE="--note Input/notes/conformance.md --dated $$(date --utc +%F)"

oracle: ## Compute the measures with SciPy and statsmodels anew, and show what differs.
	@test -x .build/oracle/bin/python || python3 -m venv .build/oracle
	@.build/oracle/bin/pip install --quiet --disable-pip-version-check --requirement Tests/Oracle/requirements.txt
	@.build/oracle/bin/python Tests/Oracle/oracle.py

fuzz: swift libraries ## Feed damaged input to all readers for SECONDS, made from SEED.
	@$(SWIFT) build --configuration release --product fuzz
	@.build/release/fuzz --seconds $(SECONDS) --seed $(SEED)

sanitize: swift libraries ## Run the tests of reading under the address sanitizer, then the thread sanitizer.
	@for kind in address thread; do \
	  PARALLAX_SANITIZED=1 $(SWIFT) test --disable-xctest --sanitize=$$kind \
	    --scratch-path .build-$$kind --filter '$(SANITIZED)' || exit 1; \
	done

bench: bench-site bench-stages ## Measure builds beside Python and Hugo, small and middle, and each stage.

bench-large: ## The same builds and those of the large size: fifty thousand models and ten million rows, in some two hours.
	@$(MAKE) bench-site SIZES=small,middle,large OPTIONS="--pool large $(OPTIONS)"

bench-reading: bench-program ## Measure reading beside libyaml, Yams, Polars and Python's csv.
	@[ -x .build-bench/venv/bin/python ] || python3 -m venv .build-bench/venv
	@.build-bench/venv/bin/pip install --quiet --disable-pip-version-check --requirement Benchmarks/requirements.txt
	@.build-bench/venv/bin/python Benchmarks/reading.py $(OPTIONS)

bench-instructions: bench-program ## Count the instructions of readers and of whole runs anew; fail where one has grown by 5 %.
	@$(SWIFT) build --configuration release --product parallax --static-swift-stdlib
	@$(call install,valgrind binutils,command -v valgrind strip >/dev/null)
	@python3 Benchmarks/instructions.py Benchmarks/instructions.txt $(OPTIONS)

bench-site: swift libraries ## Build the same site as Python and Hugo do, small and middle; SIZES=… for others.
	@$(SWIFT) build --configuration release --product parallax --static-swift-stdlib
	@[ -x .build-bench/site/bin/python ] || python3 -m venv .build-bench/site
	@.build-bench/site/bin/pip install --quiet --disable-pip-version-check --requirement Benchmarks/site/requirements.txt
	@.build-bench/site/bin/python Benchmarks/site/site.py $(if $(SIZES),--sizes $(SIZES)) $(OPTIONS)

bench-calls: swift libraries ## Count the system calls of three builds of a site of fifty models; OPTIONS='--models 500' for others.
	@$(call install,strace,command -v strace >/dev/null)
	@$(SWIFT) build --configuration release --product parallax --static-swift-stdlib
	@python3 Benchmarks/calls.py $(OPTIONS)

bench-rollup: swift libraries ## Count one and ten million rows beside DuckDB and Polars; ROWS=… for others.
	@$(SWIFT) build --configuration release --product parallax --static-swift-stdlib
	@[ -x .build-bench/venv/bin/python ] || python3 -m venv .build-bench/venv
	@.build-bench/venv/bin/pip install --quiet --disable-pip-version-check --requirement Benchmarks/requirements.txt
	@.build-bench/venv/bin/python Benchmarks/rollup.py $(if $(ROWS),--rows $(ROWS)) $(OPTIONS)

bench-stages: swift libraries ## Measure each stage from text to the live edition, over MODELS models with 200 rows each.
	@rm -rf .build-bench/workload
	@python3 Benchmarks/site/generate.py .build-bench/workload $(MODELS)
	@PARALLAX_BENCHMARKS=1 $(SWIFT) package --scratch-path .build-bench --allow-writing-to-package-directory \
	  benchmark --target StageBenchmarks $(STAGE_OPTIONS)

bench-program: swift libraries
	@PARALLAX_BENCHMARKS=1 $(SWIFT) build --configuration release --scratch-path .build-bench --product bench

format: swift ## Lay out all Swift files.
	@$(SWIFT) format --in-place --recursive $(SWIFT_FILES)

lint: swift ## Say which Swift files aren't laid out as they should be.
	@$(SWIFT) format lint --strict --recursive $(SWIFT_FILES)

clean: ## Remove what was built; the site in Output stays.
	@rm -rf .build .build-*

# One clear line when Swift is missing or too old.
swift:
	@found=$$($(SWIFT) --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1); \
	if [ -z "$$found" ]; then \
	  echo "Swift $(SWIFT_NEEDED) or later is needed, and there is none: see https://www.swift.org/install/linux" >&2; exit 1; \
	elif [ "$$(printf '%s\n' "$(SWIFT_NEEDED)" "$$found" | sort -V | head -n 1)" != "$(SWIFT_NEEDED)" ]; then \
	  echo "Swift $(SWIFT_NEEDED) or later is needed, and this is $$found: see https://www.swift.org/install/linux" >&2; exit 1; \
	fi

# $(call install,NAMES) installs what is missing, with apt-get (Debian, Ubuntu), as root or through sudo.
# $(call install,NAMES,TEST) is content, where there is no apt-get, when TEST succeeds.
define install
	missing=$$(for name in $(1); do \
	  dpkg-query --show --showformat='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || echo $$name; done); \
	[ -z "$$missing" ] && exit 0; \
	if ! command -v apt-get >/dev/null; then \
	  $(2) && exit 0; \
	  echo "These packages are missing; install them by the names your system has for them:" $$missing >&2; exit 1; \
	fi; \
	echo "Installing" $$missing; \
	if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
	$$sudo apt-get update --quiet --quiet && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install --quiet --quiet --yes $$missing >/dev/null
endef

libraries:
	@$(call install,$(LIBRARIES),pkg-config --exists libxml-2.0 libcmark-gfm 2>/dev/null)

carriers:
	@$(call install,$(CARRIERS),command -v rsync nginx strace >/dev/null)

# Apache Spark of a fixed version, from the Python Package Index, and the Java that it runs on.
spark:
	@$(call install,default-jre-headless python3-venv,command -v java python3 >/dev/null)
	@test -x $(SPARK)/bin/python || python3 -m venv $(SPARK)
	@$(SPARK)/bin/python -c 'import pyspark' 2>/dev/null || \
	  $(SPARK)/bin/pip install --quiet --disable-pip-version-check 'pyspark==4.3.0'

checkers:
	@$(call install,$(CHECKERS),command -v chromium java python3 >/dev/null)
