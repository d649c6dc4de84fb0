# The only front of the house: everything that a person or CI does begins here.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
.PHONY: demo test browser fuzz pictures lint bench setup clean

build_flags := --explicit-target-dependency-import-check error

# The demonstration company after a year up to now, on http://127.0.0.1:8080, with a sign-in link for each of its people.
demo: setup
	swift build -c release $(build_flags) --product paigong
	exec .build/release/paigong demo

# Everything that must hold: lint, then every scenario and test on SQLite and on a private PostgreSQL, then the pages in a browser.
test: setup lint
	swift build $(build_flags) --build-tests
	PAIGONG_TEST_POSTGRES=$$(scripts/postgres start)
	export PAIGONG_TEST_POSTGRES
	trap 'scripts/postgres stop' EXIT
	.build/debug/paigong policy check
	.build/debug/paigong play Scenarios --quiet --on both
	timeout --verbose 40m swift test --skip-build
	scripts/browser --quiet

# The pages in Debian's Chromium alone, on the debug build.
browser: setup
	swift build $(build_flags) --product paigong
	scripts/browser

# The API against made-up requests, with tokens of four roles.
fuzz: setup
	swift build $(build_flags) --product paigong
	scripts/fuzz-api

# Pictures of ten pages into Documentation/pictures, from a demonstration of its own.
pictures: setup
	swift build $(build_flags) --product paigong
	scripts/pictures

lint:
	scripts/lint

# Benchmarks in a release build; each figure with its ratio to the limit in the same run.
bench:
	@scripts/setup curl wrk
	swift build -c release $(build_flags) --product bench
	swift build -c release $(build_flags) --product paigong
	.build/release/bench

setup:
	@scripts/setup

clean:
	rm -rf .build .demo
