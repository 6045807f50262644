"""What can go wrong, in newscheck's own words."""

from __future__ import annotations


class NewscheckError(RuntimeError):
    """newscheck could not be run, or not to its end. What it says of it is the message."""


class BinaryNotFound(NewscheckError):
    """There is no newscheck to run: neither that of the wheel nor one on the PATH."""


class Unreadable(NewscheckError):
    """An input is no article that newscheck can read.

    `code` is the rule that says so (`INP001`, `INP002`, `INP003`), `help` what to do instead, if that is known.
    """

    def __init__(self, code: str, message: str, help: str | None = None) -> None:
        super().__init__(code, message, help)
        self.code = code
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" + (f" ({self.help})" if self.help else "")
