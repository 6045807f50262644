#!/usr/bin/env bash
# Scores `newscheck evidence --pairs` on the sets of claims and sources, which are kept outside the project: NEWSCHECK_EVAL names the
# folder that holds evidence/. Prints, by set and kind, how many pairs are not carried and how many are findings, and fails where a
# figure is below its floor. Needs Rust and Python 3; NEWSCHECK names another binary than that of a release build.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${NEWSCHECK_EVAL:?set it to the folder that holds evidence/}"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
[ -n "${NEWSCHECK:-}" ] || cargo build --release --locked --quiet
sets=$NEWSCHECK_EVAL/evidence
for set in q_injected n_injected m_injected wice; do
    "${NEWSCHECK:-target/release/newscheck}" evidence --pairs "$sets/$set.jsonl" --sources "$sets/sources.jsonl" >"$out/$set.jsonl"
done
python3 tests/scripts/evidence-eval.py "$sets" "$out"
