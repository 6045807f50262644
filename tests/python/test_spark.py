"""`newscheck.spark` on a cluster of two executors, in the virtual environment of the wheel."""

from __future__ import annotations

import datetime
import gzip
import http.server
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import newscheck
import pyarrow as pa
import pyspark
import pytest
from newscheck import _session
from newscheck.spark import _articles, _schema, _ship, _warcs, check_articles, findings, links, read_warcs
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from test_newscheck import CITING, ROOT, STAND_IN, label

os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))  # noqa: PTH120
os.environ["PYSPARK_PYTHON"] = sys.executable


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("newscheck")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.log.level": "OFF",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
        "spark.task.maxFailures": "8",
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def numbered(count: int) -> list[tuple[int, str]]:
    return [(number, CITING.replace("[2]", f"[{label(number)}]")) for number in range(count)]


def by_id(df: DataFrame) -> dict[Any, Row]:
    rows = df.collect()
    known = {row["id"]: row for row in rows}
    assert len(known) == len(rows)
    return known


def codes(row: Row) -> list[str]:
    return [finding["code"] for finding in row["findings"]]


# Columns.


def kind_of(schema: dict[str, Any], definitions: dict[str, Any]) -> pa.DataType:
    """The type of a JSON Schema as a column."""
    if "$ref" in schema:
        return kind_of(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        (one,) = (each for each in schema["anyOf"] if each != {"type": "null"})
        return kind_of(one, definitions)
    if "oneOf" in schema:
        assert all(each["type"] == "string" for each in schema["oneOf"])
        return pa.string()
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    (name,) = (each for each in names if each != "null")
    if name == "array":
        return pa.list_(kind_of(schema["items"], definitions))
    if name == "object":
        return pa.struct([(key, kind_of(each, definitions)) for key, each in schema["properties"].items()])
    return {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}[name]


def schema_of(name: str) -> dict[str, Any]:
    done = subprocess.run([newscheck.binary(), "schema", name], capture_output=True, check=True)
    schema: dict[str, Any] = json.loads(done.stdout)
    return schema


def test_columns_are_those_of_the_schema() -> None:
    report = schema_of("report")
    definitions = report["$defs"]
    assert kind_of(definitions["FindingRecord"], definitions) == _schema.FINDING
    assert kind_of(definitions["Counts"], definitions) == _schema.COUNTS
    page = schema_of("article")
    fault = {"code", "message"}
    for columns, properties, known in (
        (_schema.REPORT, definitions["ArticleReport"]["properties"], definitions),
        (_schema.LINK, definitions["Link"]["properties"], definitions),
        (_schema.MEMBER, page["$defs"]["Member"]["properties"], page["$defs"]),
        (_schema.PAGE, page["properties"], page["$defs"]),
    ):
        for field in columns:
            if field.name in properties and field.name != "member":
                assert kind_of(properties[field.name], known) == field.type, field.name
            else:
                assert field.name in {"member", "record", "link"} | fault, field.name


def test_the_short_way_through_a_line_reads_what_the_long_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    tricky = CITING.replace("Weir holds", 'Weir ,"citations":[ holds ,"findings":[ and ,"body":[').replace("\n", "\n\n")
    reports = [json.dumps({"type": "article"} | row).encode() for row in newscheck.check_many([tricky, tricky])]
    fixtures = str(ROOT / "fixtures/articles")
    lines: dict[str, list[bytes]] = {"record": [], "report": []}
    for name, command in (("report", "verify"), ("record", "parse")):
        done = subprocess.run(
            [newscheck.binary(), command, "--no-config", "--format=ndjson", fixtures], capture_output=True
        )
        lines[name] = done.stdout.splitlines()[:-1]
        assert len(lines[name]) > 20
    lines["report"] += [line.replace(b'", "', b'","').replace(b'": ', b'":').replace(b', "', b',"') for line in reports]
    for name, columns in (("report", _schema.REPORT), ("record", _schema.PAGE)):
        short = _schema.parsed(lines[name], columns, "record")
        assert sum(len(_schema._short(line)) for line in lines[name]) < 0.6 * sum(map(len, lines[name]))
        with monkeypatch.context() as patch:
            patch.setattr(_schema, "_short", lambda line: line)
            assert short.equals(_schema.parsed(lines[name], columns, "record"))
        assert short.column("record").to_pylist() == [line.decode() for line in lines[name]]


def test_strings_are_quoted_as_json_quotes_them() -> None:
    plain = ['a "b" \\ c', "\\n\n\r\n\t", "Wehr hält, 堰, \U0001f30a", "", "\x7f\u2028"]
    for text in [*plain, *(f"a{chr(code)}b\n" for code in range(32))]:
        assert json.loads(_articles.quoted(text.encode())) == text
        assert _articles.quoted(text.encode()) == json.dumps(text, ensure_ascii=False).encode()


def test_the_lines_of_a_piece_are_those_of_each_article() -> None:
    texts = ['a "b" \\ c\n\n[1]', "", "Wehr hält, 堰\r\n\t", '","id":"', "\x7f"]
    names, urls = ["1", 'x"\n', "ä", "-", ""], ['https://example.org/?a="b"', "u", "", "\\", "\n"]
    for addresses in (urls, [None] * 5):
        lines = [
            _articles._line(text.encode(), *each, "html") for text, *each in zip(texts, names, addresses, strict=True)
        ]
        words = [text.encode() for text in texts]
        assert _articles._at_once([*words], names, [*addresses], "html") == b"".join(lines)
    for marks in ("\x00", "\x01\x02", "\x1f"):
        assert _articles._at_once([b"a", marks.encode()], ["1", "2"], [None, None], "text") is None
        assert _articles._at_once([b"a", b"b"], ["1", marks], [None, None], "text") is None
    assert _articles._at_once([b"a", None], ["1", "2"], [None, None], "text") is None
    assert _articles._at_once([b"a", b"b"], ["1", "2"], ["u", None], "text") is None


def test_columns_are_the_same_without_records(spark: SparkSession) -> None:
    texts = [*(text for _, text in numbered(40)), None, "a\x01b\n\n[1]", "", "no citation"]
    df = spark.createDataFrame(list(enumerate(texts)), "id int, text string").repartition(2)
    for text, format in (("text", "text"), (F.col("text").cast("binary"), None), ("text", "record")):
        with_records = by_id(check_articles(df, text, "id", format=format))
        without = by_id(check_articles(df, text, "id", format=format, record=False))
        assert {id: row.asDict() | {"record": None} for id, row in with_records.items()} == {
            id: row.asDict() for id, row in without.items()
        }


# Articles.


def test_articles_are_checked_as_by_check_many(spark: SparkSession) -> None:
    df = spark.createDataFrame(numbered(1500), "id int, text string").repartition(3)
    rows = by_id(check_articles(df, "text", "id", F.lit("https://example.org/a"), select="CIT"))
    assert sorted(rows) == list(range(1500))
    articles = [{"id": key, "text": text, "url": "https://example.org/a"} for key, text in numbered(1500)]
    for key, report in enumerate(newscheck.check_many(articles, select="CIT")):
        row = rows[key]
        record = json.loads(row["record"])
        del record["type"], report["member"]["index"]
        assert record["member"].pop("index") == 0
        assert record == report
        assert (row["status"], row["counts"]["dangling"], codes(row)) == ("fail", 1, ["CIT001"])
        assert row["findings"][0]["label"] == str(label(key)) and row["url"] == "https://example.org/a"


def test_findings_have_a_row_each(spark: SparkSession) -> None:
    df = spark.createDataFrame(numbered(20), "id int, text string")
    rows = findings(check_articles(df, "text", "id", select="CIT,MET002", record=False)).collect()
    assert Counter(row["code"] for row in rows) == {"CIT001": 20, "MET002": 20}
    dangling = {row["id"]: row for row in rows if row["code"] == "CIT001"}
    assert {key: row["label"] for key, row in dangling.items()} == {key: str(label(key)) for key in range(20)}
    assert dangling[3]["line"] == 3 and dangling[3]["severity"] == "error" and dangling[3]["related"] == []


def test_ids_are_handed_on_as_they_are(spark: SparkSession) -> None:
    when = datetime.datetime(2025, 3, 18, 19, 5)
    df = spark.createDataFrame([(1, "a", when), (1, "a", when)], "n int, s string, t timestamp").withColumn(
        "text", F.lit(CITING)
    )
    for id, kind, value in (
        ("n", "int", 1),
        ("s", "string", "a"),
        ("t", "timestamp", when),
        (F.struct("n", "t"), "struct<n:int,t:timestamp>", Row(n=1, t=when)),
        (F.array("n"), "array<int>", [1]),
        (F.col("n").cast("decimal(10,2)"), "decimal(10,2)", 1),
    ):
        checked = check_articles(df, "text", id)
        assert checked.schema["id"].dataType.simpleString() == kind
        rows = checked.collect()
        assert [row["id"] for row in rows] == [value, value], "duplicates are rows like others"
    assert "id" not in check_articles(df, "text").columns


def test_bad_articles_have_rows_that_say_why(spark: SparkSession) -> None:
    pdf = (ROOT / "fixtures").rglob("article.pdf")
    docx = (ROOT / "fixtures").rglob("council.docx")
    page = "<html><head><meta charset=windows-1252></head><body><h1>Café holds</h1><p>It holds [7].</p></body></html>"
    articles = {
        "null": None,
        "empty": b"",
        "good": CITING.encode(),
        "page": page.encode(),
        "legacy": page.encode("windows-1252"),
        "cut": b"%PDF-1.4 junk",
        "noise": bytes(range(256)) * 40,
        "zeros": b"\0" * 1000,
        "pdf": next(pdf).read_bytes(),
        "docx": next(docx).read_bytes(),
        "large": b"x" * 3_000_000,
    }
    df = spark.createDataFrame(list(articles.items()), "id string, text binary").repartition(2)
    rows = by_id(check_articles(df, "text", "id", max_size=2 << 20))
    assert set(rows) == set(articles)
    said = {key: row["findings"][0]["message"] for key, row in rows.items() if row["status"] == "not-checked"}
    assert said.keys() >= {"null", "cut", "noise", "large"} and not said.keys() & {
        "good",
        "page",
        "legacy",
        "pdf",
        "docx",
    }
    assert "3000000 bytes" in said["large"] and "broken off" in said["cut"]
    assert rows["legacy"]["headline"] == rows["page"]["headline"] == "Café holds"
    assert rows["pdf"]["counts"]["articles"] == rows["docx"]["counts"]["articles"] == 1
    assert all(codes(rows[key])[0] in ("INP001", "INP002") for key in said)


def test_columns_of_other_types_are_refused_by_name(spark: SparkSession) -> None:
    df = spark.createDataFrame([(1, CITING)], "id int, text string")
    with pytest.raises(TypeError, match="the column id is int"):
        check_articles(df, "id")
    with pytest.raises(AnalysisException, match="body"):
        check_articles(df, "body")
    with pytest.raises(ValueError, match="'docx'"):
        check_articles(df, "text", format="docx")
    with pytest.raises(TypeError, match="links"):
        check_articles(df, "text", online=True)
    with pytest.raises(TypeError, match="output is no setting"):
        check_articles(df, "text", output="x")


def test_a_setting_that_there_is_not_is_told_in_the_words_of_newscheck(spark: SparkSession) -> None:
    df = spark.createDataFrame([(1, CITING)], "id int, text string")
    words = "unexpected argument '--selct' found"
    with pytest.raises(newscheck.NewscheckError, match=words):
        check_articles(df, "text", selct="CIT")
    with pytest.raises(newscheck.NewscheckError, match=words):
        read_warcs(spark, [], selct="CIT")
    with pytest.raises(newscheck.NewscheckError, match=words):
        links(check_articles(df, "text"), online=True, selct="CIT")
    with pytest.raises(Exception, match="none\\.toml"):
        check_articles(df, "text", config="none.toml").collect()


def test_a_schema_that_changed_leaves_rows_that_say_so(spark: SparkSession, tmp_path: Path) -> None:
    folder = str(tmp_path / "table")
    spark.createDataFrame(numbered(3), "id int, text string").write.parquet(f"{folder}/day=1")
    spark.createDataFrame([(3, CITING, "x")], "id long, body string, extra string").write.parquet(f"{folder}/day=2")
    table = spark.read.schema("id long, text string").parquet(folder)
    rows = by_id(check_articles(table, "text", "id", select="CIT,INP"))
    assert {key: row["status"] for key, row in rows.items()} == {0: "fail", 1: "fail", 2: "fail", 3: "not-checked"}


def test_a_row_of_300_megabytes_costs_its_own_row(spark: SparkSession) -> None:
    df = spark.range(4).select(
        "id",
        F.when(F.col("id") == 2, F.repeat(F.concat(F.lit("x" * 999), F.col("id").cast("string")), 300_000))
        .otherwise(CITING)
        .alias("text"),
    )
    rows = by_id(check_articles(df.repartition(1), "text", "id", select="CIT,INP"))
    assert {key: row["status"] for key, row in rows.items()} == {0: "fail", 1: "fail", 2: "not-checked", 3: "fail"}
    assert "300000000 bytes" in rows[2]["findings"][0]["message"]


def job(**other: Any) -> dict[str, Any]:
    return {
        "format": None, "words": ("--no-config", "--text-field=text"), "largest": 1 << 28, "patience": 600,
        "columns": ["id", *_schema.REPORT.names], "has_id": True, "has_url": False, "record": True, **other,
    }  # fmt: skip


def batches(texts: list[str | None]) -> Iterator[pa.RecordBatch]:
    none = pa.nulls(len(texts), pa.int64())
    yield pa.RecordBatch.from_arrays([pa.array(range(len(texts))), pa.array(texts), none], ["id", "text", "too_large"])


def test_a_poisoned_row_costs_its_own_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "newscheck"
    path.write_text(STAND_IN.format(real=newscheck.binary(), most=-1))
    path.chmod(0o755)
    monkeypatch.setattr(_session, "binary", lambda: str(path))
    texts: list[str | None] = [
        "POISON" if number in (0, 700) else "ENDLESS" if number == 701 else CITING for number in range(1200)
    ]
    rows = [row for batch in _articles.checked(batches(texts), job(patience=3)) for row in batch.to_pylist()]
    assert [row["id"] for row in rows] == list(range(1200))
    lost = {row["id"]: row["findings"][0]["message"] for row in rows if row["status"] == "not-checked"}
    assert lost.keys() == {0, 700, 701}
    assert "SIGKILL" in lost[0] and "no answer in 3 s" in lost[701]


def test_a_row_does_not_tell_where_its_article_stood() -> None:
    texts: list[str | None] = [CITING, None]
    no_id: dict[str, Any] = {"has_id": False, "columns": _schema.REPORT.names}
    for form in (None, "record"):
        alone, later = (
            [row for batch in _articles.checked(batches(given), job(format=form, **no_id)) for row in batch.to_pylist()]
            for given in (texts, [*texts, *texts])
        )
        assert later == alone + alone


def test_memory_does_not_grow_with_the_partition() -> None:
    peak = 0
    seen = 0

    def many() -> Iterator[pa.RecordBatch]:
        for _ in range(60):
            yield from batches([CITING * 20] * 1000)

    for batch in _articles.checked(many(), job()):
        seen += batch.num_rows
        peak = max(peak, pa.total_allocated_bytes())
    assert seen == 60_000 and peak < 64 << 20


def test_an_executor_without_the_wheel_says_so() -> None:
    from pyspark import cloudpickle

    shipped = cloudpickle.dumps(  # type: ignore[no-untyped-call]
        _ship.task("_articles", "checked", job())
    )
    script = "import pickle, sys; sys.modules['newscheck'] = None; next(pickle.load(sys.stdin.buffer)(iter([])))"
    done = subprocess.run([sys.executable, "-c", script], input=shipped, capture_output=True)
    assert b"RuntimeError: the wheel `newscheck` is not installed for" in done.stderr
    assert pickle.loads(shipped)(iter([])) is not None


def test_an_executor_without_the_binary_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise newscheck.BinaryNotFound("the wheel `newscheck`")

    monkeypatch.setattr(_session, "binary", nowhere)
    with pytest.raises(newscheck.BinaryNotFound, match="the wheel `newscheck`"):
        list(_articles.checked(batches([CITING]), job()))


# Processes that are killed.


def running(matches: Callable[[Path], bool]) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if matches(folder):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def is_ours(folder: Path) -> bool:
    return str((folder / "exe").readlink()) == newscheck.binary()


def is_executor_of(spark: SparkSession) -> Callable[[Path], bool]:
    port = spark.sparkContext.getConf().get("spark.driver.port")

    def matches(folder: Path) -> bool:
        words = (folder / "cmdline").read_bytes()
        return b"CoarseGrainedExecutorBackend" in words and f"@127.0.0.1:{port}".encode() in words

    return matches


class Killer:
    """Kills what matches, every second from when there is some, `most` times."""

    def __init__(self, matches: Callable[[Path], bool], most: int) -> None:
        self.matches, self.most, self.killed = matches, most, 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        while self.killed < self.most and not self.done.wait(1):
            for process in running(self.matches)[:1]:
                os.kill(process, signal.SIGKILL)
                self.killed += 1

    def __enter__(self) -> Killer:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()


@pytest.mark.skipif(not Path("/proc/self/exe").exists(), reason="finds processes in /proc")
@pytest.mark.parametrize("what", ["newscheck", "executor"])
def test_rows_are_the_same_with_processes_killed(spark: SparkSession, what: str) -> None:
    table = spark.range(60_000, numPartitions=6).select("id", F.lit(CITING * 3).alias("text"))

    def digest() -> list[Row]:
        checked = check_articles(table, "text", "id", select="CIT,INP")
        return checked.agg(F.count("*"), F.sum("id"), F.sum(F.crc32("record")), F.countDistinct("id")).collect()

    undisturbed = digest()
    with Killer(is_ours if what == "newscheck" else is_executor_of(spark), 3 if what == "newscheck" else 1) as killer:
        disturbed = digest()
    assert killer.killed > 0
    assert disturbed == undisturbed and undisturbed[0][0] == 60_000


# Web archives.


def page(number: int) -> bytes:
    return (
        f"<html><head><title>Weir {number} holds</title></head><body><article><h1>Weir {number} holds</h1>"
        f"<p>The weir number {number} holds, engineers say [1]. The water is as low as last year [2].</p>"
        "</article></body></html>"
    ).encode()


def warc(path: Path, numbers: range) -> Path:
    with path.open("wb") as file:
        for number in numbers:
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-03-18T19:05:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
                f"WARC-Target-URI: https://example.org/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            ).encode()
            file.write(gzip.compress(head + body + b"\r\n\r\n", mtime=0))
    return path


def test_pages_of_web_archives_are_those_of_parse(spark: SparkSession, tmp_path: Path) -> None:
    paths = [warc(tmp_path / f"{part}.warc.gz", range(part * 300 + 1, part * 300 + 301)) for part in range(3)]
    rows = read_warcs(spark, paths, files_per_task=2).collect()
    assert [row["url"] for row in rows] == [f"https://example.org/{number}" for number in range(1, 901)]
    assert {row["path"] for row in rows} == set(map(str, paths))
    for path in paths:
        done = subprocess.run(
            [newscheck.binary(), "parse", "--no-config", "--format=ndjson", path], capture_output=True
        )
        assert [row["record"] for row in rows if row["path"] == str(path)] == done.stdout.decode().splitlines()[:-1]
    assert rows[6]["headline"] == "Weir 7 holds" and rows[6]["error"] is None
    start, length = rows[6]["offset"], rows[6]["length"]
    assert b"example.org/7\r" in gzip.decompress(paths[0].read_bytes()[start : start + length])
    checked = check_articles(read_warcs(spark, paths), "record", "url", format="record", select="CIT")
    assert {row["id"]: codes(row) for row in checked.collect()} == {
        f"https://example.org/{number}": ["CIT004"] for number in range(1, 901)
    }


def test_bad_archives_have_rows_that_say_why(spark: SparkSession, tmp_path: Path) -> None:
    whole = warc(tmp_path / "whole.warc.gz", range(40))
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    noise = tmp_path / "noise.warc.gz"
    noise.write_bytes(os.urandom(5000))
    (tmp_path / "empty.warc.gz").write_bytes(b"")
    names = ["whole", "cut", "noise", "empty", "none"]
    rows = read_warcs(spark, [tmp_path / f"{name}.warc.gz" for name in names]).collect()
    per = {name: [row for row in rows if Path(row["path"]).name.startswith(name)] for name in names}
    assert len(per["whole"]) == 40 and not any(row["error"] for row in per["whole"])
    assert 15 < len(per["cut"]) < 25 and [bool(row["error"]) for row in per["cut"]].count(True) == 1
    assert per["cut"][-1]["error"] and all(row["headline"] for row in per["cut"][:-1])
    assert per["noise"][0]["error"] and "no such file" in per["none"][0]["error"]
    checked = check_articles(read_warcs(spark, [cut]), "record", "path", format="record", select="INP,CIT").collect()
    (unread,) = (row for row in checked if row["status"] == "not-checked")
    assert codes(unread)[0] in per["cut"][-1]["error"] and unread["findings"][0]["message"] in per["cut"][-1]["error"]


def test_archives_that_are_elsewhere_are_streamed(spark: SparkSession, tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc.gz", range(40))

    class Breaking:
        def __init__(self, file: Any) -> None:
            self.file, self.read_before = file, False

        def __enter__(self) -> Breaking:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def read(self, _: int) -> bytes:
            if self.read_before:
                raise TimeoutError("the store went away")
            self.read_before = True
            data: bytes = self.file.read(path.stat().st_size // 2)
            return data

    def of_store(name: str) -> Any:
        file = open(path, "rb")  # noqa: PTH123, SIM115
        return file if name == "store://whole" else Breaking(file)

    rows = read_warcs(spark, ["store://whole"], open=of_store).collect()
    assert [row["url"] for row in rows] == [f"https://example.org/{number}" for number in range(40)]
    assert {row["path"] for row in rows} == {"store://whole"}
    rows = read_warcs(spark, ["store://broken"], open=of_store).collect()
    assert "TimeoutError: the store went away" in rows[-1]["error"]
    assert len({row["url"] for row in rows[:-1]}) == len(rows) - 1, "a second try doubles nothing"


def test_a_newscheck_that_ends_within_an_archive_is_run_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = warc(tmp_path / "a.warc.gz", range(200))
    path = tmp_path / "newscheck"
    flag = tmp_path / "ran"
    once = f'#!/bin/sh\nif [ -e "{flag}" ]; then exec "{newscheck.binary()}" "$@"; fi\ntouch "{flag}"\n'
    path.write_text(f'{once}"{newscheck.binary()}" "$@" | head -n 50\nkill -KILL $$\n')
    path.chmod(0o755)
    monkeypatch.setattr(_session, "binary", lambda: str(path))
    numbers = range(200)
    rows = [row for batch in _warcs._pages(str(archive), ["--no-config"], None, 60) for row in batch.to_pylist()]
    assert [row["url"] or row["member"]["url"] for row in rows] == [
        f"https://example.org/{number}" for number in numbers
    ]
    path.write_text(f'#!/bin/sh\n"{newscheck.binary()}" "$@" | head -n 50\nkill -KILL $$\n')
    rows = [row for batch in _warcs._pages(str(archive), ["--no-config"], None, 60) for row in batch.to_pylist()]
    assert len(rows) == 51 and "SIGKILL; read to here, 50" in rows[-1]["message"]


# Links.


class Site(http.server.ThreadingHTTPServer):
    """Counts how many requests each of its names answers at once."""

    daemon_threads = True

    def __init__(self) -> None:
        self.at_once: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), Answer)


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = self.server
        assert isinstance(site, Site)
        host = self.headers["Host"].partition(":")[0]
        with site.lock:
            site.at_once[host] += 1
            site.asked[f"{host}{self.path}"] += 1
            site.most[host] = max(site.most[host], site.at_once[host])
        time.sleep(0.05)
        words = page(1) if "gone" not in self.path else b"gone"
        with site.lock:
            site.at_once[host] -= 1
        self.send_response(404 if "gone" in self.path else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *_: Any) -> None:
        pass


def citing(urls: list[str]) -> str:
    marks = "".join(f"[{number}]" for number in range(1, len(urls) + 1))
    entries = "\n".join(f"[{number}] {url}" for number, url in enumerate(urls, 1))
    return f"Weir holds\n\nThe weir holds, engineers say {marks}.\n\nReferences\n{entries}\n"


def test_links_are_those_that_newscheck_lists(spark: SparkSession, tmp_path: Path) -> None:
    paths = [path for path in (ROOT / "fixtures/rules").rglob("*") if path.suffix in (".txt", ".md", ".html")]
    articles = [(str(path), path.read_bytes()) for path in paths if "URL007" not in str(path)]
    for key, text in articles:
        (tmp_path / str(abs(hash(key)))).with_suffix(Path(key).suffix).write_bytes(text)
    df = spark.createDataFrame(articles, "id string, text binary")
    parts = [("text", ".txt"), ("markdown", ".md"), ("html", ".html")]
    checked = [check_articles(df.where(F.col("id").endswith(end)), "text", "id", format=kind) for kind, end in parts]
    listed = {row["url"] for one in checked for row in links(one).collect()}
    done = subprocess.run([newscheck.binary(), "links", "--no-config", tmp_path], capture_output=True, text=True)
    assert len(listed) > 50 and listed == set(done.stdout.splitlines())


def test_each_host_is_asked_by_one_task(spark: SparkSession) -> None:
    site = Site()
    threading.Thread(target=site.serve_forever, daemon=True).start()
    hosts = ["127.0.0.1", "localhost", "127.1.1.1"]
    port = site.server_address[1]
    urls = [
        f"http://{host}:{port}/{'gone' if number % 5 == 0 else 'weir'}/{number}"
        for number in range(20)
        for host in hosts[:2]
    ]
    articles = [(number, citing(urls[number % 7 :: 3])) for number in range(30)]
    df = spark.createDataFrame(articles, "id int, text string").repartition(6)
    checked = check_articles(df, "text", "id")
    listed = {row["url"]: row for row in links(checked).collect()}
    assert set(listed) == set(urls) and {row["host"] for row in listed.values()} == set(hosts[:2])
    cites = Counter(url for _, text in articles for url in set(text.split()) & set(urls))
    assert {url: row["articles"] for url, row in listed.items()} == cites
    asked = links(
        checked, online=True, hosts_at_once=4, addresses=3, allow_private=True, host_connections=1, no_cache=True
    ).collect()
    site.shutdown()
    assert {row["url"]: row["verdict"] for row in asked} == {url: "dead" if "gone" in url else "alive" for url in urls}
    assert len(asked) == len(urls) and all(json.loads(row["link"])["url"] == row["url"] for row in asked)
    assert site.most == {host: 1 for host in hosts[:2]}, "two tasks asked one host"
    told = {row["url"]: row["reason"] for row in asked}
    assert "404" in told[urls[0]]


def test_links_are_not_asked_for_by_tasks_that_run_twice(spark: SparkSession) -> None:
    checked = check_articles(spark.createDataFrame([(CITING,)], "text string"), "text")
    with pytest.raises(TypeError, match="timeout"):
        links(checked, timeout="1s")
    get = type(spark.conf).get
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            type(spark.conf),
            "get",
            lambda self, key, *rest: "true" if key == "spark.speculation" else get(self, key, *rest),
        )
        with pytest.raises(newscheck.NewscheckError, match=r"spark\.speculation"):
            links(checked, online=True)


def test_the_example_of_the_page_holds(spark: SparkSession, tmp_path: Path) -> None:
    block = (ROOT / "docs/scale.md").read_text().split("```python\n")[1].split("```")[0]
    paths = [warc(tmp_path / "a.warc.gz", range(1, 30))]
    exec(block.replace('parquet("', f'parquet("{tmp_path}/'), {"spark": spark, "paths": paths})
    assert spark.read.parquet(f"{tmp_path}/checked").count() == 29
    found = spark.read.parquet(f"{tmp_path}/findings")
    assert {"id", "article_url", "code", "line"} <= set(found.columns)
    assert found.where("code = 'CIT004'").count() == 29
