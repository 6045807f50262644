#!/usr/bin/env bash
# Does the Python wheel work? Builds it (with the dev profile) and runs the installed binary. Needs Python 3 and, for maturin, the
# package index. NEWSCHECK_WHEEL_TARGET names a target folder to use again; without it a temporary one is used.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/build"
"$work/build/bin/pip" install --quiet 'maturin>=1.7,<2'
CARGO_TARGET_DIR=${NEWSCHECK_WHEEL_TARGET:-$work/target} "$work/build/bin/maturin" build --profile dev --out "$work/dist"
python3 -m venv "$work/use"
"$work/use/bin/pip" install --quiet --no-index "$work"/dist/newscheck-*.whl
version=$("$work/use/bin/newscheck" --version)
[ "$version" = "newscheck $(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)" ]
"$work/use/bin/newscheck" verify --quiet --select CIT fixtures/rules/CIT001-dangling-citation/good.txt
status=0
"$work/use/bin/newscheck" verify --quiet --select CIT fixtures/rules/CIT001-dangling-citation/bad.txt || status=$?
[ "$status" = 1 ]
echo "the wheel of $version works"
