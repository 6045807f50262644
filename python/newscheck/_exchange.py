"""Articles to reports: a line for each goes through one newscheck, and a row comes back for each, in order.

An article on which newscheck itself ends costs its own row only: it gets one that says so (INP003).
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from newscheck._errors import NewscheckError
from newscheck._session import Ended, Session

T = TypeVar("T")

#: Bytes of articles that are handed over before the first of them is answered: work for some threads.
AHEAD = 4 << 20

#: A harmless article: a newscheck that does not live through it lives through none.
PROBE = b'{"text":"Probe"}\n'


class Exchange:
    """Runs `newscheck verify` on lines of ndjson. `patience`: seconds without an answer after which it is ended."""

    def __init__(self, arguments: Sequence[str], patience: float | None = None) -> None:
        self._arguments = ["verify", "--format=ndjson", "--input-format=ndjson", *arguments, "-"]
        self._patience = patience
        self._session: Session | None = None
        self._rows: deque[bytes] = deque()

    def run(self, pieces: Iterable[tuple[T, bytes]]) -> Iterator[tuple[T, list[bytes]]]:
        """For each piece, some whole lines, its tag and a row of the report for each line.

        Pieces are taken as they are needed: `AHEAD` bytes of them, and at least one, before the first answer.
        Raises `NewscheckError` where newscheck cannot be run, with its words.
        """
        waiting: deque[tuple[T, bytes, int]] = deque()
        ahead = 0
        try:
            for tag, lines in pieces:
                self._send(lines)
                waiting.append((tag, lines, lines.count(b"\n")))
                ahead += len(lines)
                while (ahead > AHEAD and len(waiting) > 1) or self._is_answered(waiting):
                    ahead -= len(waiting[0][1])
                    yield self._answer(waiting)
            while waiting:
                yield self._answer(waiting)
            self._finish()
        finally:
            self._stop()

    def _send(self, lines: bytes) -> None:
        if self._session is None:
            self._session = Session(self._arguments, self._patience)
        self._session.send(lines)

    def _is_answered(self, waiting: deque[tuple[T, bytes, int]]) -> bool:
        """Whether all rows of the first piece are there."""
        if not waiting:
            return False
        try:
            while self._session and (rows := self._session.receive(wait=False)):
                self._keep(rows)
        except Ended:
            pass  # Who waits for a row is told.
        return len(self._rows) >= waiting[0][2]

    def _answer(self, waiting: deque[tuple[T, bytes, int]]) -> tuple[T, list[bytes]]:
        """The rows of the first piece, which then waits no more."""
        tag, lines, count = waiting.popleft()
        try:
            return tag, self._take(count)
        except Ended as end:
            known = list(self._rows)
            self._stop()
            rest = [line + b"\n" for line in lines.split(b"\n")[len(known) : -1]]
            rows = known + self._one_by_one(rest, end)
            for _, later, _ in waiting:
                self._send(later)
            return tag, rows

    def _take(self, count: int) -> list[bytes]:
        assert self._session
        while len(self._rows) < count:
            self._keep(self._session.receive())
        return [self._rows.popleft() for _ in range(count)]

    def _one_by_one(self, lines: list[bytes], end: Ended) -> list[bytes]:
        """The rows of lines on one of which newscheck ended, found by halves. What it ends on alone is lost."""
        if end.returncode == 2:
            raise NewscheckError(str(end)) from None
        if not lines:
            return []
        try:
            self._send(PROBE)
            self._take(1)
        except Ended as again:
            raise NewscheckError(f"{again}, on any article") from None
        try:
            self._send(b"".join(lines))
            return self._take(len(lines))
        except Ended as again:
            known = list(self._rows)
            self._stop()
            rest = lines[len(known) :]
            if len(rest) == 1:
                return [*known, lost(str(again))]
            half = len(rest) // 2
            return known + self._one_by_one(rest[:half], again) + self._one_by_one(rest[half:], again)

    def _keep(self, rows: list[bytes]) -> None:
        # The last row sums the run up: it answers no line.
        self._rows.extend(row for row in rows if not row.startswith(b'{"type":"summary"'))

    def _finish(self) -> None:
        """Waits for the end of newscheck, by which every line has its row. A row too many would be of another line."""
        if self._session is None:
            return
        self._session.end()
        try:
            while True:
                self._keep(self._session.receive())
        except Ended as end:
            if self._rows:
                raise NewscheckError(f"newscheck gave {len(self._rows)} answers too many: {end}") from None

    def _stop(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
        self._rows.clear()


#: The rules of what cannot be read, by their codes.
UNREAD = {"INP001": "unreadable-input", "INP002": "unknown-format", "INP003": "internal-error"}


def lost(message: str, code: str = "INP003") -> bytes:
    """The row of an article on which newscheck ended, or never saw, as it writes rows of what it cannot read."""
    counts = dict.fromkeys(("articles", "skipped", "unreadable", "citations", "dangling", "references", "unused"), 0)
    finding: dict[str, object] = {
        "code": code, "name": UNREAD[code], "severity": "error", "message": message, "help": None, "path": "-",
        "line": None, "column": None, "end_line": None, "end_column": None, "snippet": "", "label": None, "url": None,
        "related": [], "fix": None, "fingerprint": hashlib.sha256(f"{code} {message}".encode()).hexdigest(),
    }  # fmt: skip
    row = {
        "type": "article", "path": "-", "member": None, "sha256": None, "headline": None, "published": None,
        "status": "not-checked", "counts": {**counts, "unreadable": 1, "errors": 1, "warnings": 0, "infos": 0},
        "citations": [], "references": [], "links": [], "evidence": [], "not_checked": [], "findings": [finding],
    }  # fmt: skip
    return json.dumps(row, separators=(",", ":")).encode()
