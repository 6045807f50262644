#!/usr/bin/env bash
# Runs every check that needs the evaluation sets, which are kept outside the project: NEWSCHECK_EVAL names the folder that holds
# citations/. It prints the scores by corpus and runs the ignored tests that hold them to their floors. Needs Rust and Python 3.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${NEWSCHECK_EVAL:?set it to the folder that holds citations/}"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cargo build --release --locked --quiet
python3 "$NEWSCHECK_EVAL/citations/run.py" target/release/newscheck "$out"
python3 "$NEWSCHECK_EVAL/citations/score.py" --per-corpus --errors 20 "$out"
cargo test --release --locked --test reading eval:: -- --ignored --nocapture
