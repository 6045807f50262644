"""Brings a task to the executors, and says what to do where the wheel is not there."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from newscheck._binary import binary
from newscheck._errors import BinaryNotFound, NewscheckError
from newscheck._session import Ended

Batches = Iterator[pa.RecordBatch]


def vet(words: Sequence[str]) -> None:
    """Raises `NewscheckError`, in newscheck's words, for arguments that it does not know, before a job is started."""
    try:
        program = binary()
    except BinaryNotFound:
        return  # The driver needs none; the executors tell.
    done = subprocess.run([program, *words], input=b"", capture_output=True)
    if done.returncode == 2 and not done.stdout:
        raise NewscheckError(str(Ended(done.returncode, done.stderr.decode(errors="replace"))))


def task(module: str, name: str, *given: Any) -> Callable[[Batches], Batches]:
    """The function `name` of `newscheck.spark.<module>`, called with batches and what is `given`, which needs no
    newscheck to be unpickled."""

    def run(batches: Batches) -> Batches:
        import importlib
        import socket
        import sys

        try:
            work = getattr(importlib.import_module(f"newscheck.spark.{module}"), name)
        except ModuleNotFoundError as fault:
            if str(fault.name).partition(".")[0] != "newscheck":
                raise
            raise RuntimeError(
                f"the wheel `newscheck` is not installed for {sys.executable} on {socket.gethostname()}: install it "
                "there (pip install newscheck[spark]), or name a Python that has it (PYSPARK_PYTHON, --archives)"
            ) from None
        return work(batches, *given)  # type: ignore[no-any-return]

    # What has no module of its own goes as it is: it needs nothing that an executor without the wheel lacks.
    run.__module__ = "__main__"
    return run
