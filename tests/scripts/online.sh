#!/usr/bin/env bash
# Asks the whole matrix of faults over loopback in a release build: servers that hang, drip, lie, limit and never end. Takes a minute
# after the build. NEWSCHECK_CASES=wall/,tls/ runs only the cases with these words in their names.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo test --release --locked --test online -- --include-ignored --skip in_time --skip other_tools --nocapture --test-threads 1
