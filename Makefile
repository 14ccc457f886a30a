# Two commands do everything on a fresh machine that has Swift, git and make:
#   make demo   installs what is missing, builds, runs the guided notebook and names its figures
#   make test   installs what is missing, then checks style, imports and behaviour

DEBIAN_PACKAGES = libedit-dev zlib1g-dev libopenblas0 gnuplot-nox
PREFIX ?= /usr/local
NAME ?= mamba
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BINARY = .build/release/mamba

.PHONY: demo test check build lint packages reference editors install

demo: build
	$(BINARY) run notebooks/sp500.mmb

test: packages lint
	swift test -c release --explicit-target-dependency-import-check error

check: test

build: packages
	swift build -c release --product mamba

lint:
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

# Installs the Debian packages that are not there yet.
packages:
	@missing=$$(for package in $(DEBIAN_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' \
	    || echo $$package; done); \
	if [ -n "$$missing" ]; then \
	  echo "installing" $$missing; \
	  $(SUDO) apt-get update -q && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q $$missing; \
	fi

# Writes the reference pages from the registry.
reference: build
	$(BINARY) reference docs/reference

# Writes the grammars of editors from the registry and the tables of the lexer.
editors: build
	$(BINARY) grammar --into editors

# Puts the program on the PATH: make install PREFIX=$HOME/.local NAME=mamba
install: build
	@other=$$(command -v $(NAME) || true); \
	if [ -n "$$other" ] && [ "$$other" != "$(PREFIX)/bin/$(NAME)" ]; then \
	  echo "warning: $$other is there already (conda's mamba?) and may come first on the PATH;"; \
	  echo "         choose another name with: make install NAME=mb"; \
	fi
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/$(NAME)
	@echo "installed $(DESTDIR)$(PREFIX)/bin/$(NAME)"
