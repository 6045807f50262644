"""Turns keyword settings into arguments: `select="CIT"` is `--select=CIT`. What they may be, the binary says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

#: How articles are handed over and answered is this module's business, and it writes no files.
RESERVED = {
    "0", "color", "diff", "files_from", "fix", "format", "help", "id_field", "input_format", "null", "output", "quiet",
    "report", "stdin_name", "text_field", "unsafe_fixes", "urls_from", "verbose", "version", "write_baseline",
}  # fmt: skip


def arguments(settings: Mapping[str, Any]) -> list[str]:
    """The arguments for keyword settings: lists and mappings repeat theirs, `True` has no value, `None` is none.

    Without `config` no configuration is read: what a library finds should not depend on where it runs.
    Raises `TypeError` for what this module does itself.
    """
    words = [] if settings.get("config") is not None else ["--no-config"]
    for name, value in settings.items():
        if name in RESERVED:
            raise TypeError(f"{name} is no setting of an article: newscheck's module sets it itself")
        flag = "--" + name.replace("_", "-")
        if flag in words or value is None or value is False:
            continue
        words += [flag] if value is True else [f"{flag}={word}" for word in _words(value)]
    return words


def _words(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{key}={word}" for key, each in value.items() for word in _words(each)]
    if isinstance(value, (set, frozenset)):
        return sorted(word for each in value for word in _words(each))
    if isinstance(value, (list, tuple)):
        return [word for each in value for word in _words(each)]
    return [value.isoformat() if isinstance(value, date) else str(value)]
