"""Checks a crawl and sums it up.

usage: spark-submit examples/spark/check_crawl.py INPUT OUTPUT

INPUT is a folder of web archives, a list of them (`*.paths`, one a line, as crawls publish it; `s3://` needs fsspec and
s3fs), a Parquet table or ndjson files with columns `text` (or `html`), `id` and `url`, or a folder of saved articles.
OUTPUT gets `articles` and `findings` as Parquet, and `summary`, a JSON text, which is printed, too; an OUTPUT that is
there is written anew.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from newscheck.spark import check_articles, findings, read_warcs
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

#: Endings of saved articles in a folder.
SAVED = "*.{txt,md,markdown,rst,html,htm,xhtml,mhtml,mht,eml,docx,pdf}"

#: Endings of web archives.
ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz")


def articles(spark: SparkSession, source: str) -> DataFrame:
    """A row of `check_articles` for each article of the source."""
    if source.endswith(".paths"):
        return crawled(spark, [line for line in Path(source).read_text().splitlines() if line])
    if Path(source).is_dir() and (
        found := [str(path) for path in Path(source).rglob("*") if path.name.endswith(ARCHIVES)]
    ):
        return crawled(spark, sorted(found))
    if source.rstrip("/").endswith((".ndjson", ".jsonl", ".json")):
        return of_columns(spark.read.json(source))
    if source.rstrip("/").endswith(".parquet") or any(Path(source).glob("*.parquet")):
        return of_columns(spark.read.parquet(source))
    files = (
        spark.read.format("binaryFile").option("recursiveFileLookup", True).option("pathGlobFilter", SAVED).load(source)
    )
    # Small files come many to a partition, which would leave cores idle.
    spread = files.select("path", "content").repartition(spark.sparkContext.defaultParallelism)
    return check_articles(spread, "content", id="path", url=F.lit(None).cast("string"))


def crawled(spark: SparkSession, paths: list[str]) -> DataFrame:
    """The pages of web archives; what could not be read of one keeps its place, as a row that says why."""
    pages = read_warcs(spark, paths)
    return check_articles(pages, "record", id=F.struct("path", "offset"), url="url", format="record")


def of_columns(table: DataFrame) -> DataFrame:
    """The articles of a table."""
    text = "text" if "text" in table.columns else "html"
    known: dict[str, Any] = {name: name for name in ("id", "url") if name in table.columns}
    return check_articles(table, text, format=None if text == "text" else "html", **known)


def summary(checked: DataFrame, found: DataFrame) -> dict[str, Any]:
    """Articles by status, findings by code, the sites with most dangling citations, what could not be read by cause."""

    def counts(table: DataFrame, key: str, most: int = 20) -> dict[str, int]:
        rows = table.groupBy(key).agg(F.sum("count").alias("count")).orderBy(F.desc("count"), key).limit(most)
        return {row[key]: row["count"] for row in rows.collect()}

    one = F.lit(1).alias("count")
    dangling = F.col("counts.dangling").alias("count")
    url = F.col("url") if "url" in checked.columns else F.lit(None).cast("string")
    host = F.coalesce(F.lower(F.try_parse_url(url, F.lit("HOST"))), F.lit("no address")).alias("host")
    unread = found.where(F.col("code").isin("INP001", "INP002", "INP003"))
    # Numbers in a message tell one article from another, not one cause.
    cause = F.concat_ws(": ", "code", F.regexp_replace("message", "[0-9]+", "N")).alias("cause")
    return {
        "articles by status": counts(checked.select("status", one), "status"),
        "findings by code": counts(found.select("code", one), "code", 100),
        "dangling citations by host": counts(checked.select(host, dangling).where("count > 0"), "host"),
        "not read, by cause": counts(unread.select(cause, one), "cause"),
    }


def main() -> None:
    source, output = sys.argv[1:]
    builder = SparkSession.builder.appName("check_crawl")
    # Few rows to a batch: a page may be long, and a batch of them lies in memory.
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", 1000).getOrCreate()
    articles(spark, source).write.mode("overwrite").parquet(f"{output}/articles")
    # What is written is read again: nothing is checked twice.
    checked = spark.read.parquet(f"{output}/articles")
    findings(checked).write.mode("overwrite").parquet(f"{output}/findings")
    told = json.dumps(summary(checked, spark.read.parquet(f"{output}/findings")), indent=2)
    spark.createDataFrame([(told,)], "value string").coalesce(1).write.mode("overwrite").text(f"{output}/summary")
    print(told)
    spark.stop()


if __name__ == "__main__":
    main()
