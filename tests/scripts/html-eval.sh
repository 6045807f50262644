#!/usr/bin/env bash
# html-eval.sh [SPLIT=all] [BINARY]   scores what is read of saved web pages against the evaluation sets of HTML, which are kept outside
# the project: NEWSCHECK_EVAL names the folder that holds html/. BINARY is a release build by default. Needs Rust and Python 3.
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${NEWSCHECK_EVAL:?set it to the folder that holds html/}"
split=${1:-all}
binary=${2:-target/release/newscheck}
[ $# -ge 2 ] || cargo build --release --locked --quiet
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
options() {
    case $1 in
        andy) echo --clean ;;
        fundus) echo --rouge ;;
    esac
}
for set in aeb andy fundus trafilatura htmldate; do
    echo "$set"
    # What the script says of speed, and its score without the options of the set, which follows.
    OUT="$out/$set" bash "$NEWSCHECK_EVAL/html/run_newscheck.sh" "$binary" "$set" "$split" | sed -n 1p
    # shellcheck disable=SC2046 # options are words
    python3 "$NEWSCHECK_EVAL/html/score.py" "$out/$set" "$set" --data "$NEWSCHECK_EVAL/html" --split "$split" $(options "$set")
done
