#!/usr/bin/env bash
# Calls every tool of `newscheck mcp` with both official clients (Python: `mcp` of PyPI; JavaScript: `@modelcontextprotocol/sdk` of npm) and with
# the inspector's command line, all from a folder that goes away. Needs python3, node and npm, and their registries; NEWSCHECK names the
# binary (by default that of a debug build).
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -n "${NEWSCHECK:-}" ] || { cargo build --locked --quiet; NEWSCHECK=$PWD/target/debug/newscheck; }
export NEWSCHECK
scripts=$PWD/tests/scripts
folder=$(mktemp -d)
site=
trap '[ -z "$site" ] || kill "$site"; rm -rf "$folder"' EXIT

mkdir "$folder/root" "$folder/site"
cat >"$folder/root/dam.md" <<'ARTICLE'
# Dam holds

The dam holds, and it carried 57,000 tonnes of water last year [1]. It is old [3]. 😀 Experts agree [2].

## References

[1] Dam. https://example.org/dam

[2] Experts. https://example.org/experts?utm_source=x
ARTICLE
cat >"$folder/site/dam.html" <<'PAGE'
<!doctype html><title>Dam holds</title><article><h1>Dam holds</h1><p>The dam carried 41,000 tonnes of water last year, and it
holds, the harbour office said on Tuesday. It was built in eleven years, and nothing has moved since, experts of the coast said
after they had looked at it for a week.</p></article>
PAGE
echo secret >"$folder/secret.txt"
ln -s ../secret.txt "$folder/root/out.md"
"$NEWSCHECK" archive --archive "$folder/kept" attach https://example.org/dam "$folder/site/dam.html" >/dev/null
python3 -m http.server --bind 127.0.0.1 --directory "$folder/site" 0 >"$folder/port" 2>/dev/null &
site=$!
port=
while [ -z "$port" ]; do
    sleep 0.2
    port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$folder/port")
done
export ROOT=$folder/root KEPT=$folder/kept SITE=http://127.0.0.1:$port

python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet mcp
"$folder/python/bin/python" "$scripts/mcp_client.py"

mkdir "$folder/node"
cp "$scripts/mcp_client.mjs" "$folder/node"
(cd "$folder/node" && npm init --yes >/dev/null && npm install --silent @modelcontextprotocol/sdk @modelcontextprotocol/inspector >/dev/null)
(cd "$folder/node" && node mcp_client.mjs)

# What the inspector prints has these words.
inspect() {
    words=$1
    shift
    (cd "$folder/node" && npx mcp-inspector --cli "$NEWSCHECK" mcp --root "$ROOT" --archive "$KEPT" "$@") >"$folder/printed"
    grep -q "$words" "$folder/printed"
}
inspect '"check_article"' --method tools/list
inspect '"CIT001"' --method tools/call --tool-name check_article --tool-arg path=dam.md
inspect 'newscheck://capture/' --method resources/list
inspect '"check_draft"' --method prompts/list
echo "inspector: all of it holds"
