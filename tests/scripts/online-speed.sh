#!/usr/bin/env bash
# Measures 2,000 links over loopback with 50 ms of latency, on 20 hosts and on one: wall and CPU seconds and peak memory, in a release
# build. Needs an otherwise idle machine.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo test --release --locked --test online -- --ignored --nocapture in_time
