#!/usr/bin/env bash
# Opens the pages of `newscheck archive serve` in headless Chromium: captured scripts do not run, own pages report no error.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; }
cargo test --locked --test archive serve:: -- --ignored
