#!/bin/sh
# Has OpenSSL make the tokens of seals and verify what is kept of them. Needs `openssl` with `ts` (Debian: openssl).
set -eu
command -v openssl >/dev/null || { echo "openssl is not installed" >&2; exit 1; }
cd "$(dirname "$0")/../.."
cargo test --locked --test archive -- --ignored openssl_ "$@"
