#!/usr/bin/env python3
"""blocks.py EVAL [BINARY] [--cross-validate]: fits the model of blocks and writes src/input/html/block_trees.rs.

EVAL is the folder of the evaluation sets of saved pages (its `score.py` and `<set>/pages`), which is kept outside the project.
BINARY prints the rows of pages (`cargo build --release --example rows`; default target/release/examples/rows). With
--cross-validate it also prints, for each set, what the model of the pages of other sites makes of each page: five folds by site.
Nothing of this is needed to build or to run newscheck. Needs LightGBM 4 and NumPy (`pip install -r tools/fit/requirements.txt`).
"""
import glob, gzip, json, os, re, subprocess, sys, tempfile

import lightgbm
import numpy

import shared

SETS = "aeb andy fundus fundus2 fundus2old wcxb wcxbdraft".split()
# Sets that are scored by what was fitted to the others: the licence of this one (GPL-3.0) is not ours.
SCORED = ["daniel"]
# Sets whose gold follows another convention, or is noisier, weigh less.
WEIGHTS = {"wcxb": 0.6, "wcxbdraft": 0.5}
ROUNDS, LEAVES, SCALE = 80, 24, 10_000
SETTINGS = dict(objective="binary", num_leaves=LEAVES, learning_rate=0.12, min_data_in_leaf=60, feature_fraction=0.4,
                bagging_fraction=0.6, bagging_freq=1, lambda_l2=8.0, verbose=-1, num_threads=1, seed=3, max_bin=63,
                deterministic=True)
TABLE = os.path.join(os.path.dirname(__file__), "../../src/input/html/block_trees.rs")
# Columns of a row: see src/input/html/features.rs. The rules ask the model of no line of links among what they drop.
LETTERS, LINKED, LINK_LINE, LONGEST_LINK_LINE = 0, 2, 800, 100


def squeezed(text):
    return re.sub(r"\s+", "", text)


def labels(texts, gold, tokens):
    """For each text whether its words stand in the gold: whole, or three of five of its runs of three words."""
    whole = [squeezed(paragraph) for paragraph in gold]
    joined, exact = "".join(whole), set(whole)
    words = tokens("\n".join(gold))
    known = {tuple(words[i:i + 3]) for i in range(max(1, len(words) - 2))}
    out = numpy.zeros(len(texts))
    for index, text in enumerate(texts):
        plain = squeezed(text)
        if plain in joined and (len(plain) > 12 or plain in exact):
            out[index] = 1
            continue
        own = tokens(text)
        if len(own) >= 6:
            runs = [tuple(own[i:i + 3]) for i in range(len(own) - 2)]
            out[index] = sum(run in known for run in runs) / len(runs) > 0.6
    return out


def load(folder, binary, score):
    """Every page with gold: its segments' words, what the rules made of them, their rows and labels."""
    pages = []
    with tempfile.TemporaryDirectory() as unpacked:
        for name in SETS + SCORED:
            truth = score.load_truth(folder, name)
            paths = {}
            for path in sorted(glob.glob(f"{folder}/{name}/pages/*.html*")):
                key = os.path.basename(path).split(".html")[0]
                if key not in truth or not truth[key].get("paragraphs") or "body" in (truth[key].get("suspect") or []):
                    continue
                if path.endswith(".gz"):
                    plain = f"{unpacked}/{name}-{key}.html"
                    with open(plain, "wb") as out:
                        out.write(gzip.open(path).read())
                    path = plain
                paths[path] = truth[key]
            rows = {path: [] for path in paths}
            listed = list(paths)
            for start in range(0, len(listed), 50):
                said = subprocess.run([binary, "blocks", *listed[start:start + 50]], check=True, capture_output=True).stdout
                for line in said.splitlines():
                    row = json.loads(line)
                    rows[row["path"]].append(row)
            for path, gold in paths.items():
                if rows[path]:
                    texts = [row["words"] for row in rows[path]]
                    pages.append({"set": name, "gold": gold, "site": gold["site"], "texts": texts,
                                  "verdicts": [row["verdict"] for row in rows[path]],
                                  "rows": numpy.array([row["row"] for row in rows[path]], dtype=numpy.float32),
                                  "labels": labels(texts, gold["paragraphs"], score.toks)})
    for page in pages:
        page["asked"] = asked(page)
    return pages


def asked(page):
    dropped = numpy.array([not verdict.startswith("Kept") for verdict in page["verdicts"]])
    around = numpy.r_[True, dropped[:-1]] & dropped & numpy.r_[dropped[1:], True]
    rows = page["rows"]
    return ~(around & (rows[:, LINKED] >= LINK_LINE) & (rows[:, LETTERS] < LONGEST_LINK_LINE))


def weights(page):
    lengths = numpy.minimum(numpy.array([len(text) for text in page["texts"]]), 1000)
    of_page = WEIGHTS.get(page["set"], 1.0) * (150 / max(60, len(page["texts"]))) ** 0.5
    return (numpy.sqrt(lengths / 60) + 0.3) * of_page


def fit(pages):
    rows = numpy.vstack([page["rows"][page["asked"]] for page in pages])
    target = numpy.concatenate([page["labels"][page["asked"]] for page in pages])
    weight = numpy.concatenate([weights(page)[page["asked"]] for page in pages])
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows, target, weight=weight), ROUNDS)


def cross_validate(pages, score):
    folds = shared.folds(pages)
    kept = {}
    for at in sorted(set(folds)):
        model = fit([page for page, fold in zip(pages, folds) if fold != at and page["set"] in SETS])
        for index, page in enumerate(pages):
            if folds[index] == at:
                kept[index] = (model.predict(page["rows"], raw_score=True) > 0) & page["asked"]
    for name in SETS + SCORED:
        ours = [index for index, page in enumerate(pages) if page["set"] == name]
        by_rules = {index: [verdict.startswith("Kept") for verdict in pages[index]["verdicts"]] for index in ours}
        line = [name, f"{len(ours)} pages"]
        for what, keep in (("rules", by_rules), ("cross-validated", kept)):
            total = score.aggregate([scored(pages[index], keep[index], score) for index in ours])
            line.append(f"{what}: body {total['body_F1']:.4f} paragraphs {total['para_F1']:.4f}")
        print("  ".join(line), flush=True)


def scored(page, keep, score):
    chosen = zip(page["texts"], keep, page["verdicts"])
    texts = [text for text, kept, verdict in chosen if kept and verdict != "Kept(Caption)"]
    return score.score_page(page["gold"], {"paragraphs": [line for text in texts for line in text.split("\n")]})


def main():
    folder, binary, cross = shared.arguments(__doc__)
    sys.path.insert(0, folder)
    import score
    pages = load(folder, binary, score)
    if cross:
        cross_validate(pages, score)
    pages = [page for page in pages if page["set"] in SETS]
    segments = sum(len(page["labels"]) for page in pages)
    shared.write(fit(pages), TABLE, SCALE, f"""//! The trees of the model of blocks: their sum is above zero where a segment is the article's text.
//!
//! Generated by `tools/fit/blocks.py` from `tools/fit/rows.rs`; never edited. Fitted with LightGBM 4 to
//! {segments:,} segments of {len(pages):,} pages of the sets {", ".join(SETS[:4])},
//! {", ".join(SETS[4:])}: {ROUNDS} trees of {LEAVES} leaves, in ten-thousandths of a log-odd.
//! The figures of cross-validation by site are in docs/accuracy.md.
""")


if __name__ == "__main__":
    main()
