#!/usr/bin/env bash
# Runs the language server under a real client: Neovim (0.7 or later), headless, with its own LSP client. Needs `nvim`; NEWSCHECK names
# the binary (by default that of a debug build).
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -n "${NEWSCHECK:-}" ] || { cargo build --locked --quiet; NEWSCHECK=$PWD/target/debug/newscheck; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/dam.md" <<'ARTICLE'
# Dam holds

The dam holds [1][3]. 😀 Experts agree [2].

## References

[1] Dam. https://example.org/dam

[2] Experts. https://example.org/experts?utm_source=x
ARTICLE
NEWSCHECK=$NEWSCHECK ARTICLE=$folder/dam.md nvim --headless --clean -c "luafile $PWD/tests/scripts/neovim.lua" 2>&1
echo
echo "Neovim: all of it holds"
