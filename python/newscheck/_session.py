"""One running newscheck: lines go in, lines come out, neither side waits for the other.

It does not know what the lines mean; see `_exchange`.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import IO

from newscheck._binary import binary
from newscheck._errors import NewscheckError

#: Bytes that are read at once, if the pipe has them.
CHUNK = 1 << 20

#: Bytes that a pipe holds, if the system lets it: fewer turns between the two sides.
PIPE = 1 << 20

#: Chunks that are read ahead of who receives them.
UNREAD = 32

#: SIGKILL, which `signal` does not name everywhere.
KILLED = 9


class Ended(NewscheckError):
    """newscheck has ended. `returncode` is negative for a signal, as `subprocess` has it."""

    def __init__(self, returncode: int, said: str) -> None:
        super().__init__(_cause(returncode, said))
        self.returncode = returncode


class Session:
    """A process of newscheck with `arguments`.

    What is sent is not bounded here: who uses it sends no more than it is ready to receive. `feed` goes to standard
    input in place of what is sent, as newscheck takes it. `patience` is for how many seconds `receive` waits for
    a line.
    """

    def __init__(
        self, arguments: Sequence[str], patience: float | None = None, feed: Iterable[bytes] | None = None
    ) -> None:
        self._patience = patience
        self._sent: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._feed: Iterable[bytes] = iter(self._sent.get, None) if feed is None else feed
        self._received: queue.Queue[list[bytes] | None] = queue.Queue(maxsize=UNREAD)
        self._said: deque[bytes] = deque(maxlen=20)
        self._fault = ""
        self._process = subprocess.Popen(
            [binary(), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert self._process.stdin and self._process.stdout and self._process.stderr
        _widen(self._process.stdin)
        _widen(self._process.stdout)
        self._input = _Worker(self._write, self._process.stdin)
        self._output = _Worker(self._read, self._process.stdout)
        self._errors = _Worker(self._said.extend, self._process.stderr)

    def send(self, data: bytes) -> None:
        """Hands bytes over; what becomes of them if newscheck ends, `receive` tells."""
        self._sent.put(data)

    def end(self) -> None:
        """Says that nothing more is sent."""
        self._sent.put(None)

    def receive(self, wait: bool = True) -> list[bytes]:
        """The next lines, at least one, without their ends; without `wait`, those that are there.

        Raises `Ended` behind the last.
        """
        try:
            lines = self._received.get(wait, self._patience)
        except queue.Empty:
            if not wait:
                return []
            self._process.kill()
            raise Ended(-KILLED, f"no answer in {self._patience:g} s") from None
        if lines is None:
            self._received.put(None)
            returncode = self._process.wait()
            self._errors.join(timeout=1)
            raise Ended(returncode, self._fault or b"".join(self._said).decode(errors="replace"))
        return lines

    def close(self) -> None:
        """Ends the process, whatever it is at."""
        self._process.kill()
        self._sent.put(None)
        self._process.wait()
        # The reader may wait for room. A program that newscheck started (`judge`) may still hold the other end.
        for _ in range(20):
            with contextlib.suppress(queue.Empty):
                while self._received.get_nowait() is not None:
                    pass
            self._output.join(timeout=0.05)
            if not self._output.is_alive():
                break
        for worker in (self._input, self._output, self._errors):
            worker.close()

    def _write(self, stream: IO[bytes]) -> None:
        try:
            for data in self._feed:
                stream.write(data)
                stream.flush()
            stream.close()
        except BrokenPipeError:
            pass  # It has ended, which `receive` tells with its reason.
        except Exception as fault:  # What the feed raises is the reason, whatever it is.
            self._fault = f"{type(fault).__name__}: {fault}"
            self._process.kill()

    def _read(self, stream: IO[bytes]) -> None:
        begun: list[bytes] = []
        while chunk := os.read(stream.fileno(), CHUNK):
            head, *lines = chunk.split(b"\n")
            begun.append(head)
            if lines:
                lines.insert(0, b"".join(begun))
                begun = [lines.pop()]
                self._received.put(lines)
        # A line without an end is one that was never finished.
        self._received.put(None)


class _Worker(threading.Thread):
    """Does `work` on one of the process's streams."""

    def __init__(self, work: Callable[[IO[bytes]], None], stream: IO[bytes]) -> None:
        super().__init__(target=work, args=(stream,), daemon=True)
        self.stream = stream
        self.start()

    def close(self) -> None:
        self.join(timeout=1)
        # What was still to be written has no reader any more.
        with contextlib.suppress(OSError):
            if not self.is_alive():
                self.stream.close()


def _widen(stream: IO[bytes]) -> None:
    try:
        import fcntl

        fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, PIPE)
    except (ImportError, AttributeError, OSError):
        pass  # It is as wide as it was.


def _cause(returncode: int, said: str) -> str:
    said = said.partition("\n\nUsage:")[0].strip().removeprefix("newscheck: ").removeprefix("error: ")
    if returncode >= 0:
        return said or f"newscheck ended with exit code {returncode}"
    try:
        name = signal.Signals(-returncode).name
    except ValueError:
        name = f"signal {-returncode}"
    return f"newscheck was ended by {name}" + (f": {said}" if said else "")
