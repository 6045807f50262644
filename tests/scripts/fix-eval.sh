#!/usr/bin/env bash
# Does --fix keep every citation of real documents? NEWSCHECK_EVAL names the folder that holds citations/, outside the project. Works on
# a copy.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${NEWSCHECK_EVAL:?set it to the folder that holds citations/}"
cargo test --locked --test rules fix:: -- --ignored --nocapture
