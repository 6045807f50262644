#!/bin/sh
# Runs independent validators (warcio, FastWARC, cdxj-indexer, py-wacz, frictionless, pywb ...) on archives that the tests write.
# NEWSCHECK_VALIDATORS is the folder with validate.sh FILE, whose exit status is the number of tools that failed.
set -eu
: "${NEWSCHECK_VALIDATORS:?names the folder that has validate.sh}"
cd "$(dirname "$0")/../.."
cargo nextest run --locked --test archive --run-ignored ignored-only --no-capture -E 'test(validators::)' "$@"
cargo nextest run --release --locked --test online --run-ignored ignored-only --no-capture -E 'test(other_tools_accept)' "$@"
