"""Web archives to pages, a file to a task."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from newscheck._errors import NewscheckError
from newscheck._session import Ended, Session
from newscheck._settings import arguments
from newscheck.spark import _schema
from newscheck.spark._ship import task, vet

#: Pages that make a batch, and about how many bytes of their records.
ROWS, BYTES = 512, 4 << 20

#: Bytes that are read at once of a file that is not on a disk.
READ = 1 << 20

Open = Callable[[str], IO[bytes]]


def read_warcs(
    spark: SparkSession,
    paths: Iterable[str | os.PathLike[str]],
    *,
    open: Open | None = None,
    files_per_task: int = 1,
    patience: float = 600,
    **settings: Any,
) -> DataFrame:
    """A row for each page or text of web archives, which are streamed, `files_per_task` one after the other in a task.

    Paths are read as every executor sees them; addresses (`s3://...`) are opened by fsspec, or by `open`, which gives a
    file of bytes for one. Settings are the options of `newscheck parse`.

    The columns are `path`, `id`, `url`, `date`, `offset` and `length` of the archive's record, `format`, `sha256`,
    `page_url`, `language`, `page_type`, `headline`, `published`, `modified`, `authors`, `publisher`, `error`, and
    `record`, all of it as JSON, which `check_articles(..., text="record", format="record")` takes.

    What could not be read has a row whose `error` says why; of a file that breaks off, a row behind its last page.
    """
    names = [os.fspath(path) for path in paths]
    words = ["--input-format=warc", "--jobs=1", *arguments(settings)]
    if settings.get("config") is None:
        vet(["parse", "--format=ndjson", *words, "-"])
    parts = -(-len(names) // files_per_task) or 1

    work = task("_warcs", "pages_of", names, files_per_task, words, open, patience)
    # Each part has one number: no shuffle puts two files where one would do.
    places = spark.range(0, parts, 1, parts).select(F.col("id").alias("place"))
    pages = places.mapInArrow(work, _schema.spark(pa.schema([("path", pa.string()), *_schema.PAGE])))
    member = [F.col(f"member.{name}").alias(name) for name in ("id", "url", "date", "offset", "length")]
    plain = ("format", "sha256", F.col("url").alias("page_url"), "language", "page_type", "headline", "published")
    error = F.when(F.col("message").isNotNull(), F.concat_ws(": ", "code", "message")).alias("error")
    return pages.select("path", *member, *plain, "modified", "authors", "publisher", error, "record")


def pages_of(
    batches: Iterator[pa.RecordBatch],
    names: Sequence[str],
    files_per_task: int,
    words: Sequence[str],
    open: Open | None,
    patience: float,
) -> Iterator[pa.RecordBatch]:
    """The task: its files, one after the other."""
    for batch in batches:
        for place in batch.column("place").to_pylist():
            for name in names[place * files_per_task : (place + 1) * files_per_task]:
                yield from _pages(name, words, open, patience)


def _pages(name: str, words: Sequence[str], open: Open | None, patience: float) -> Iterator[pa.RecordBatch]:
    lines: list[bytes] = []
    size = 0
    for line in _lines(name, words, open, patience):
        lines.append(line)
        size += len(line)
        if len(lines) == ROWS or size >= BYTES:
            yield _batch(name, lines)
            lines, size = [], 0
    if lines:
        yield _batch(name, lines)


def _batch(name: str, lines: list[bytes]) -> pa.RecordBatch:
    table = _schema.parsed(lines, _schema.PAGE, "record")
    arrays = [column.combine_chunks() for column in table.columns]
    return pa.RecordBatch.from_arrays(
        [pa.array([name] * len(lines), pa.string()), *arrays], ["path", *_schema.PAGE.names]
    )


def _lines(name: str, words: Sequence[str], open: Open | None, patience: float) -> Iterator[bytes]:
    """The lines of `newscheck parse` on a file. Where newscheck ends early, it reads the file once more from where it
    was; the same bytes give the same lines."""
    told = 0
    for attempt in (1, 2):
        skipped = told
        try:
            for line in _run(name, words, open, patience):
                if line.startswith(b'{"type":"summary"'):
                    return
                if skipped:
                    skipped -= 1
                    continue
                told += 1
                yield line
        except Ended as end:
            if end.returncode == 2 and not told:
                raise NewscheckError(str(end)) from None
            if attempt == 2:
                yield _fault(name, f"{end}; read to here, {told} pages and faults")


def _run(name: str, words: Sequence[str], open: Open | None, patience: float) -> Iterator[bytes]:
    command = ["parse", "--format=ndjson", *words]
    if open is None and "://" not in name:
        session = Session([*command, "--", name], patience, feed=())
    else:
        session = Session([*command, f"--stdin-name={name}", "-"], patience, feed=_read(name, open or _by_fsspec))
    try:
        while True:
            yield from session.receive()
    finally:
        session.close()


def _read(name: str, open: Open) -> Iterator[bytes]:
    with open(name) as file:
        while data := file.read(READ):
            yield data


def _by_fsspec(name: str) -> IO[bytes]:
    try:
        import fsspec  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise NewscheckError(f"fsspec, which opens {name}, is not installed (pip install fsspec)") from None
    file: IO[bytes] = fsspec.open(name, "rb").open()
    return file


def _fault(name: str, message: str) -> bytes:
    fault = {"type": "error", "path": name, "path_base64": None, "member": None, "code": "INP003", "message": message}
    return json.dumps(fault, separators=(",", ":")).encode()
