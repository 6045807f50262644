#!/usr/bin/env bash
# Validates reports against the schemas that their readers publish: SARIF 2.1.0 (as the crate serde-sarif carries it), JUnit (Jenkins' junit-10.xsd,
# as pytest's sources carry it), code quality (the fields that GitLab requires), and runs the tests that need minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/schema/src"
printf '[package]\nname = "schema"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nserde-sarif = "=0.8.0"\n' > "$work/schema/Cargo.toml"
touch "$work/schema/src/lib.rs"
sarif=$(cd "$work/schema" && cargo metadata --format-version 1 |
    python3 -c 'import json, os, sys; print(next(os.path.dirname(package["manifest_path"]) for package in json.load(sys.stdin)["packages"] if package["name"] == "serde-sarif"))')

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet jsonschema lxml
"$work/venv/bin/pip" download --quiet --no-deps --no-binary pytest --dest "$work/pytest" pytest
tar -xzf "$work"/pytest/pytest-*.tar.gz -C "$work/pytest" --wildcards '*/junit-10.xsd' --strip-components 3

cargo build --quiet --locked
binary=$PWD/target/debug/newscheck
mkdir "$work/news"
cp -r fixtures/articles fixtures/rules fixtures/formats "$work/news/"
printf 'Title <script>&amp; ]]>\n\nSaturday, Apr 25, 2026 2:33 pm UTC\n\nWords \001 ]]> [7].\n\nReferences\n[1] https://example.org/?a=b&c=d\n' > "$work/news/a b%;é.txt"
(
    cd "$work"
    ln -s /nowhere news/broken.txt
    code=0
    "$binary" verify news ../../../../../etc/hostname --now 2026-05-01T00:00:00Z --select ALL --quiet --report sarif=r.sarif --report junit=r.xml --report gitlab=r.json > /dev/null || code=$?
    test "$code" -le 2
    "$work/venv/bin/python" - "$sarif/src/schema.json" "$work/pytest/junit-10.xsd" <<'PYTHON'
import json, sys
import jsonschema
from lxml import etree

sarif = json.load(open("r.sarif", encoding="utf-8"))
schema = json.load(open(sys.argv[1], encoding="utf-8"))
errors = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(sarif))
assert not errors, errors[:3]
run = sarif["runs"][0]
rules = run["tool"]["driver"]["rules"]
assert run["results"], "no results"
for result in run["results"]:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"], result
print("SARIF:", len(run["results"]), "results are valid")

etree.XMLSchema(etree.parse(sys.argv[2])).assertValid(etree.parse("r.xml"))
cases = etree.parse("r.xml").xpath("//testcase")
print("JUnit:", len(cases), "cases are valid")

issues = json.load(open("r.json", encoding="utf-8"))
for issue in issues:
    for field in ("description", "check_name", "fingerprint"):
        assert isinstance(issue[field], str) and issue[field], issue
    assert issue["severity"] in ("info", "minor", "major", "critical", "blocker"), issue
    assert not issue["location"]["path"].startswith("./") and issue["location"]["lines"]["begin"] >= 1, issue
assert len({issue["fingerprint"] for issue in issues}) == len(issues), "a fingerprint stands for one finding"
print("code quality:", len(issues), "issues are valid")
PYTHON
)
cargo test --quiet --locked --test reports formats:: -- --ignored
