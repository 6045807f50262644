#!/usr/bin/env python3
"""blocks.py EVAL [BINARY] [--cross-validate]: fits the model of blocks and writes src/input/html/block_trees.rs.

EVAL is the folder of the evaluation sets of saved pages (its `score.py` and `<set>/pages`), which is kept outside the project.
BINARY prints the rows of pages (`cargo build --release --example rows`; default target/release/examples/rows). With
--cross-validate it also prints, for each set, what the model of the pages of other sites makes of each page: five folds by site.
Nothing of this is needed to build or to run newscheck. Needs LightGBM 4, NumPy and lxml (`pip install -r tools/fit/requirements.txt`).
"""
import collections, glob, gzip, json, os, random, subprocess, sys, tempfile

import lightgbm
import numpy

import shared
import varied
from varied import squeezed

SETS = "aeb andy fundus fundus2 fundus2old wcxb wcxbdraft".split()
# Sets that are scored by what was fitted to the others: the licence of this one (GPL-3.0) is not ours.
SCORED = ["daniel"]
# Sets whose gold follows another convention, or is noisier, weigh less.
WEIGHTS = {"wcxb": 0.6, "wcxbdraft": 0.5}
# The forms in which each page is fitted to, and what share of its weight each has. Names, and what stands around a text, tell more on
# the pages of the sets than on others, since the rules were made with them in view.
AS_IT_IS = "as it is"
FORMS = {AS_IT_IS: 0.7, "renamed": 0.15, "grafted": 0.15}
ROUNDS, LEAVES, SCALE = 80, 24, 10_000
SETTINGS = dict(objective="binary", num_leaves=LEAVES, learning_rate=0.12, min_data_in_leaf=60, feature_fraction=0.4,
                bagging_fraction=0.6, bagging_freq=1, lambda_l2=8.0, verbose=-1, num_threads=1, seed=4, max_bin=63,
                deterministic=True)
TABLE = os.path.join(os.path.dirname(__file__), "../../src/input/html/block_trees.rs")
# Columns of a row: see src/input/html/features.rs. The rules ask the model of no line of links among what they drop.
LETTERS, LINKED, LINK_LINE, LONGEST_LINK_LINE = 0, 2, 800, 100


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
    """Every page with gold, and other forms of those that are fitted to: of each its segments' words, what the rules made of them,
    their rows and labels."""
    pages = []
    for name in SETS + SCORED:
        truth = score.load_truth(folder, name)
        for path in sorted(glob.glob(f"{folder}/{name}/pages/*.html*")):
            key = os.path.basename(path).split(".html")[0]
            if key not in truth or not truth[key].get("paragraphs") or "body" in (truth[key].get("suspect") or []):
                continue
            with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as page:
                written = page.read()
            pages.append({"set": name, "key": key, "gold": truth[key], "site": truth[key]["site"], "written": written})
    for page, fold in zip(pages, shared.folds(pages)):
        page["fold"] = fold
    with tempfile.TemporaryDirectory() as unpacked:
        paths = write_forms(pages, unpacked, score.toks)
        rows, listed = {path: [] for path in paths}, list(paths)
        for start in range(0, len(listed), 50):
            said = subprocess.run([binary, "blocks", *listed[start:start + 50]], check=True, capture_output=True).stdout
            for line in said.splitlines():
                row = json.loads(line)
                row["row"] = numpy.array(row["row"], dtype=numpy.float32)
                rows[row["path"]].append(row)
    return [as_read(page, form, rows[path], score.toks) for path, (page, form) in paths.items() if rows[path]]


def write_forms(pages, folder, tokens):
    """Writes each page as it is and in its other forms, and says of each path whose page it has in which form. Boxes come from
    other sites of the same fold, so that no page is judged by what was fitted to its own."""
    boxes = collections.defaultdict(list)
    for page in pages:
        if page["set"] in SETS:
            found = varied.around_text(page["written"], page["gold"]["paragraphs"], tokens)
            boxes[page["fold"]] += [(page["site"], box) for box in found]
    paths = {}
    for page in pages:
        others = [box for site, box in boxes[page["fold"]] if site != page["site"]]
        for form in FORMS if page["set"] in SETS else [AS_IT_IS]:
            path = f"{folder}/{form}-{page['set']}-{page['key']}.html"
            with open(path, "wb") as out:
                out.write(formed(page, form, others))
            paths[path] = page, form
    return paths


def formed(page, form, boxes):
    if form == AS_IT_IS:
        return page["written"]
    source = page["written"].decode("latin-1")
    if form == "grafted":
        source = varied.grafted(source, boxes, random.Random(f"{page['set']} {page['key']}"))
    else:
        source = varied.renamed(source, page["key"])
    return source.encode("latin-1")


def as_read(page, form, rows, tokens):
    """A page in one form, with what was read of it."""
    read = {key: value for key, value in page.items() if key != "written"}
    texts = [row["words"] for row in rows]
    read.update(form=form, texts=texts, verdicts=[row["verdict"] for row in rows], rows=numpy.array([row["row"] for row in rows]),
                labels=labels(texts, page["gold"]["paragraphs"], tokens))
    read["asked"] = asked(read)
    return read


def asked(page):
    dropped = numpy.array([not verdict.startswith("Kept") for verdict in page["verdicts"]])
    around = numpy.r_[True, dropped[:-1]] & dropped & numpy.r_[dropped[1:], True]
    rows = page["rows"]
    return ~(around & (rows[:, LINKED] >= LINK_LINE) & (rows[:, LETTERS] < LONGEST_LINK_LINE))


def weights(page):
    lengths = numpy.minimum(numpy.array([len(text) for text in page["texts"]]), 1000)
    of_page = WEIGHTS.get(page["set"], 1.0) * FORMS[page["form"]] * (150 / max(60, len(page["texts"]))) ** 0.5
    return (numpy.sqrt(lengths / 60) + 0.3) * of_page


def fit(pages):
    rows = numpy.vstack([page["rows"][page["asked"]] for page in pages])
    target = numpy.concatenate([page["labels"][page["asked"]] for page in pages])
    weight = numpy.concatenate([weights(page)[page["asked"]] for page in pages])
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows, target, weight=weight), ROUNDS)


def cross_validate(pages, score):
    kept = {}
    for at in sorted({page["fold"] for page in pages}):
        model = fit([page for page in pages if page["fold"] != at and page["set"] in SETS])
        for index, page in enumerate(pages):
            if page["fold"] == at and page["form"] == AS_IT_IS:
                kept[index] = (model.predict(page["rows"], raw_score=True) > 0) & page["asked"]
    for name in SETS + SCORED:
        ours = [index for index in kept if pages[index]["set"] == name]
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
    as_they_are = [page for page in pages if page["form"] == AS_IT_IS]
    segments = sum(len(page["labels"]) for page in as_they_are)
    shared.write(fit(pages), TABLE, SCALE, f"""//! The trees of the model of blocks: their sum is above zero where a segment is the article's text.
//!
//! Generated by `tools/fit/blocks.py` from `tools/fit/rows.rs`; never edited. Fitted with LightGBM 4 to
//! {segments:,} segments of {len(as_they_are):,} pages of the sets {", ".join(SETS[:4])},
//! {", ".join(SETS[4:])}, and to other forms of these pages: {ROUNDS} trees of {LEAVES} leaves, in
//! ten-thousandths of a log-odd.
//! The figures of cross-validation by site are in docs/accuracy.md.
""")


if __name__ == "__main__":
    main()
