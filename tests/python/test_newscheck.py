"""The Python module against the installed wheel: what it hands over, what comes back, and what goes wrong."""

from __future__ import annotations

import itertools
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import newscheck
import pytest
from newscheck import _exchange, _session

ROOT = Path(__file__).parents[2]
CITING = "Weir holds\n\nThe weir holds [1], engineers say [2].\n\nReferences\n[1] https://example.org/weir\n"
KEPT = {"text": CITING, "id": "weir"}

#: Stands in for newscheck: goes wrong where an article has the word, and hands all else on to the binary.
STAND_IN = """#!/usr/bin/env python3
import os, signal, subprocess, sys, time
real = subprocess.Popen([{real!r}, *sys.argv[1:]], stdin=subprocess.PIPE)
for number, line in enumerate(sys.stdin.buffer):
    if number == {most}:
        break
    if b"POISON" in line:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"ENDLESS" in line:
        time.sleep(3600)
    real.stdin.write(line)
    real.stdin.flush()
real.stdin.close()
sys.exit(real.wait())
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "newscheck"
    path.write_text(STAND_IN.format(real=newscheck.binary(), most=-1))
    path.chmod(0o755)
    monkeypatch.setattr(_session, "binary", lambda: str(path))


def codes(report: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in report["findings"]]


def label(number: int) -> int:
    return number % 900 + 2


def numbered(count: int) -> Iterator[dict[str, Any]]:
    return ({"id": number, "text": CITING.replace("[2]", f"[{label(number)}]")} for number in range(count))


def test_the_binary_is_that_of_the_wheel() -> None:
    path = Path(newscheck.binary())
    assert path.samefile(Path(sys.executable).parent / path.name)
    assert subprocess.run([path, "--version"], capture_output=True, text=True).stdout.startswith("newscheck ")


def test_without_a_binary_the_error_names_the_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("newscheck._binary._of_the_wheel", lambda: iter([tmp_path / "newscheck"]))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(newscheck.BinaryNotFound, match=r"the wheel `newscheck` .*pip install newscheck"):
        newscheck.check(CITING)
    on_path = tmp_path / "newscheck"
    on_path.write_text("#!/bin/sh\n")
    assert (tmp_path / "newscheck").stat().st_mode & stat.S_IXUSR == 0
    with pytest.raises(newscheck.BinaryNotFound):
        newscheck.binary()
    on_path.chmod(0o755)
    assert newscheck.binary() == str(on_path)


def test_a_text_bytes_and_a_file_are_checked_alike(tmp_path: Path) -> None:
    file = tmp_path / "weir.txt"
    file.write_text(CITING)
    reports = [newscheck.check(article, select="CIT") for article in (CITING, CITING.encode(), file)]
    assert [codes(report) for report in reports] == [["CIT001"]] * 3
    assert [report["findings"][0]["line"] for report in reports] == [3, 3, 3]
    assert reports[0]["status"] == "fail" and reports[0]["counts"]["dangling"] == 1


def test_what_an_article_is_can_be_said() -> None:
    page = (
        "<html><body><article><h1>Weir holds</h1><p>The weir holds, and nobody doubts it.</p></article></body></html>"
    )
    assert newscheck.check(page)["headline"] != "Weir holds"
    assert newscheck.check(page, format="html")["headline"] == "Weir holds"
    assert newscheck.check(page.encode())["headline"] == "Weir holds"
    (report,) = newscheck.check_many([page], format="html")
    assert report["headline"] == "Weir holds"


def test_the_name_of_a_file_is_no_article() -> None:
    with pytest.raises(ValueError, match="names a file"):
        newscheck.check(str(ROOT / "README.md"))


def test_settings_are_the_options_of_verify(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(newscheck.check(CITING, select=["CIT", "MET002"], severity={"MET002": "error"})) == [
        "MET002",
        "CIT001",
    ]
    assert codes(newscheck.check(CITING, select="CIT", ignore="CIT001")) == []
    (tmp_path / "newscheck.toml").write_text('ignore = ["CIT001"]\n')
    monkeypatch.chdir(tmp_path)
    assert codes(newscheck.check(CITING, select="CIT")) == ["CIT001"], "no configuration is read unasked"
    assert "CIT001" not in codes(newscheck.check(CITING, config="newscheck.toml"))
    with pytest.raises(TypeError, match="output is no setting"):
        newscheck.check(CITING, output="x")
    with pytest.raises(TypeError, match="online"):
        newscheck.check_many([], online=True)


def test_errors_are_in_the_words_of_newscheck(tmp_path: Path) -> None:
    with pytest.raises(
        newscheck.NewscheckError, match=r"(?s)'--selct' found.*similar argument exists: '--select'"
    ) as info:
        newscheck.check(CITING.replace("\n", " \n"), selct="CIT")
    assert "Usage" not in str(info.value)
    with pytest.raises(newscheck.NewscheckError, match="'--selct' found"):
        list(newscheck.check_many([CITING], selct="CIT"))
    with pytest.raises(newscheck.Unreadable, match="INP001: no such file or directory"):
        newscheck.check(tmp_path / "none.txt")
    with pytest.raises(newscheck.Unreadable) as unknown:
        newscheck.check(b"%PDF-1.4 junk")
    assert unknown.value.code == "INP001" and unknown.value.message and unknown.value.help


def test_several_articles_in_one_file_are_refused() -> None:
    with pytest.raises(ValueError, match="holds 3 articles"):
        newscheck.check("\n".join(json.dumps(KEPT) for _ in range(3)).encode(), format="ndjson")


def test_many_are_answered_in_order_each_with_its_id() -> None:
    reports = list(newscheck.check_many(numbered(5000), select="CIT001"))
    assert [report["member"]["id"] for report in reports] == [str(number) for number in range(5000)]
    assert [report["findings"][0]["label"] for report in reports] == [str(label(number)) for number in range(5000)]
    assert list(newscheck.check_many([])) == []


def test_articles_are_taken_as_reports_are_asked_for() -> None:
    taken = itertools.count()
    endless = ({"id": next(taken), "text": CITING + "x" * 100_000} for _ in itertools.count())
    reports = newscheck.check_many(endless)
    assert [next(reports)["member"]["id"] for _ in range(100)] == [str(number) for number in range(100)]
    # 4 MiB are handed over ahead, which are 41 of these.
    assert next(taken) <= 100 + 45
    reports.close()  # type: ignore[attr-defined]


def test_a_slow_source_is_not_waited_for() -> None:
    def slow() -> Iterator[str]:
        yield CITING
        time.sleep(2)
        yield CITING
        time.sleep(2)
        yield CITING

    start = time.monotonic()
    next(newscheck.check_many(slow()))
    assert time.monotonic() - start < 3.5


def test_bad_articles_cost_their_own_report() -> None:
    articles: list[Any] = [CITING, {"id": 1}, {"text": None}, "\ud800", "", {"text": "a\x00b"}, CITING]
    reports = list(newscheck.check_many(articles, select="CIT,INP"))
    assert [report["status"] for report in reports] == ["fail", *["not-checked"] * 3, "pass", "pass", "fail"]
    assert codes(reports[1]) == ["INP001"] and "no string field" in reports[1]["findings"][0]["message"]
    with pytest.raises(TypeError, match="not int"):
        list(newscheck.check_many([CITING, 7]))  # type: ignore[list-item]


def test_an_article_above_the_limit_costs_its_own_report() -> None:
    articles = [CITING, "x" * 3_000_000, CITING]
    reports = list(newscheck.check_many(articles, select="CIT,INP", max_file_size="1MiB"))
    assert [codes(report) for report in reports] == [["CIT001"], ["INP001"], ["CIT001"]]
    assert "--max-file-size" in reports[1]["findings"][0]["message"]


def test_records_are_articles_too() -> None:
    parsed = subprocess.run([newscheck.binary(), "parse", "-"], input=CITING.encode(), capture_output=True).stdout
    reports = list(newscheck.check_many([parsed.decode(), "{", " "], format="record", select="CIT,INP"))
    assert [codes(report) for report in reports] == [["CIT001"], ["INP001"], ["INP001"]]
    assert codes(next(newscheck.check_many([json.loads(parsed)], select="CIT"))) == ["CIT001"]


@pytest.mark.usefixtures("stand_in")
def test_an_article_on_which_newscheck_ends_costs_its_own_report() -> None:
    articles = [f"{CITING}\n{'POISON' if number in (7, 8, 299) else number}" for number in range(300)]
    reports = list(newscheck.check_many(articles, select="CIT"))
    assert [number for number, report in enumerate(reports) if report["status"] == "not-checked"] == [7, 8, 299]
    assert codes(reports[7]) == ["INP003"] and "SIGKILL" in reports[7]["findings"][0]["message"]
    assert all(codes(report) == ["CIT001"] for number, report in enumerate(reports) if number not in (7, 8, 299))


@pytest.mark.usefixtures("stand_in")
def test_an_article_without_an_answer_is_given_up() -> None:
    exchange = _exchange.Exchange(["--no-config"], patience=1)
    lines = [json.dumps({"text": text}).encode() + b"\n" for text in (CITING, "ENDLESS", CITING)]
    ((tag, rows),) = exchange.run([("tag", b"".join(lines))])
    reports = [json.loads(row) for row in rows]
    assert tag == "tag" and [report["status"] for report in reports] == ["fail", "not-checked", "fail"]
    assert "no answer in 1 s" in reports[1]["findings"][0]["message"]


def test_a_newscheck_that_ends_on_everything_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "newscheck"
    path.write_text("#!/bin/sh\nkill -ILL $$\n")
    path.chmod(0o755)
    monkeypatch.setattr(_session, "binary", lambda: str(path))
    with pytest.raises(newscheck.NewscheckError, match="SIGILL, on any article"):
        list(newscheck.check_many([CITING]))


def test_answers_too_few_are_asked_for_again_and_too_many_are_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "newscheck"
    monkeypatch.setattr(_session, "binary", lambda: str(path))
    path.write_text(STAND_IN.format(real=newscheck.binary(), most=2))
    path.chmod(0o755)
    assert [codes(report) for report in newscheck.check_many([CITING] * 5, select="CIT")] == [["CIT001"]] * 5
    path.write_text(f'#!/bin/sh\n"{newscheck.binary()}" "$@" | sed p\n')
    with pytest.raises(newscheck.NewscheckError, match="3 answers too many"):
        list(newscheck.check_many([CITING] * 3))


def test_a_lost_row_has_the_shape_of_an_unreadable_one() -> None:
    def shape(value: Any) -> Any:
        return {key: shape(each) for key, each in value.items()} if isinstance(value, dict) else type(value)

    (unreadable,) = newscheck.check_many([{"text": None}])
    made = json.loads(_exchange.lost("words"))
    del made["type"]
    unreadable["member"] = None
    unreadable["findings"][0]["fix"] = unreadable["findings"][0]["help"] = None
    assert shape(made) == shape(unreadable)
    assert shape(made["findings"][0]) == shape(unreadable["findings"][0])


def test_no_process_stays() -> None:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("no list of child processes on this system")
    before = set(children.read_text().split())
    reports = newscheck.check_many(numbered(100_000))
    next(reports)
    assert set(children.read_text().split()) > before
    reports.close()  # type: ignore[attr-defined]
    assert set(children.read_text().split()) == before


def test_the_examples_of_the_page_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = (ROOT / "docs/python.md").read_text().split("```python\n")[1:]
    assert len(blocks) >= 2
    for block in blocks:
        exec(block.split("```")[0], {})
