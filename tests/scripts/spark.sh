#!/usr/bin/env bash
# Does newscheck.spark work on a cluster? Installs the wheel with its Spark extra into a clean virtual environment and runs there, on two
# executors of their own processes, the tests, the example job on fixtures, and with arguments `spark-scale.py`, which takes these.
# Needs Python 3.11, Java 17 and the package index. NEWSCHECK_WHEEL_BINARY names a binary to pack instead of a build.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -n "${NEWSCHECK_WHEEL_BINARY:-}" ]; then
    python3 tests/scripts/pack-wheel.py "$NEWSCHECK_WHEEL_BINARY" "$work/dist"
else
    python3 -m venv "$work/build"
    "$work/build/bin/pip" install --quiet 'maturin>=1.7,<2'
    CARGO_TARGET_DIR=${NEWSCHECK_WHEEL_TARGET:-$work/target} "$work/build/bin/maturin" build --release --out "$work/dist"
fi
python3 -m venv "$work/use"
"$work/use/bin/pip" install --quiet "$(echo "$work"/dist/newscheck-*.whl)[spark]" pytest
export PYSPARK_PYTHON="$work/use/bin/python"
"$work/use/bin/python" -m pytest -q -p no:cacheprovider -W ignore::FutureWarning tests/python/test_spark.py

# The example: as many articles as verify reads, each finding once.
for way in local-cluster[2,1,1024] local[2]; do
    SPARK_HOME=$("$work/use/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))') \
        "$work/use/bin/spark-submit" --master "$way" --conf spark.log.level=OFF --conf spark.speculation=true \
        examples/spark/check_crawl.py fixtures/rules "$work/checked" 2> "$work/said" || { cat "$work/said"; exit 1; }
done
"$work/use/bin/python" - "$work" <<'PYTHON'
import json, subprocess, sys
import newscheck, pyarrow.parquet
from pathlib import Path
work = Path(sys.argv[1])
summary = json.loads(next((work / "checked/summary").glob("part-*")).read_text())
articles = pyarrow.parquet.read_table(work / "checked/articles").to_pylist()
files = [row["id"].removeprefix("file:") for row in articles]
assert len(files) == len(set(files)) == sum(summary["articles by status"].values()) > 100, summary
done = subprocess.run([newscheck.binary(), "verify", "--no-config", "--format=ndjson", "--input-format=text", *(name for name in files if name.endswith(".txt"))], capture_output=True)
alone = {row["path"]: [f["code"] for f in row["findings"]] for row in map(json.loads, done.stdout.splitlines()) if row["type"] == "article"}
spark = {row["id"].removeprefix("file:"): [f["code"] for f in row["findings"]] for row in articles}
# Words that come as UTF-8 have no encoding to be doubted (INP005).
wrong = {name for name in alone if [code for code in alone[name] if code != "INP005"] != [code for code in spark[name] if code != "INP005"]}
assert len(alone) > 50 and not wrong, wrong
PYTHON
if [ $# -gt 0 ]; then
    "$work/use/bin/python" tests/scripts/spark-scale.py "$@"
fi
echo "newscheck.spark works"
