#!/usr/bin/env python3
"""days.py EVAL [BINARY] [--cross-validate]: fits the model of days and writes src/extract/days/day_trees.rs.

EVAL and BINARY are those of blocks.py. With --cross-validate it also prints, for each set, how often the day that the model of the
pages of other sites puts first is the one noted for the page, beside the day that the order of trust gives: five folds by site.
"""
import glob, gzip, json, os, subprocess, sys, tempfile

import lightgbm
import numpy

import shared

SETS = "andy fundus2 fundus2old wcxb wcxbdraft htmldate trafilatura postlight".split()
ROUNDS, LEAVES, SCALE = 150, 12, 10_000
SETTINGS = dict(objective="binary", num_leaves=LEAVES, learning_rate=0.08, min_data_in_leaf=60, feature_fraction=0.4,
                bagging_fraction=0.7, bagging_freq=1, lambda_l2=8.0, verbose=-1, num_threads=1, seed=3, max_bin=127,
                deterministic=True)
TABLE = os.path.join(os.path.dirname(__file__), "../../src/extract/days/day_trees.rs")
# The least log-odd of a day that the order of trust does not give: see src/extract/days/mod.rs.
LEAST = -1.5


def load(folder, binary, score):
    """Every page with a day: its site, the day noted, the mentions' days and rows."""
    pages, seen = [], {}
    with tempfile.TemporaryDirectory() as unpacked:
        paths = {}
        for name in SETS:
            truth = score.load_truth(folder, name)
            for key, gold in truth.items():
                if not gold.get("published") or "date" in (gold.get("suspect") or []):
                    continue
                source, page = gold.get("same_page_as", f"{name}/{key}").split("/", 1)
                found = glob.glob(f"{folder}/{source}/pages/{glob.escape(page)}.html*")
                if not found:
                    continue
                plain = f"{unpacked}/{source}-{page}.html"
                if not os.path.exists(plain):
                    opened = gzip.open(found[0]) if found[0].endswith(".gz") else open(found[0], "rb")
                    with open(plain, "wb") as out:
                        out.write(opened.read())
                paths.setdefault(plain, []).append((name, key, gold))
        rows, listed = {path: [] for path in paths}, list(paths)
        for start in range(0, len(listed), 50):
            said = subprocess.run([binary, "days", *listed[start:start + 50]], check=True, capture_output=True).stdout
            for line in said.splitlines():
                row = json.loads(line)
                rows[row["path"]].append(row)
        for path, golds in paths.items():
            for name, key, gold in golds:
                trusted = [row["day"] for row in rows[path] if row["trusted"]]
                pages.append({"trusted": trusted[0] if trusted else None, "set": name, "key": key, "site": gold["site"], "gold": gold["published"][:10], "path": path,
                              "days": [row["day"] for row in rows[path]], "places": [row["place"] for row in rows[path]],
                              "rows": numpy.array([row["row"] for row in rows[path]], dtype=numpy.float32)})
    return pages


def fit(pages):
    pages = [page for page in {page["path"]: page for page in pages}.values() if page["days"]]
    rows = numpy.vstack([page["rows"] for page in pages])
    target = numpy.concatenate([[day == page["gold"] for day in page["days"]] for page in pages]).astype(int)
    # A page of many days counts more than one of few, but not by their number.
    weight = numpy.concatenate([numpy.full(len(page["days"]), len(page["days"]) ** -0.5) for page in pages])
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows, target, weight=weight * len(weight) / weight.sum()), ROUNDS)


def cross_validate(pages):
    folds = shared.folds(pages)
    chosen = {}
    for at in sorted(set(folds)):
        model = fit([page for page, fold in zip(pages, folds) if fold != at])
        for index, page in enumerate(pages):
            if folds[index] == at and page["days"]:
                sums = model.predict(page["rows"], raw_score=True)
                best = int(numpy.argmax(sums))
                chosen[index] = page["days"][best] if sums[best] > LEAST or page["trusted"] == page["days"][best] else page["trusted"]
    for name in SETS:
        ours = [index for index, page in enumerate(pages) if page["set"] == name]
        right = lambda says: sum(says(index) == pages[index]["gold"] for index in ours) / len(ours)
        print(f"{name}  {len(ours)} pages  by trust {right(lambda index: pages[index]['trusted']):.4f}  "
              f"cross-validated {right(lambda index: chosen.get(index, pages[index]['trusted'])):.4f}", flush=True)


def main():
    folder, binary, cross = shared.arguments(__doc__)
    sys.path.insert(0, folder)
    import score
    pages = load(folder, binary, score)
    if cross:
        cross_validate(pages)
    unique = {page["path"]: page for page in pages}.values()
    shared.write(fit(pages), TABLE, SCALE, f"""//! The trees of the model of days: their sum is the log-odd that a mention names the day of publication.
//!
//! Generated by `tools/fit/days.py` from `tools/fit/rows.rs`; never edited. Fitted with LightGBM 4 to
//! {sum(len(page["days"]) for page in unique):,} mentions on {len(unique):,} pages of the sets {", ".join(SETS[:4])},
//! {", ".join(SETS[4:])}: {ROUNDS} trees of {LEAVES} leaves, in ten-thousandths of a log-odd.
//! The figures of cross-validation by site are in docs/accuracy.md.
""")


if __name__ == "__main__":
    main()
