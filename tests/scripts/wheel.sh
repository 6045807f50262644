#!/usr/bin/env bash
# Does the Python wheel work? Builds it (with the dev profile), installs it into a clean virtual environment, runs the binary and the tests
# of the module. Needs Python 3.11 and, for maturin and pytest, the package index. NEWSCHECK_WHEEL_TARGET names a target folder to use
# again; without it a temporary one is used. NEWSCHECK_WHEEL_BINARY names a binary to pack instead of a build.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/build"
if [ -n "${NEWSCHECK_WHEEL_BINARY:-}" ]; then
    python3 tests/scripts/pack-wheel.py "$NEWSCHECK_WHEEL_BINARY" "$work/dist"
else
    "$work/build/bin/pip" install --quiet 'maturin>=1.7,<2'
    CARGO_TARGET_DIR=${NEWSCHECK_WHEEL_TARGET:-$work/target} "$work/build/bin/maturin" build --profile dev --out "$work/dist"
fi
python3 -m venv "$work/use"
"$work/use/bin/pip" install --quiet --no-index "$work"/dist/newscheck-*.whl
version=$("$work/use/bin/newscheck" --version)
[ "$version" = "newscheck $(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)" ]
"$work/use/bin/newscheck" verify --quiet --select CIT fixtures/rules/CIT001-dangling-citation/good.txt
status=0
"$work/use/bin/newscheck" verify --quiet --select CIT fixtures/rules/CIT001-dangling-citation/bad.txt || status=$?
[ "$status" = 1 ]
"$work/use/bin/pip" install --quiet pytest
"$work/use/bin/python" -m pytest -q -p no:cacheprovider tests/python/test_newscheck.py
echo "the wheel of $version works"
