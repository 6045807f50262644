#!/usr/bin/env bash
# Runs the tests of bad input in a release build, the full sizes too: a line of 100 MB, a million markers, a million nested tags,
# 100,000 entries, and four times 512 KiB of everything that tempts a parser. Takes some minutes and up to 3 GiB of memory.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo test --release --locked --test robustness hostile:: -- --include-ignored --test-threads 1
