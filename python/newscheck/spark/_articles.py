"""Articles in a column to reports, and reports to findings."""

from __future__ import annotations

import codecs
import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain, repeat
from json.encoder import encode_basestring
from typing import Any

import numpy
import pyarrow as pa
import pyarrow.compute as compute
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import BinaryType, StringType, StructField, StructType

from newscheck._binary import binary
from newscheck._exchange import Exchange, lost
from newscheck._session import Ended
from newscheck._settings import arguments
from newscheck.spark import _schema
from newscheck.spark._ship import task, vet

#: Articles that are handed over and answered together, and about how many bytes of them.
ROWS, BYTES = 512, 1 << 20

#: The longest article in bytes, as `--max-file-size` has it.
LARGEST = 256 << 20

#: By what `format` says, the field under which newscheck takes the words; by content where it says nothing.
FIELDS = {None: "text", "text": "text", "html": "html", "markdown": "markdown", "record": ""}

#: What is asked of a report of which no more is kept than columns; its place tells which line a fault is of.
FEW = "path,member,headline,published,status,counts,findings"

#: How a row begins that tells the line of the article.
LINE = b'{"type":"article","path":"-","member":{"index":'

#: Files of formats that are told by their bytes alone, though these might be UTF-8.
MAGIC = (b"%PDF-", b"PK\x03\x04")


@dataclass(frozen=True)
class _Job:
    """What a task has to know."""

    format: str | None
    words: tuple[str, ...]
    largest: int
    patience: float
    columns: list[str]
    has_id: bool
    has_url: bool
    record: bool


def check_articles(
    df: DataFrame,
    text: str | Column,
    id: str | Column | None = None,
    url: str | Column | None = None,
    format: str | None = None,
    *,
    record: bool = True,
    max_size: int = LARGEST,
    patience: float = 600,
    **settings: Any,
) -> DataFrame:
    """A row for each article of the column `text`, which holds strings or bytes, in the order of its partition.

    `id` and `url` are handed on as they are; the url is the article's own address. `format` is `text`, `html`,
    `markdown` or `record` (what `read_warcs` gives); without it, each article is told by its content. Bytes that are no
    UTF-8 are read as files are, each by a newscheck of its own.

    The columns are `id`, `url`, `status`, `headline`, `published`, `counts`, `findings` and `record`, the report of the
    article as JSON (`ArticleReport` of `newscheck schema report`), null where `record=False` saves it.

    What could not be read (no text, more than `max_size` bytes, a newscheck that was killed on it or gave no answer
    for `patience` seconds) has the status `not-checked` and a finding INP001, INP002 or INP003. Settings are those of
    `newscheck.check`. Raises `TypeError` for a column that holds no articles.
    """
    if format not in FIELDS:
        raise ValueError(f"no format of articles in a column: {format!r} ({', '.join(filter(None, FIELDS))})")
    if settings.get("online"):
        raise TypeError("an online run asks hosts from every task at once: take links(), which groups them by host")
    wanted = {"text": text, "id": id, "url": url}
    given = df.select(*(_column(each).alias(name) for name, each in wanted.items() if each is not None))
    kind = given.schema["text"].dataType
    if not isinstance(kind, (StringType, BinaryType)):
        raise TypeError(f"the column {text} is {kind.simpleString()}: an article is a string or binary")
    # What is too large never leaves the executor's JVM: an Arrow batch of such rows would not fit anywhere.
    size = F.octet_length("text")
    narrow = given.select(
        F.when(size <= max_size, F.col("text")).alias("text"),
        F.when(size > max_size, size).alias("too_large"),
        *([F.col("id")] if id is not None else []),
        *([F.col("url").cast("string")] if url is not None else []),
    )
    head = [StructField("id", given.schema["id"].dataType)] if id is not None else []
    if url is not None:
        head.append(StructField("url", StringType()))
    columns = StructType(head + _schema.spark(_schema.REPORT).fields)
    words = [*arguments({**settings, "max_file_size": max_size}), "--jobs=1"]
    if not record:
        words.append(f"--fields={FEW}")
    if format is None:
        words.append("--text-field=text")
    if settings.get("config") is None:
        vet(["verify", "--format=ndjson", "--input-format=ndjson", *words, "-"])
    job = _Job(
        format,
        tuple(words),
        max_size,
        patience,
        columns.names,
        has_id=id is not None,
        has_url=url is not None,
        record=record,
    )
    return narrow.mapInArrow(task("_articles", "checked", asdict(job)), columns)


def findings(df: DataFrame) -> DataFrame:
    """A row for each finding of what `check_articles` gives: `id`, `article_url`, and the fields of `FindingRecord`."""
    known = [name for name in ("id", "url") if name in df.columns]
    exploded = df.select(*known, F.explode("findings").alias("finding"))
    if "url" in known:
        exploded = exploded.withColumnRenamed("url", "article_url")
    return exploded.select(*(name for name in exploded.columns if name != "finding"), "finding.*")


def _column(name: str | Column) -> Column:
    return F.col(name) if isinstance(name, str) else name


def checked(batches: Iterator[pa.RecordBatch], given: dict[str, Any]) -> Iterator[pa.RecordBatch]:
    """The task: pieces of its batches through one newscheck. `given` is a `_Job`."""
    job = _Job(**given)
    exchange = Exchange(job.words, job.patience)
    for piece, answers in exchange.run(_prepared(batches, job)):
        yield piece.finished(answers, job)


@dataclass
class _Piece:
    """Some rows, and the answers to those that need no newscheck, by their places."""

    batch: pa.RecordBatch
    ready: dict[int, bytes]

    def finished(self, answers: list[bytes], job: _Job) -> pa.RecordBatch:
        if self.ready:
            rest = iter(answers)
            answers = [self.ready.get(place) or next(rest) for place in range(self.batch.num_rows)]
        if job.record or job.format == "record":
            answers = [_placeless(row) for row in answers]
        table = _schema.parsed(answers, _schema.REPORT, "record", job.record)
        arrays = [_whole(column) for column in table.columns]
        if job.has_url:
            arrays.insert(0, self.batch.column("url"))
        if job.has_id:
            arrays.insert(0, self.batch.column("id"))
        return pa.RecordBatch.from_arrays(arrays, names=job.columns)


def _placeless(row: bytes) -> bytes:
    """The row without the line on which a newscheck was handed the article, which differs from one run to the next."""
    if not row.startswith(LINE):
        return row
    rest = row[row.index(b",", len(LINE)) :]
    # A line that is no JSON has no name but its number.
    if rest.startswith(b',"id":null,') and b',"status":"not-checked",' in rest:
        finding = json.loads(row)["findings"][0]
        return lost(re.sub("^line [0-9]+", "line 1", finding["message"]), finding["code"])
    return LINE + b"0" + rest


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _prepared(batches: Iterator[pa.RecordBatch], job: _Job) -> Iterator[tuple[_Piece, bytes]]:
    for batch in batches:
        start = 0
        ends = _ends(batch)
        for end in ends:
            rows = batch.slice(start, end - start)
            start = end
            yield _piece(rows, job)


def _ends(batch: pa.RecordBatch) -> Iterator[int]:
    """Where pieces of a batch end."""
    sizes = compute.fill_null(compute.binary_length(batch.column("text")), 0).to_pylist()
    rows = size = 0
    for place, each in enumerate(sizes):
        rows, size = rows + 1, size + each
        if rows == ROWS or size >= BYTES or place + 1 == len(sizes):
            yield place + 1
            rows = size = 0


def _piece(rows: pa.RecordBatch, job: _Job) -> tuple[_Piece, bytes]:
    texts = rows.column("text").cast(pa.binary()).to_pylist()
    is_text = pa.types.is_string(rows.column("text").type)
    urls = rows.column("url").to_pylist() if job.has_url else [None] * len(texts)
    ids = rows.column("id").to_pylist() if job.has_id else urls
    if is_text and job.format != "record" and rows.column("too_large").null_count == len(texts):
        at_once = _at_once(texts, list(map(_name, ids)), urls, FIELDS[job.format])
        if at_once is not None:
            return _Piece(rows, {}), at_once
    too_large = rows.column("too_large").to_pylist()
    ready: dict[int, bytes] = {}
    lines: list[bytes] = []
    for place, text in enumerate(texts):
        if too_large[place] is not None:
            words = f"the article has {too_large[place]} bytes, more than --max-file-size ({job.largest} bytes)"
            ready[place] = lost(words, "INP001")
            continue
        if text is not None and not is_text:
            if _is_of_a_file(text):
                ready[place] = _alone(text, job)
                continue
            text = text.removeprefix(codecs.BOM_UTF8)
        if job.format == "record":
            made = _record_line(text)
            if made.startswith(b'{"type":"error"'):
                ready[place] = _passed_on(made)
                continue
            lines.append(made)
        else:
            lines.append(_line(text, _name(ids[place]), urls[place], FIELDS[job.format]))
    return _Piece(rows, ready), b"".join(lines)


#: What stands between the texts of a piece, their names, their addresses and the next text until all of them are
#: quoted. Texts that have these characters themselves go the long way.
NAME, ADDRESS, NEXT = b"\x00", b"\x01", b"\x02"


def _at_once(texts: list[bytes | None], names: list[str], urls: list[str | None], field: str) -> bytes | None:
    """The lines of all articles, quoted together, which takes a third of the time: as `_line` makes each; none where
    one lacks words or has characters that are rare."""
    has_urls = all(url is not None for url in urls)
    if None in texts or not (has_urls or all(url is None for url in urls)):
        return None
    columns: list[Iterable[Any]] = [texts, repeat(NAME), (name.encode() for name in names)]
    if has_urls:
        columns += [repeat(ADDRESS), (str(url).encode() for url in urls)]
    columns.append(repeat(NEXT))
    escaped = _escaped(b"".join(chain.from_iterable(zip(*columns, strict=False))))
    marks = len(texts) * (3 if has_urls else 2)
    if _controls(escaped) != marks:
        return None
    head = b'{"%b":"' % field.encode()
    lines = escaped.replace(NAME, b'","id":"').replace(ADDRESS, b'","url":"').replace(NEXT, b'"}\n' + head)
    return head + lines[: -len(head)]


def _name(id: Any) -> str:
    """What an article is called: findings are told apart by it, the same wherever the article stands."""
    if isinstance(id, (dict, list)):
        return "#".join(map(_name, id.values() if isinstance(id, dict) else id))
    return "-" if id is None else str(id)


def _line(text: bytes | None, id: str, url: str | None, field: str) -> bytes:
    words = b'{"%b":%b,"id":%b' % (field.encode(), b"null" if text is None else quoted(text), quoted(id.encode()))
    if url is not None:
        words += b',"url":' + quoted(url.encode())
    return words + b"}\n"


def quoted(text: bytes) -> bytes:
    """A JSON string of UTF-8, three times as fast as JSON's own writer makes one of a page."""
    escaped = _escaped(text)
    if _controls(escaped):
        return encode_basestring(text.decode()).encode()  # Other control characters are rare.
    return b'"%b"' % escaped


def _escaped(text: bytes) -> bytes:
    text = text.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return text.replace(b"\n", b"\\n").replace(b"\t", b"\\t").replace(b"\r", b"\\r")


def _controls(text: bytes) -> int:
    return int(numpy.count_nonzero(numpy.frombuffer(text, numpy.uint8) < ord(" ")))


def _record_line(text: bytes | None) -> bytes:
    """A record on a line of its own: line ends are nothing but space in JSON."""
    if text is None or not text.strip():
        return b"null\n"
    return text.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"


def _passed_on(line: bytes) -> bytes:
    """The report of what `newscheck parse` could not read."""
    try:
        fault = json.loads(line)
        return lost(fault["message"], fault["code"])
    except (ValueError, KeyError):
        return lost("a row of an error that says none", "INP001")


def _is_of_a_file(data: bytes) -> bool:
    """Whether bytes are more than a text in UTF-8."""
    if data.startswith(MAGIC):
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


def _alone(data: bytes, job: _Job) -> bytes:
    """The report of the bytes of a file, whose encoding and format newscheck tells."""
    words = [word for word in job.words if not word.startswith("--text-field")]
    if job.format in ("text", "html", "markdown"):
        words.append(f"--input-format={job.format}")
    command = [binary(), "verify", "--format=ndjson", *words, "-"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=job.patience)
    except subprocess.TimeoutExpired:
        return lost(f"no answer in {job.patience:g} s")
    rows = [row for row in done.stdout.split(b"\n") if row.startswith(b'{"type":"article"')]
    if len(rows) == 1:
        return rows[0]
    if rows:
        return lost(f"the bytes hold {len(rows)} articles, not one", "INP002")
    return lost(str(Ended(done.returncode, done.stderr.decode(errors="replace"))))
