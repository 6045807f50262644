#!/usr/bin/env python3
"""authors.py EVAL [BINARY] [--cross-validate]: fits the model of authors and writes src/extract/authors/author_trees.rs.

EVAL and BINARY are those of blocks.py. With --cross-validate it also prints, for each set, the F1 of the names that the model of the
pages of other sites takes for authors, beside those that the order of trust gives: five folds by site.
"""
import os, sys

import lightgbm
import numpy

import shared

SETS = "andy fundus2 fundus2old wcxb wcxbdraft trafilatura postlight".split()
# Sets that note authors wherever there are some: a page without noted ones has none, or none but its site.
COMPLETE = "andy fundus2 fundus2old wcxb wcxbdraft".split()
ROUNDS, LEAVES, SCALE = 150, 12, 10_000
SETTINGS = dict(objective="binary", num_leaves=LEAVES, learning_rate=0.08, min_data_in_leaf=40, feature_fraction=0.4,
                bagging_fraction=0.7, bagging_freq=1, lambda_l2=8.0, verbose=-1, num_threads=1, seed=3, max_bin=127,
                deterministic=True)
TABLE = os.path.join(os.path.dirname(__file__), "../../src/extract/authors/author_trees.rs")
# The log-odd above which a name is an author's, and that of the likeliest one where none is above: see src/extract/authors/mod.rs.
LIKELY, LEAST = 0.0, -1.0
# How much a page counts that has no noted author.
OF_NONE = 0.3


def load(folder, binary, score):
    """Every page with authors, or with none where the set would note them: the names noted, the mentions' names and rows."""
    pages = []
    wanted = lambda name, gold: gold.get("authors") or name in COMPLETE
    for path, golds, rows in shared.mentions(folder, binary, "authors", SETS, score, wanted):
        for name, key, gold in golds:
            noted = score.names(gold.get("authors") or [])
            pages.append({"set": name, "key": key, "site": gold["site"], "path": path, "gold": gold.get("authors") or [], "noted": noted,
                          "trusted": rows[0]["trusted"] if rows else [],
                          "names": [row["name"] for row in rows], "places": [row["place"] for row in rows],
                          "labels": [" ".join(score.ntok(row["name"])) in noted for row in rows],
                          "rows": numpy.array([row["row"] for row in rows], dtype=numpy.float32)})
    return pages


def fit(pages):
    pages = [page for page in {page["path"]: page for page in pages}.values() if page["names"]]
    rows = numpy.vstack([page["rows"] for page in pages])
    target = numpy.concatenate([page["labels"] for page in pages]).astype(int)
    # A page of many names counts more than one of few, but not by their number.
    weight = numpy.concatenate([numpy.full(len(page["names"]), len(page["names"]) ** -0.5 * (1 if page["noted"] else OF_NONE))
                                for page in pages])
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows, target, weight=weight * len(weight) / weight.sum()), ROUNDS)


def key(name):
    return " ".join("".join(letter if letter.isalnum() else " " for letter in name.casefold()).split())


def choose(page, sums, likely=LIKELY, least=LEAST):
    """The names that newscheck takes for authors: see `choose` and `likely` in src/extract/authors/mod.rs."""
    best = {}
    for name, total in zip(page["names"], sums):
        if key(name) not in best or total > best[key(name)][0]:
            best[key(name)] = (total, name)
    ranked = sorted(best.items(), key=lambda one: -one[1][0])
    count = sum(total > likely for _, (total, _) in ranked) or int(bool(ranked) and ranked[0][1][0] > least)
    chosen = {}
    for words, (_, name) in ranked[:count]:
        if not any(f" {words} " in f" {other} " or f" {other} " in f" {words} " for other in chosen):
            chosen[words] = name
    trusted = {key(name): name for name in page["trusted"]}
    return list((chosen | trusted if chosen.keys() & trusted.keys() else chosen).values())


def cross_validate(pages, score):
    folds = shared.folds(pages)
    sums = {}
    for at in sorted(set(folds)):
        model = fit([page for page, fold in zip(pages, folds) if fold != at])
        for index, page in enumerate(pages):
            if folds[index] == at:
                sums[index] = model.predict(page["rows"], raw_score=True) if page["names"] else []
    report(pages, sums, score)
    return sums


def report(pages, sums, score, likely=LIKELY, least=LEAST):
    for name in SETS:
        ours = [index for index, page in enumerate(pages) if page["set"] == name]
        noted = [index for index in ours if pages[index]["noted"]]
        chosen = {index: choose(pages[index], sums[index], likely, least) for index in ours}
        line = f"{name}  {len(noted)} pages"
        for what, says in (("by trust", lambda index: pages[index]["trusted"]), ("cross-validated", chosen.get)):
            total = score.aggregate([score.score_page({"authors": pages[index]["gold"]}, {"authors": says(index)}) for index in noted])
            false = sum(bool(says(index)) for index in ours if not pages[index]["noted"])
            line += f"  {what} {total['auth_F1']:.4f} (P {total['auth_P']:.3f} R {total['auth_R']:.3f}, named on {false} of {len(ours) - len(noted)} without)"
        print(line, flush=True)


def main():
    folder, binary, cross = shared.arguments(__doc__)
    sys.path.insert(0, folder)
    import score
    pages = load(folder, binary, score)
    if cross:
        cross_validate(pages, score)
    unique = {page["path"]: page for page in pages}.values()
    shared.write(fit(pages), TABLE, SCALE, f"""//! The trees of the model of authors: their sum is the log-odd that a mention names an author.
//!
//! Generated by `tools/fit/authors.py` from `tools/fit/rows.rs`; never edited. Fitted with LightGBM 4 to
//! {sum(len(page["names"]) for page in unique):,} mentions on {len(unique):,} pages of the sets {", ".join(SETS[:4])},
//! {", ".join(SETS[4:])}: {ROUNDS} trees of {LEAVES} leaves, in ten-thousandths of a log-odd.
//! The figures of cross-validation by site are in docs/accuracy.md.
""")


if __name__ == "__main__":
    main()
