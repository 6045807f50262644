"""Where is the binary? First that of this wheel, then one on the PATH."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import socket
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from newscheck._errors import BinaryNotFound

NAME = "newscheck.exe" if os.name == "nt" else "newscheck"


def binary() -> str:
    """The path of the newscheck that this module runs.

    Raises `BinaryNotFound` where the wheel's is not there and none is on the PATH.
    """
    for path in _of_the_wheel():
        if path.is_file() and os.access(path, os.X_OK):
            return str(path.resolve())
    found = shutil.which("newscheck")
    if found is None:
        raise BinaryNotFound(
            f"no newscheck binary on {socket.gethostname()}: the wheel `newscheck` for this platform brings it, "
            f"and is not installed for {sys.executable} (pip install newscheck); nor is newscheck on the PATH"
        )
    return found


def _of_the_wheel() -> Iterator[Path]:
    # What was installed is listed with the wheel, also where that went to a folder of its own (--target).
    try:
        files = importlib.metadata.files("newscheck") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    yield from (Path(str(file.locate())) for file in files if file.name == NAME)
    yield Path(sysconfig.get_path("scripts"), NAME)
