#!/usr/bin/env bash
# Uses the HTML report in headless Chromium: by mouse, by keyboard, light and dark, wide and narrow, on paper. With NEWSCHECK_SHOTS=folder it
# leaves pictures there.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; }
cargo test --locked --test reports browser:: -- --ignored
