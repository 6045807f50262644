"""Articles in memory and files to reports."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newscheck._binary import binary
from newscheck._errors import NewscheckError, Unreadable
from newscheck._exchange import Exchange
from newscheck._session import Ended
from newscheck._settings import arguments

#: An article: its words, or an object as `newscheck verify --input-format ndjson` reads them, with the words as
#: `text`, `html` or `markdown` and perhaps `id`, `url` and `date`, or a record of `newscheck parse`.
Article = str | Mapping[str, Any]


def check(article: str | bytes | os.PathLike[str], *, format: str | None = None, **settings: Any) -> dict[str, Any]:
    """The report of one article.

    `article` is its text, the bytes of a file, or a `pathlib.Path`. `format` says what it is (`html`, `docx`, all
    that `--input-format` knows); without it a text is plain text, and bytes and files are told by their content.
    Settings are the options of `newscheck verify`: `select="CIT"`, `severity={"REF004": "off"}`, `online=True`
    (then `verdicts` has what became of each address).

    Raises `Unreadable` for what is no article, `NewscheckError` with newscheck's words where it cannot be run,
    and `ValueError` for a file of several articles.
    """
    if isinstance(article, str) and "\n" not in article and os.path.isfile(article):  # noqa: PTH113 (Path raises on long names)
        raise ValueError(f"{article!r} names a file and is no article: hand over pathlib.Path({article!r})")
    if format is None and isinstance(article, str):
        format = "text"
    command = [binary(), "verify", "--format=json", *arguments(settings)]
    if format is not None:
        command.append(f"--input-format={format}")
    if isinstance(article, os.PathLike):
        data, name = b"", os.fspath(article)
    else:
        data, name = article.encode() if isinstance(article, str) else article, "-"
    done = subprocess.run([*command, "--", name], input=data, capture_output=True)
    return _one(done)


def check_many(articles: Iterable[Article], *, format: str = "text", **settings: Any) -> Iterator[dict[str, Any]]:
    """A report for each article, in order, through one process; no more is held than some megabytes of them.

    Strings are what `format` says: `text`, `html`, `markdown`, or `record` (a line of `newscheck parse`). Settings
    are those of `check`, but for `online`, which asks only once it has read all.

    What is no article has a report, too: its status is `not-checked`, and its finding (INP001, INP002, INP003)
    says why. Raises `NewscheckError` with newscheck's words where it cannot be run.
    """
    if settings.get("online"):
        raise TypeError("online runs ask for links once all articles were read: use check, or the command line")
    exchange = Exchange(arguments(settings))
    pieces = ((None, line(article, format)) for article in articles)
    return (_report(row) for _, rows in exchange.run(pieces) for row in rows)


def line(article: Article, format: str | None) -> bytes:
    """The line of ndjson by which an article is handed over; without a format the words are told by content,
    under `text`."""
    if isinstance(article, Mapping):
        words = json.dumps(dict(article), ensure_ascii=False)
    elif not isinstance(article, str):
        raise TypeError(f"an article is a string or a mapping, not {type(article).__name__}")
    elif format == "record":
        # Line ends are nothing but space in JSON, and a line without words would go unanswered.
        words = article.replace("\n", " ").replace("\r", " ") if article.strip() else "null"
    elif format in (None, "text", "html", "markdown"):
        words = json.dumps({format or "text": article}, ensure_ascii=False)
    else:
        raise ValueError(f"no format of articles in memory: {format!r} (text, html, markdown, record)")
    # A lone surrogate is no character: newscheck says so of the line it is in.
    return words.encode(errors="surrogatepass") + b"\n"


def _report(row: bytes) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(row)
    del report["type"]
    return report


def _one(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    try:
        run = json.loads(done.stdout)
    except ValueError:
        raise NewscheckError(str(Ended(done.returncode, done.stderr.decode(errors="replace")))) from None
    reports: list[dict[str, Any]] = run["articles"]
    if len(reports) != 1:
        raise ValueError(f"the input holds {len(reports)} articles, not one: use the command line")
    report = reports[0]
    if report.get("status") == "not-checked":
        finding = next(each for each in report["findings"] if each["code"].startswith("INP"))
        raise Unreadable(finding["code"], finding["message"], finding["help"])
    if "links" in run:
        report = {**report, "verdicts": run["links"]}
    return report
