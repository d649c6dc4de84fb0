# The only front of the house: everything that a person or CI does begins here.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
.PHONY: demo test lint bench build setup clean

build_flags := --explicit-target-dependency-import-check error

# A day of the demonstration company, told as a timeline with its clauses, and proved.
demo: setup
	swift build $(build_flags) --product paigong
	.build/debug/paigong demo

# Everything that must hold: lint, then every test on SQLite and on a private PostgreSQL, then every scenario on both.
test: setup lint
	swift build $(build_flags) --build-tests
	PAIGONG_TEST_POSTGRES=$$(scripts/postgres start)
	export PAIGONG_TEST_POSTGRES
	trap 'scripts/postgres stop' EXIT
	.build/debug/paigong policy check
	.build/debug/paigong play Scenarios --quiet --on both
	swift test --skip-build

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
