#!/usr/bin/env python3
"""pages.py EVAL [BINARY] [--cross-validate]: fits what short pages are that no rule tells, and writes src/fetch/weights.rs.

EVAL is the folder of the evaluation sets of saved pages (`<set>/pages`, `<set>/truth.json.gz`), which is kept outside the project.
BINARY prints the rows of pages (`cargo build --release --example rows`; default target/release/examples/rows). What says that it
is no page comes from the cases of tests/online/cases, which cargo writes when it is asked; what is there comes from these cases and
from the sets: pages that are short, and others of which the headline and a few sentences are left. Each page is also put into
frames as sites have them, the same for what is there and what is not. With --cross-validate it also prints for each source of
pages, at some log-odds, how many are told rightly by the weights of the others: ten folds, all forms of a page or a site in one.
Nothing of this is needed to build or to run newscheck. Needs NumPy (`pip install -r tools/fit/requirements.txt`).
"""
import collections, glob, gzip, html, json, os, re, subprocess, tempfile, zlib

import numpy

import shared

TABLE = os.path.join(os.path.dirname(__file__), "../../src/fetch/weights.rs")
# Those whose licences let what is fitted to them be ours: not daniel (GPL-3.0).
SETS = "aeb andy fundus fundus2 wcxb trafilatura".split()
LABELS = ["alive", "soft-404", "unreachable", "blocked"]
FOLDS, STEPS = 10, 25
# Into how many frames each page of a case is put; each form of a saved one is put into one.
FRAMED = 3
# Most characters of the forms of a page of the sets, by turns.
BRIEF, LONGER = (60, 90, 130, 180, 250), (320, 450, 600, 750, 850)
# Ridge on weights of standardised numbers.
RIDGE = 3.0
# Ridge on biases, of which only the differences count, and what a step may lose to rounding.
LEAST, TINY = 1e-6, 1e-9
# A weight's unit: millionths of a log-odd.
SCALE = 1_000_000

SENTENCE_END = r"[.!?…。！？]+[”’»\")]*(?=\s|$)|[。！？]"
SITES = ["Uferbote", "The Valley Courier", "Le Quai", "Hafen und Handel", "Northfield Rowing Club", "El Muelle", "Lugares", "渡口网"]
# What sites have around a page: a title, their name, the page's content.
FRAMES = [
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{content}</body></html>",
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title} - {site}</title></head><body><header><a href=/>{site}</a><nav>"
    "<a href=/a>Nr. 1</a> <a href=/b>Nr. 2</a> <a href=/c>Nr. 3</a></nav></header><main>{content}</main><footer><a href=/d>Info</a> "
    "© {site}</footer></body></html>",
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>{site}</title></head><body><div id=head><h1>{site}</h1></div><div id=menu>"
    "<a href=/a>1</a><a href=/b>2</a></div><div id=content>{content}</div><div id=foot>© {site}</div></body></html>",
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title} | {site}</title><meta property=og:type content=article><meta "
    "property=og:title content=\"{title}\"><meta property=og:image content=/i.png><script type=application/ld+json>{\"@type\":"
    "\"NewsArticle\",\"headline\":\"{title}\"}</script></head><body><header><a href=/>{site}</a></header>"
    "<article>{content}</article></body></html>",
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title><meta name=description content=\"{site}\"><meta "
    "property=og:title content=\"{title}\"></head><body><div id=app><nav><a href=/><img src=/l.svg alt=\"{site}\"></a>"
    "<button>☰</button></nav><form action=/q><input name=q><button>OK</button></form><section>{content}</section>"
    "<a href=/>{site}</a></div></body></html>",
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>{site}: {title}</title></head><body class=page><div class=top><a href=/>"
    "<img src=/l.png></a></div><table><tr><td>{content}</td></tr></table><p>{site}</p></body></html>",
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title} · {site}</title><meta name=robots content=noindex></head><body><header>"
    "<a href=/>{site}</a></header><main>{content}<p><a href=/>{site}</a></p></main><aside><h2>{site}</h2><ul><li><a href=/1>Nr. 14, 3–5"
    "</a><li><a href=/2>Nr. 15, 7–9</a></ul></aside></body></html>",
]


def first(pattern, markup):
    found = re.search(pattern, markup, re.I | re.S)
    return found.group(1).strip() if found else ""


def bare(markup):
    """The text of some markup on one line."""
    return " ".join(html.unescape(re.sub(r"(?is)<(script|style|noscript)\b.*?</\1>|<[^>]*>", " ", markup)).split())


def content(markup):
    """What a page of a case has within its frame."""
    body = first(r"<body[^>]*>(.*?)(?:</body>|$)", markup) or re.sub(r"(?is)^.*</(?:head|title)>", "", markup)
    main = first(r"<main[^>]*>(.*)</main>", body)
    return main or re.sub(r"(?is)<(header|nav|footer|aside)\b.*?</\1>", "", body)


def framed(page, title, inner, count=1):
    """The forms of a page in so many frames: which ones its name tells."""
    start = zlib.crc32(page["id"].encode())
    for turn in range(count):
        number = start + turn * 2
        words = {"{title}": title, "{site}": SITES[start // 7 % len(SITES)], "{content}": inner}
        markup = re.sub("{title}|{site}|{content}", lambda word: words[word.group()], FRAMES[number % len(FRAMES)])
        yield dict(page, markup=markup, w=page["w"] / count)


def cases():
    """The pages of the cases as they are and in frames."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "answers.jsonl")
        asked = "cargo test --quiet --test online -- --ignored pages_of_the_matrix_are_written".split()
        root = os.path.join(os.path.dirname(__file__), "../..")
        subprocess.run(asked, check=True, cwd=root, env=dict(os.environ, NEWSCHECK_ANSWERS=path), stdout=subprocess.DEVNULL)
        with open(path, encoding="utf-8") as lines:
            answers = [json.loads(line) for line in lines]
    seen = set()
    for answer in answers:
        label, markup = answer["verdicts"], answer["markup"]
        # A page that leads on is judged by where it leads.
        if label not in LABELS or markup in seen or re.search("http-equiv=.?refresh", markup, re.I):
            continue
        seen.add(markup)
        inner = content(markup)
        page = {"id": answer["id"], "address": answer["address"], "label": label, "group": bare(inner), "w": 1.0}
        yield dict(page, source="cases", markup=markup)
        yield from framed(dict(page, source="cases framed"), first(r"<title[^>]*>(.*?)</title>", markup), inner, FRAMED)


def cut(paragraphs, most):
    """The first sentences of some paragraphs, or words where no sentence is short enough."""
    left = []
    for paragraph in paragraphs:
        if len(paragraph) > most:
            ends = [end.end() for end in re.finditer(SENTENCE_END, paragraph) if end.end() <= most]
            paragraph = paragraph[:ends[-1]] if ends else "" if left else paragraph[:most].rsplit(" ", 1)[0]
        if not paragraph:
            break
        left.append(paragraph)
        most -= len(paragraph)
    return left


def own_paragraphs(gold, markup):
    """The paragraphs of a page's text; without a gold text those in which its segments stand."""
    if "paragraphs" in gold:
        return gold["paragraphs"]
    shown = [bare(paragraph) for paragraph in re.findall(r"(?is)<p\b[^>]*>(.*?)</p>", markup)]
    return [text for text in shown if any(segment in text for segment in gold.get("with", []))]


def saved(folder):
    """The pages of the sets, which are there: as they are, and the headline and some sentences of each in frames."""
    for name in SETS:
        with gzip.open(f"{folder}/{name}/truth.json.gz", "rt", encoding="utf-8") as truth:
            golds = json.load(truth)
        for key, gold in golds.items():
            found = glob.glob(f"{folder}/{name}/pages/{glob.escape(key)}.html.gz")
            if not found or "same_page_as" in gold:
                continue
            with gzip.open(found[0]) as file:
                markup = file.read().decode(errors="replace")
            page = {"id": f"{name}/{key}", "address": gold["url"], "label": "alive", "group": gold["site"], "w": 1.0}
            yield dict(page, source="saved", markup=markup)
            title = gold.get("headline") or bare(first(r"<title[^>]*>(.*?)</title>", markup))
            paragraphs, turn = own_paragraphs(gold, markup), zlib.crc32(key.encode())
            for most in (BRIEF[turn % len(BRIEF)], LONGER[turn % len(LONGER)]):
                text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in cut(paragraphs, most))
                heading = ["<h1>{}</h1>", "<h1>{}</h1>", "<h2>{}</h2>", ""][turn // 5 % 4].format(html.escape(title))
                if text:
                    form = dict(page, source="saved, shortened", w=0.5, id=f"{page['id']}/{most}")
                    yield from framed(form, html.escape(title), heading + text)


def load(folder, binary):
    """The pages that have a row."""
    pages = [*cases(), *saved(folder)]
    lines = "".join(json.dumps({name: page[name] for name in ("id", "markup", "address")}) + "\n" for page in pages)
    rows = subprocess.run([binary, "answers"], input=lines.encode(), check=True, capture_output=True).stdout.splitlines()
    for page, row in zip(pages, rows):
        page["row"] = json.loads(row)["row"]
    return [page for page in pages if page["row"]]


def fit(pages):
    """The bias and the weights of each label against `alive`: softmax regression by Newton's method."""
    rows = numpy.array([page["row"] for page in pages], dtype=float)
    share = numpy.array([page["w"] for page in pages])
    target = numpy.eye(len(LABELS))[[LABELS.index(page["label"]) for page in pages]]
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    columns = numpy.hstack([numpy.ones((len(rows), 1)), (rows - mean) / spread])
    ridge = numpy.array([[LEAST]] + [[RIDGE]] * rows.shape[1])
    weights = numpy.zeros((columns.shape[1], len(LABELS)))

    def odds_and_loss(weights):
        odds = columns @ weights
        odds -= odds.max(axis=1, keepdims=True)
        odds -= numpy.log(numpy.exp(odds).sum(axis=1, keepdims=True))
        return numpy.exp(odds), (ridge * weights ** 2).sum() / 2 - (share[:, None] * target * odds).sum()

    odds, loss = odds_and_loss(weights)
    for _ in range(STEPS):
        slope = columns.T @ (share[:, None] * (odds - target)) + ridge * weights
        bend = [[columns.T @ ((share * odds[:, one] * ((one == other) - odds[:, other]))[:, None] * columns)
                 for other in range(len(LABELS))] for one in range(len(LABELS))]
        bend = numpy.block(bend) + numpy.diag(numpy.tile(ridge[:, 0], len(LABELS)))
        step = numpy.linalg.solve(bend, slope.T.ravel()).reshape(len(LABELS), -1).T
        while (after := odds_and_loss(weights - step))[1] > loss + TINY:
            step = step / 2
        weights, (odds, loss) = weights - step, after
    raw = weights[1:] / spread[:, None]
    bias = weights[0] - mean @ raw
    return (bias - bias[0])[1:], (raw - raw[:, :1])[:, 1:].T


def cross_validate(pages):
    """For each log-odds and source of pages: how many that are none are told, and told to be something else, and how many are
    accused though they are there."""
    fold = [zlib.crc32(page["group"].encode()) % FOLDS for page in pages]
    told = []
    for at in range(FOLDS):
        bias, weights = fit([page for page, its in zip(pages, fold) if its != at])
        for page in (page for page, its in zip(pages, fold) if its == at):
            sums = bias + weights @ page["row"]
            told.append((page, LABELS[1 + sums.argmax()], sums.max()))
    for least in (0, 1, 2, 3, 4):
        counts, all_of = collections.Counter(), collections.Counter()
        for page, label, odds in told:
            is_there = page["label"] == "alive"
            all_of[page["source"], is_there] += 1
            if odds >= least:
                counts[page["source"], is_there, "accused" if is_there else "told" if label == page["label"] else "wrong kind"] += 1
        print(f"log-odds of {least}")
        for (source, is_there), count in sorted(all_of.items()):
            said = (f"{counts[source, is_there, what]} {what}" for what in (["accused"] if is_there else ["told", "wrong kind"]))
            print(f"    {source}, {'there' if is_there else 'none'}: {count}; {', '.join(said)}")
    if os.environ.get("SHOW"):
        for page, label, odds in sorted(told, key=lambda one: -one[2]):
            if page["label"] == "alive" and odds > 0:
                print(round(odds, 1), label, page["source"], page["id"])


def main():
    folder, binary, cross = shared.arguments(__doc__)
    pages = load(folder, binary)
    if cross:
        cross_validate(pages)
    bias, weights = fit(pages)
    counts = collections.Counter(page["label"] for page in pages)
    table = [[round(weight * SCALE) for weight in way] for way in weights]
    with open(TABLE, "w", encoding="utf-8") as out:
        out.write(f"""//! The weights of short pages: with the bias, their sum is the log-odd of a way in which a page is none
//! against a page, in millionths.
//!
//! Generated by `tools/fit/pages.py` from `tools/fit/rows.rs`; never edited. Fitted by softmax
//! regression to {len(pages)} forms of pages, {counts["alive"]} of them there.

/// How many units of a weight a log-odd has.
pub(super) const SCALE: i64 = {SCALE};

/// One for each way.
pub(super) const BIASES: [i64; {len(bias)}] = {[round(one * SCALE) for one in bias]};

/// For each way one for each number of a row, in their order.
pub(super) const WEIGHTS: [[i64; {len(table[0])}]; {len(table)}] = {table};
""")
    root = os.path.join(os.path.dirname(__file__), "../..")
    subprocess.run(["rustfmt", "--edition", "2024", "--config-path", root, TABLE], check=True)


if __name__ == "__main__":
    main()
