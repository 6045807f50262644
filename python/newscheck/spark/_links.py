"""What articles cite, by host, and what became of it."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from newscheck._binary import binary
from newscheck._errors import NewscheckError
from newscheck._session import Ended
from newscheck._settings import arguments
from newscheck.spark import _schema
from newscheck.spark._ship import task, vet

#: What is cited, in a report.
CITED = "references array<struct<url: string, urls: array<string>>>, citations array<struct<url: string>>"

#: Addresses for which one newscheck asks: enough to keep its connections busy over many hosts.
ADDRESSES = 2000

#: What is known of an address before it is asked for.
KNOWN = pa.schema([("url", pa.string()), ("host", pa.string()), ("articles", pa.int64())])


def links(
    df: DataFrame, *, online: bool = False, hosts_at_once: int = 16, addresses: int = ADDRESSES, **settings: Any
) -> DataFrame:
    """A row for each address that articles cite: `url`, `host`, and `articles`, by how many rows it is cited.

    `df` is what `check_articles` gives, with records. With `online` newscheck asks for the addresses: all of a host are
    in one of `hosts_at_once` tasks, which asks for `addresses` at a time, so that no host is asked from two places.
    The columns are then `verdict`, `reason`, `status`, `final_url`, `attempts`, `checked_at`, `from_cache` and `link`,
    all of it as JSON, too. Settings are the options of `newscheck links`, such as `respect_robots=True`.

    Write what it gives before it is used twice: each action on it asks again. Raises `NewscheckError` where Spark runs
    tasks speculatively, which would ask hosts twice at once.
    """
    cited = F.from_json("record", CITED)
    own = F.filter(F.col("cited.citations.url"), lambda url: url.contains("://"))
    all_of_it = F.concat(
        F.coalesce(own, F.array()),
        F.coalesce(F.flatten("cited.references.urls"), F.array()),
        F.coalesce(F.col("cited.references.url"), F.array()),
    )
    exploded = df.select(cited.alias("cited")).select(F.explode(F.array_distinct(all_of_it)).alias("url"))
    counted = exploded.where("url is not null").groupBy("url").agg(F.count("*").alias("articles"))
    host = F.coalesce(F.lower(F.try_parse_url("url", F.lit("HOST"))), F.lit(""))
    listed = counted.select("url", host.alias("host"), "articles")
    if not online:
        if settings:
            raise TypeError(f"only an online run has settings: {', '.join(settings)}")
        return listed
    if str(df.sparkSession.conf.get("spark.speculation", "false")).lower() == "true":
        raise NewscheckError("with spark.speculation two tasks may ask one host at once: turn it off for links")
    # `www.` is the same server more often than not.
    grouped = listed.repartition(hosts_at_once, F.regexp_replace("host", "^www\\.", ""))
    words = ["--online", *arguments(settings)]
    if settings.get("config") is None:
        vet(["links", "--format=ndjson", *words, "--urls-from=-"])
    columns = _schema.spark(pa.schema([*KNOWN, *_schema.LINK]))
    return grouped.mapInArrow(task("_links", "asked", words, addresses), columns)


def asked(batches: Iterator[pa.RecordBatch], words: Sequence[str], most: int) -> Iterator[pa.RecordBatch]:
    """The task: one newscheck after the other, each for some addresses."""
    rows = (row for batch in batches for row in batch.to_pylist())
    while chunk := list(itertools.islice(rows, most)):
        answers = _verdicts([row["url"] for row in chunk], words)
        lines = [answers[row["url"]] for row in chunk]
        arrays = [column.combine_chunks() for column in _schema.parsed(lines, _schema.LINK, "link").columns]
        known = pa.RecordBatch.from_pylist(chunk, KNOWN)
        yield pa.RecordBatch.from_arrays([*known.columns, *arrays], [*KNOWN.names, *_schema.LINK.names])


def _verdicts(urls: Sequence[str], words: Sequence[str]) -> dict[str, bytes]:
    """For each address the line of `newscheck links`, or one without a verdict that says why there is none."""
    command = [binary(), "links", "--format=ndjson", *words, "--urls-from=-"]
    done = subprocess.run(command, input="\n".join(urls).encode(errors="replace"), capture_output=True)
    found: dict[str, bytes] = {}
    for line in done.stdout.splitlines():
        try:
            found[json.loads(line)["url"]] = line
        except (ValueError, KeyError, TypeError):
            continue  # A last line that was never finished.
    end = Ended(done.returncode, done.stderr.decode(errors="replace"))
    if done.returncode == 2 and not found:
        raise NewscheckError(str(end))
    why = "not one address on a line" if done.returncode in (0, 1) else str(end)
    return {url: found.get(url) or _unasked(url, why) for url in urls}


def _unasked(url: str, why: str) -> bytes:
    return json.dumps({"url": url, "verdict": None, "reason": f"not asked: {why}"}).encode()
