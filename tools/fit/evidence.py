#!/usr/bin/env python3
"""evidence.py EVAL [BINARY] [--cross-validate]: fits how much of a claim a source carries, and writes src/evidence/stems.txt,
src/evidence/word_trees.rs and src/evidence/claim_weights.rs.

EVAL is the folder of the evaluation sets of claims and sources (sources.jsonl, wice.jsonl, wice_tokens.jsonl), which is kept outside
the project. BINARY prints the rows of claims (`cargo build --release --example rows`; default target/release/examples/rows). With
--cross-validate it also prints what models of other claims make of each: ten folds by claim, whatever part of it a row is about. The
weights of stems are written first: build the binary again after a change of them, then fit again. Nothing of this is needed to build
or to run newscheck. Needs LightGBM 4 and NumPy (`pip install -r tools/fit/requirements.txt`).
"""
import collections, json, math, os, random, re, subprocess

import lightgbm
import numpy

import shared

HERE = os.path.join(os.path.dirname(__file__), "../../src/evidence")
FOLDS, ROUNDS, SCALE = 10, 200, 10_000
SETTINGS = dict(objective="binary", num_leaves=5, learning_rate=0.05, min_data_in_leaf=20, feature_fraction=0.5,
                bagging_fraction=0.8, bagging_freq=1, lambda_l2=1.0, verbose=-1, num_threads=1, seed=3, deterministic=True)
# The claim's weights: inverse strength of the penalty on standardised numbers.
STRENGTH = 0.005
# As src/evidence has them: what is marked, what is not found, what is carried; function words marked between two others.
MARKED, NOT_FOUND, CARRIED, BETWEEN = 0.25, 0.24, 0.7, 5
# A stem's weight: clipped, in fortieths.
LIGHTEST, HEAVIEST, UNIT, LONGEST = 0.2, 6.1, 40, 24


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def said(binary, what, path):
    with open(path, "rb") as lines:
        out = subprocess.run([binary, what], stdin=lines, check=True, capture_output=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def write_stems(sources):
    """A line for each weight: the weight, then its stems."""
    count = collections.Counter(stem for stems in sources for stem in stems)
    lines = collections.defaultdict(list)
    for stem, found in count.items():
        if found >= 2 and len(stem) <= LONGEST:
            weight = math.log((len(sources) + 1) / (found + 0.5))
            lines[round(UNIT * max(LIGHTEST, min(HEAVIEST, weight)))].append(stem)
    with open(os.path.join(HERE, "stems.txt"), "w", encoding="utf-8") as out:
        for weight in sorted(lines):
            print(weight, *sorted(lines[weight]), file=out)


def claim_of(name):
    """The claim that a row is about: the sets have it whole, and in parts."""
    return re.search(r"[a-z]+\d+", name.replace("tok-", ""))[0]


def places(claim, tokens):
    """Where labelled tokens stand in a claim."""
    found, at = [], 0
    for token in tokens:
        start = claim.find(token, at)
        start = start if 0 <= start <= at + 6 else at
        found.append((start, start + len(token)))
        at = start + len(token)
    return found


def characters(text):
    """For each byte at which a character begins, which character."""
    found, at = {}, 0
    for index, character in enumerate(text):
        found[at] = index
        at += len(character.encode())
    found[at] = len(text)
    return found


class Words:
    """The words of all claims: rows, labels (1 is not carried, -1 is unknown), claims."""

    def __init__(self, parts, wholes, rows):
        self.rows, self.labels, self.claims, self.of = [], [], [], []
        for record in parts:
            at = characters(record["claim"])
            record["places"] = places(record["claim"], record["claim_tokens"])
            record["words"] = [(at[a], at[b]) for a, b, _ in rows[record["id"]]["words"]]
            for index, (start, end) in enumerate(record["words"]):
                pairs = zip(record["places"], record["unsup"])
                marks = [mark for (first, last), mark in pairs if first < end and last > start]
                label = int(2 * sum(marks) >= len(marks)) if marks else -1
                self.add(record, rows, index, label)
        for record in wholes:
            for index in range(len(rows[record["id"]]["words"])):
                self.add(record, rows, index, 0 if record["label"] == "supported" else -1)
        self.rows, self.labels = numpy.array(self.rows, dtype=numpy.float32), numpy.array(self.labels)

    def add(self, record, rows, index, label):
        self.rows.append(rows[record["id"]]["words"][index][2])
        self.labels.append(label)
        self.claims.append(claim_of(record["id"]))
        self.of.append((record["id"], index))

    def fit(self, chosen):
        chosen = chosen & (self.labels >= 0)
        return lightgbm.train(SETTINGS, lightgbm.Dataset(self.rows[chosen], self.labels[chosen]), ROUNDS)


def logistic(rows, labels, strength):
    """Weights and bias on the numbers as they are; both classes weigh alike. Newton's method."""
    mean, spread = rows.mean(0), rows.std(0)
    spread[spread == 0] = 1
    inputs = numpy.c_[(rows - mean) / spread, numpy.ones(len(rows))]
    weight = numpy.where(labels == 1, len(labels) / (2 * labels.sum()), len(labels) / (2 * (1 - labels).sum()))
    penalty = numpy.r_[numpy.ones(rows.shape[1]), 0] / strength
    found = numpy.zeros(inputs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + numpy.exp(-inputs @ found))
        slope = inputs.T @ (weight * (chance - labels)) + penalty * found
        curve = (inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs + numpy.diag(penalty)
        found -= numpy.linalg.solve(curve, slope)
    weights = found[:-1] / spread
    return weights, found[-1] - (weights * mean).sum()


def claim_rows(wholes, rows, doubts):
    """A claim's row: three numbers of the doubts about its words, in thousandths, and those that the binary prints."""
    out = []
    for record in wholes:
        own = sorted((round(1000 * doubt) for doubt in doubts[record["id"]].values()), reverse=True) or [0]
        out.append([own[0], sum(own[:3]), sum(own) // len(own)] + rows[record["id"]]["claim"])
    return numpy.array(out, dtype=float)


def auroc(scores, labels):
    order = numpy.argsort(scores, kind="stable")
    ranks = numpy.empty(len(scores))
    ranks[order] = numpy.arange(1, len(scores) + 1)
    for value in numpy.unique(scores):
        ranks[scores == value] = ranks[scores == value].mean()
    carried = labels == 1
    return (ranks[carried].sum() - carried.sum() * (carried.sum() + 1) / 2) / (carried.sum() * (~carried).sum())


def token_score(parts, doubts):
    """Precision, recall and F1 of marked tokens."""
    right = wrong = missed = 0
    for record in parts:
        spots = record["places"]
        marked, content = [False] * len(spots), [False] * len(spots)
        for index, (start, end) in enumerate(record["words"]):
            for spot, (first, last) in enumerate(spots):
                if first < end and last > start:
                    content[spot] = True
                    marked[spot] |= doubts[record["id"]].get(index, 0) >= MARKED
        seen = [spot for spot, mark in enumerate(marked) if mark]
        for left, after in zip(seen, seen[1:]):
            if after - left <= BETWEEN and not any(content[left + 1:after]):
                marked[left + 1:after] = [True] * (after - left - 1)
        for mark, gold in zip(marked, record["unsup"]):
            right, wrong, missed = right + (mark and gold), wrong + (mark and not gold), missed + (gold and not mark)
    return right / (right + wrong), right / (right + missed), 2 * right / (2 * right + wrong + missed)


def cross_validated(words, wholes, parts, rows):
    """Doubts about all words, each from models that did not see its claim; prints what they are worth."""
    claims = sorted(set(words.claims))
    random.seed(7)
    random.shuffle(claims)
    fold = {claim: index % FOLDS for index, claim in enumerate(claims)}
    folds = numpy.array([fold[claim] for claim in words.claims])
    doubts = collections.defaultdict(dict)
    for at in range(FOLDS):
        model = words.fit(folds != at)
        chosen = numpy.flatnonzero(folds == at)
        for index, doubt in zip(chosen, model.predict(words.rows[chosen])):
            doubts[words.of[index][0]][words.of[index][1]] = doubt
    labels = numpy.array([record["label"] == "supported" for record in wholes]).astype(int)
    inputs, scores = claim_rows(wholes, rows, doubts), numpy.zeros(len(wholes))
    own = numpy.array([fold[claim_of(record["id"])] for record in wholes])
    for at in range(FOLDS):
        weights, bias = logistic(inputs[own != at], labels[own != at], STRENGTH)
        scores[own == at] = 1 / (1 + numpy.exp(-(inputs[own == at] @ weights + bias)))
    balanced = ((scores[labels == 1] >= 0.5).mean() + (scores[labels == 0] < 0.5).mean()) / 2
    low, high = scores <= NOT_FOUND, scores >= CARRIED
    print("words: precision %.3f recall %.3f F1 %.3f" % token_score(parts, doubts))
    print("claims: AUROC %.3f balanced accuracy %.3f" % (auroc(scores, labels), balanced))
    print("not found: precision %.3f recall %.3f" % ((labels[low] == 0).mean(), low[labels == 0].mean()))
    print("carried: precision %.3f recall %.3f" % ((labels[high] == 1).mean(), high[labels == 1].mean()))
    return doubts, inputs, labels


def write_weights(weights, bias, names, count):
    table = os.path.join(HERE, "claim_weights.rs")
    with open(table, "w", encoding="utf-8") as out:
        out.write(f"""//! What the numbers of a claim weigh in its score.
//!
//! Generated by `tools/fit/evidence.py` from `tools/fit/rows.rs`; never edited. Logistic regression on
//! {count} claims of WiCE's development set; the doubts about their words come from trees that did
//! not see the claim. The figures of cross-validation are in docs/evidence.md.

/// The log-odds of a claim of which all numbers are 0, in millionths.
pub(super) static BIAS: i64 = {round(bias * 1e6)};

/// By number of a row, in thousand-millionths of log-odds.
pub(super) static WEIGHTS: [i64; {len(weights)}] = [
""")
        for weight, name in zip(weights, names):
            out.write(f"    {round(weight * 1e9)}, // {name}\n")
        out.write("];\n")
    root = os.path.join(os.path.dirname(__file__), "../..")
    subprocess.run(["rustfmt", "--edition", "2024", "--config-path", root, table], check=True)


def main():
    folder, binary, _ = shared.arguments(__doc__)
    write_stems(said(binary, "stems", f"{folder}/sources.jsonl"))
    wholes, parts = load(f"{folder}/wice.jsonl"), load(f"{folder}/wice_tokens.jsonl")
    rows = {row["id"]: row for name in ("wice", "wice_tokens") for row in said(binary, "claims", f"{folder}/{name}.jsonl")}
    words = Words(parts, wholes, rows)
    doubts, inputs, labels = cross_validated(words, wholes, parts, rows)
    labelled = int((words.labels >= 0).sum())
    shared.write(words.fit(numpy.ones(len(words.labels), dtype=bool)), os.path.join(HERE, "word_trees.rs"), SCALE,
                 f"""//! The trees of the model of words: their sum is the log-odds that a source does not carry a word of a claim.
//!
//! Generated by `tools/fit/evidence.py` from `tools/fit/rows.rs`; never edited. Fitted with LightGBM 4 to
//! {labelled:,} words of WiCE's token labels and of its supported claims (development data):
//! {ROUNDS} trees of {SETTINGS["num_leaves"]} leaves, in ten-thousandths of a log-odd. The figures of cross-validation are in
//! docs/evidence.md.
""")
    weights, bias = logistic(inputs, labels, STRENGTH)
    write_weights(weights, bias, rows[wholes[0]["id"]]["names"][1], len(wholes))


if __name__ == "__main__":
    main()
