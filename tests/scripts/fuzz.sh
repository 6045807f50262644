#!/usr/bin/env bash
# fuzz.sh [SECONDS=60] [TARGET...]   fuzzes each target (all by default) that long, from its seeds and with its dictionary.
# Names the targets that crashed, ran out of time or out of memory, with the last lines of what they said. Their inputs are in
# fuzz/artifacts/TARGET/, and `cargo fuzz run --sanitizer none TARGET FILE` runs one again. What a run found stays in fuzz/corpus/.
# Needs cargo-fuzz and a C++ compiler; a stable toolchain will do, since no sanitizer is used: the crate forbids unsafe code.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(cargo fuzz list)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
bad=()
cargo fuzz build --sanitizer none
for target in "${targets[@]}"; do
    mkdir -p "fuzz/corpus/$target"
    code=0
    RUST_BACKTRACE=0 cargo fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
        -dict="fuzz/dictionaries/$target.dict" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -verbosity=0 >"$log" 2>&1 || code=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    if [ "$code" -eq 0 ]; then
        echo "$target: holds after ${runs:-no} runs"
    else
        echo "$target: FAILED after ${runs:-some} runs"
        grep -v '^WARNING\|NEW_FUNC\|^INFO\|^stat::\|^ *Running\|^$' "$log" | cut -c -300 | tail -n 30
        bad+=("$target")
    fi
done
[ ${#bad[@]} -eq 0 ] || { echo "failed: ${bad[*]}" >&2; exit 1; }
