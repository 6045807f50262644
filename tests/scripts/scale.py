#!/usr/bin/env python3
"""Measures newscheck on many generated articles, next to ripgrep on the same files in the same run.

usage: scale.py [--bin target/release/newscheck] [--files 20000] [--runs 5] [--large 200000] [--generator GEN.PY]

1. Writes --files articles with known faults (or lets GEN.PY OUT N SEED write them) and compares every verdict of
   `verify --format ndjson` with the truth.
2. CPU time (user + system, median of --runs) of `verify --quiet --select CIT,REF` and of `rg -c '\\[[0-9]+\\]'`, and their ratio.
3. With --large N: the same on N articles, as a multiple of step 2, and the peak memory of every streaming format.
4. The same bytes with --jobs 1 and --jobs 8; the time of one article from start to exit.
Needs Python 3 only; without rg the ratio is left out, and it says so. Exit status 1 if a verdict is wrong or a limit is passed."""
import argparse, filecmp, json, os, random, resource, shutil, statistics, subprocess, sys, tempfile, time

SUBJECTS = ["The harbour board", "Two ministers", "The water utility", "Shareholders", "The regional court", "A panel of engineers"]
VERBS = ["approved", "put off", "questioned", "defended", "published", "withdrew"]
OBJECTS = ["the dredging plan", "a second audit", "new tariffs for small firms", "the merger terms", "last year's accounts"]
TAILS = ["after a long session on Tuesday", "although costs have doubled", "with one vote against", "as the season opened", "for the third time"]
NOISE = ['He called it "a good [sic] start".', "See [...] for more.", "In array[2] nothing changed.", "The report [2019 edition] is out of print.", "Take x[0] first."]


def sentence(rng):
    return f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} {rng.choice(TAILS)}"


def article(rng):
    """One article and its truth. One in five has a dangling or an unused label."""
    count = rng.randint(2, 9)
    cited, dangling, unused = list(range(1, count + 1)), [], []
    if rng.random() < 0.2:
        kind = rng.randrange(3)
        if kind != 0:
            unused = [cited.pop(rng.randrange(len(cited)))]
        if kind != 1:
            dangling = [count + rng.randint(1, 3)]
    pool = cited * rng.randint(1, 2) + dangling
    rng.shuffle(pool)
    paragraphs, citations = [], []
    for index in range(rng.randint(6, 11)):
        sentences = [sentence(rng) + "." for _ in range(rng.randint(3, 6))]
        if rng.random() < 0.12:
            sentences.insert(0, rng.choice(NOISE))
        taken = [pool.pop() for _ in range(min(len(pool), rng.randint(1, 2)))]
        if index == 5:
            taken, pool = taken + pool, []
        if taken:
            sentences[-1] = sentences[-1][:-1] + " " + "".join(f"[{label}]" for label in taken) + "."
        citations += taken
        paragraphs.append(" ".join(sentences))
    if pool:
        paragraphs[-1] += " More " + "".join(f"[{label}]" for label in pool) + "."
        citations += pool
    title = sentence(rng).title()
    stamp = f"{rng.choice(['Mon', 'Tue', 'Wed'])}, Mar {rng.randint(1, 28)}, 2025 {rng.randint(1, 12)}:{rng.randint(0, 59):02d} am ET{rng.randint(1, 9)}min read"
    entries = "\n".join(f"[{n}] https://www.example.org/news/{rng.randint(1000, 9999999)}/{'-'.join(rng.choices(['port', 'plan', 'court', 'audit'], k=6))}/" for n in range(1, count + 1))
    body = "\n\n".join(paragraphs)
    text = f"{title}\n\n{stamp}\n\n{sentence(rng)}.\n\nTitle: {title}\n\n{body}\n\nReferences\n{entries}\n\nComments\n\n\nNo comments yet"
    return text, {"citations": citations, "dangling": dangling, "unused": unused}


def write_articles(folder, count, generator, seed):
    if generator:
        subprocess.run([sys.executable, generator, folder, str(count), str(seed)], check=True)
        return
    os.makedirs(f"{folder}/articles")
    rng = random.Random(seed)
    with open(f"{folder}/truth.jsonl", "w") as truth:
        for index in range(count):
            text, facts = article(rng)
            with open(f"{folder}/articles/{index:05d}.txt", "w") as file:
                file.write(text)
            truth.write(json.dumps({"id": f"{index:05d}", **facts}) + "\n")


def check_verdicts(binary, folder):
    truth = {row["id"]: row for row in map(json.loads, open(f"{folder}/truth.jsonl"))}
    with open(f"{folder}/report.ndjson", "wb") as out:
        subprocess.run([binary, "verify", "--format", "ndjson", f"{folder}/articles"], stdout=out)
    wrong = 0
    seen = set()
    for row in map(json.loads, open(f"{folder}/report.ndjson")):
        if row["type"] != "article":
            continue
        name = os.path.basename(row["path"]).split(".")[0]
        seen.add(name)
        cited = {c["label"] for c in row["citations"]}
        found = {
            "citations": [int(c["label"]) for c in row["citations"]],
            "dangling": sorted({int(c["label"]) for c in row["citations"] if c["status"] == "dangling"}),
            "unused": sorted(int(r["label"]) for r in row["references"] if r["label"] not in cited),
        }
        reported = {code: sorted(int(f["label"]) for f in row["findings"] if f["code"] == code) for code in ("CIT001", "REF001")}
        expected = truth[name]
        good = all(found[key] == expected[key] for key in found) and reported["CIT001"] == expected["dangling"] and reported["REF001"] == expected["unused"]
        if not good:
            wrong += 1
            if wrong <= 5:
                print("wrong", name, found, reported, expected)
    wrong += len(truth.keys() - seen)
    print(f"verdicts: {len(truth) - wrong} of {len(truth)} right")
    return wrong


def run(command, out):
    """CPU seconds and peak memory (KiB) of one run."""
    with open(out, "wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure(commands, runs, out):
    """Median CPU and peak memory of each command, run in turn."""
    results = [[] for _ in commands]
    for _ in range(runs + 1):
        for index, command in enumerate(commands):
            results[index].append(run(command, out))
    return [(statistics.median(cpu for cpu, _ in rows[1:]), max(peak for _, peak in rows[1:]) / 1024) for rows in results]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="target/release/newscheck")
    parser.add_argument("--files", type=int, default=20000)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--generator")
    options = parser.parse_args()
    binary = os.path.abspath(options.bin)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        small = f"{folder}/small"
        write_articles(small, options.files, options.generator, options.seed)
        print(f"{options.files} articles, seed {options.seed}")
        failed |= check_verdicts(binary, small) > 0
        quiet = lambda where: [binary, "verify", "--quiet", "--select", "CIT,REF", f"{where}/articles"]
        search = shutil.which("rg")
        commands = [quiet(small)] + ([[search, "-c", r"\[[0-9]+\]", f"{small}/articles"]] if search else [])
        figures = measure(commands, options.runs, f"{folder}/out")
        (cpu, peak) = figures[0]
        print(f"verify --quiet --select CIT,REF: {cpu:.3f} s CPU, {peak:.0f} MiB peak, {cpu / options.files * 1e6:.1f} us a file")
        if search:
            ratio = cpu / figures[1][0]
            print(f"rg -c: {figures[1][0]:.3f} s CPU; ratio {ratio:.2f} (limit 1.5)")
            failed |= ratio > 1.5
        else:
            print("rg is not installed: no ratio")
        failed |= peak > 64
        outputs = []
        for jobs in ("1", "8"):
            for form in ("text", "json", "ndjson"):
                out = f"{folder}/jobs-{jobs}-{form}"
                run([binary, "verify", "--jobs", jobs, "--format", form, f"{small}/articles"], out)
                outputs.append(out)
        same = all(filecmp.cmp(a, b, shallow=False) for a, b in zip(outputs[:3], outputs[3:]))
        print(f"--jobs 1 and --jobs 8 give the same bytes: {same}")
        failed |= not same
        one = f"{small}/articles/00000.txt"
        walls = []
        for _ in range(30):
            start = time.perf_counter()
            subprocess.run([binary, "verify", one], stdout=subprocess.DEVNULL)
            walls.append(time.perf_counter() - start)
        print(f"one article, start to exit: median {statistics.median(walls) * 1e3:.2f} ms (limit 5)")
        failed |= statistics.median(walls) > 0.005
        if options.large:
            large = f"{folder}/large"
            write_articles(large, options.large, options.generator, options.seed)
            for form in (["--quiet", "--select", "CIT,REF"], ["--format", "text"], ["--format", "json"], ["--format", "ndjson"]):
                pair = [[binary, "verify", *form, f"{where}/articles"] for where in (small, large)]
                (few, _), (many, peak) = measure(pair, 1, f"{folder}/out")
                limit = 10.5 * options.large / (10 * options.files)
                print(f"{' '.join(form)}: {options.large} articles cost {many / few:.2f} times {options.files} (limit {limit:.2f}), {peak:.0f} MiB peak (limit 64)")
                failed |= many / few > limit or peak > 64
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
