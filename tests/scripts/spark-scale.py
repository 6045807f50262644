#!/usr/bin/env python3
"""Measures newscheck.spark beside the bare binary on the same articles, and kills executors to see that no row is lost.

usage: spark-scale.py [--articles 100000] [--pages FOLDER] [--runs 3] [--kills 20] [--warcs 0]

1. Writes generated articles (those of `scale.py`) as ndjson and Parquet; with --pages the web pages of a folder, again and again, as
   articles, and with --warcs N as N web archives of 100 MB.
2. `verify --format ndjson` with two threads, and `check_articles` into Parquet on two executors of a core, in turn: articles a second,
   CPU time an article. Where other programs run, the CPU time is the better figure: the clock of a busy machine says little.
3. --kills times the same job with an executor killed in the middle: the sums over its rows must be those of an undisturbed run.
Runs in a virtual environment with newscheck[spark]; `spark.sh` makes one. Exit status 1 if a row is lost, doubled or differs."""
import argparse, gzip, json, os, pathlib, random, signal, statistics, subprocess, sys, tempfile, threading, time

import pyspark

os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
os.environ["PYSPARK_PYTHON"] = sys.executable
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import newscheck, scale
from newscheck.spark import check_articles, read_warcs
from pyspark.sql import SparkSession, functions as F

TICK = os.sysconf("SC_CLK_TCK")


def started():
    builder = SparkSession.builder.master("local-cluster[2,1,2048]").config("spark.ui.enabled", "false").config("spark.log.level", "OFF")
    for key, value in {"spark.driver.host": "127.0.0.1", "spark.sql.execution.arrow.maxRecordsPerBatch": 1000, "spark.task.maxFailures": 8, "spark.speculation": True}.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


class Spent(threading.Thread):
    """Watches the CPU time of what this process has started, and of what that has, also of what has ended since."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen = {}
        self.start()

    def run(self):
        while True:
            self.look()
            time.sleep(0.3)

    def look(self):
        known = {}
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                name, _, words = (folder / "stat").read_text().rpartition(")")
            except OSError:
                continue
            words = words.split()
            known[int(folder.name)] = (int(words[1]), name.partition("(")[2], words[19], (int(words[11]) + int(words[12])) / TICK)
        ours, grew = {os.getpid()}, True
        while grew:
            more = {process for process, (parent, *_) in known.items() if parent in ours} - ours
            grew = bool(more)
            ours |= more
        for process in ours:
            parent, name, began, spent = known.get(process, (0, "", "", 0))
            # The bare binary is waited for: its time is in this process's own.
            if process != os.getpid() and not (parent == os.getpid() and name == "newscheck"):
                self.seen[process, began] = spent

    def total(self):
        self.look()
        return sum(self.seen.values()) + sum(os.times()[:4])


SPENT = Spent()


def timed(work):
    before, start = SPENT.total(), time.monotonic()
    work()
    return time.monotonic() - start, SPENT.total() - before


def write_articles(path, count, pages):
    rng = random.Random(1)
    files = sorted(p for p in pathlib.Path(pages).rglob("*.html*") if p.is_file()) if pages else []
    kept = [(gzip.open(p, "rt", errors="replace") if p.suffix == ".gz" else open(p, errors="replace")).read() for p in files]
    with open(path, "w", encoding="utf-8", errors="replace") as out:
        for number in range(count):
            words = kept[number % len(kept)] if kept else scale.article(rng)[0]
            out.write(json.dumps({"id": number, "html" if kept else "text": words}) + "\n")


def write_warc(path, pages, size, seed):
    """A web archive of about `size` bytes, compressed as crawls are: a member for each record."""
    rng, written, number = random.Random(seed), 0, 0
    with open(path, "wb") as out:
        while written < size:
            page = rng.choice(pages)
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-03-18T19:05:00Z\r\nWARC-Record-ID: <urn:uuid:{seed:08d}-0000-0000-0000-{number:012d}>\r\nWARC-Target-URI: https://example.org/{seed}/{number}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
            written += out.write(gzip.compress(head.encode() + body + b"\r\n\r\n", 6))
            number += 1
    return number


def digest(checked):
    """Sums that a lost, doubled or other row changes."""
    # The record is taken whole: a row that differs anywhere changes its checksum.
    sums = checked.agg(F.count("*"), F.sum("id"), F.countDistinct("id"), F.sum(F.crc32("record")), F.sum("counts.dangling"))
    return tuple(sums.collect()[0])


def executors(spark):
    mark = f"@127.0.0.1:{spark.sparkContext.getConf().get('spark.driver.port')}".encode()
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in words and mark in words:
            found.append(int(folder.name))
    return found


def with_a_kill(spark, work, after):
    killed = []

    def kill():
        for process in executors(spark)[:1]:
            os.kill(process, signal.SIGKILL)
            killed.append(process)

    timer = threading.Timer(after, kill)
    timer.start()
    result = work()
    timer.cancel()
    return result, bool(killed)


def side_by_side(options, table, source, form, folder):
    bare = [newscheck.binary(), "verify", "--no-config", "--jobs=2", "--input-format=ndjson", "--format=ndjson", "-"]

    def alone():
        with open(source, "rb") as lines, open(f"{folder}/bare", "wb") as out:
            subprocess.run(bare, stdin=lines, stdout=out)

    def spark(record):
        return lambda: check_articles(table, form, "id", format=form, record=record).write.mode("overwrite").parquet(f"{folder}/checked")

    spark(True)()
    kinds = {"bare binary, 2 threads": alone, "check_articles to Parquet": spark(True), "the same, record=False": spark(False)}
    figures = {name: [] for name in kinds}
    for _ in range(options.runs):
        for name, work in kinds.items():
            figures[name].append(timed(work))
    base = [statistics.median(figure[place] for figure in figures["bare binary, 2 threads"]) for place in (0, 1)]
    for name, each in figures.items():
        wall, used = (statistics.median(figure[place] for figure in each) for place in (0, 1))
        print(f"{name}: {options.articles / wall:,.0f} articles/s, {used / options.articles * 1e6:.0f} us CPU an article; {base[0] / wall:.0%} of the bare binary by the clock, {base[1] / used:.0%} by CPU time", flush=True)


def warcs(options, spark, folder):
    files = sorted(p for p in pathlib.Path(options.pages).rglob("*.html*") if p.is_file())
    pages = [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in files]
    paths = [f"{folder}/{number}.warc.gz" for number in range(options.warcs)]
    count = sum(write_warc(path, pages, 100_000_000, seed) for seed, path in enumerate(paths))
    size = sum(os.path.getsize(path) for path in paths)
    bare = [newscheck.binary(), "parse", "--no-config", "--jobs=2", "--format=ndjson", *paths]
    # The first run warms Spark up.
    read_warcs(spark, paths[:1]).write.mode("overwrite").parquet(f"{folder}/pages")
    for _ in range(options.runs):
        with open(f"{folder}/bare", "wb") as out:
            wall, used = timed(lambda: subprocess.run(bare, stdout=out))
        print(f"bare parse: {count} pages, {size / 1e6:.0f} MB: {size / wall / 1e6:.1f} MB/s, {used / count * 1e6:.0f} us CPU a page", flush=True)
        wall, used = timed(lambda: read_warcs(spark, paths).write.mode("overwrite").parquet(f"{folder}/pages"))
        print(f"read_warcs to Parquet: {size / wall / 1e6:.1f} MB/s, {used / count * 1e6:.0f} us CPU a page", flush=True)
        wall, used = timed(lambda: check_articles(read_warcs(spark, paths), "record", "id", format="record").write.mode("overwrite").parquet(f"{folder}/checked"))
        print(f"read_warcs and check_articles to Parquet: {size / wall / 1e6:.1f} MB/s, {used / count * 1e6:.0f} us CPU a page", flush=True)
    rows = spark.read.parquet(f"{folder}/checked").groupBy("status").count().collect()
    print("pages by status:", {row["status"]: row["count"] for row in rows})
    return sum(row["count"] for row in rows) == count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100000)
    parser.add_argument("--pages")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--warcs", type=int, default=0)
    options = parser.parse_args()
    good = True
    spark = started()
    with tempfile.TemporaryDirectory() as folder:
        source, form = f"{folder}/articles.ndjson", "html" if options.pages else "text"
        write_articles(source, options.articles, options.pages)
        spark.read.schema(f"id long, {form} string").json(source).repartition(8).write.parquet(f"{folder}/articles")
        table = spark.read.parquet(f"{folder}/articles")
        print(f"{options.articles} articles, {os.path.getsize(source) / 1e6:.0f} MB")
        if options.runs:
            side_by_side(options, table, source, form, folder)
        if options.warcs:
            good &= warcs(options, spark, folder)
        work = lambda: digest(check_articles(table, form, "id", format=form))
        if options.kills:
            work()
            start = time.monotonic()
            undisturbed = work()
            took = time.monotonic() - start
            good &= undisturbed[0] == undisturbed[2] == options.articles
            same = killed = 0
            for number in range(options.kills):
                result, hit = with_a_kill(spark, work, took * random.Random(number).uniform(0.1, 0.6))
                same, killed = same + (result == undisturbed), killed + hit
                print(f"run {number + 1}: an executor killed: {hit}; the same rows: {result == undisturbed}", flush=True)
            print(f"{options.kills} runs, {killed} with an executor killed: {same} gave the rows of an undisturbed run")
            good &= same == options.kills and killed == options.kills
    spark.stop()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
