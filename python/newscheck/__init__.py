"""Checks the citations of saved news articles with the newscheck binary that this wheel brings.

`check` takes one article, `check_many` any number through one process. Reports are the dictionaries of
`newscheck schema report`. `newscheck.spark` does the same for the data frames of PySpark.
"""

from newscheck._binary import binary
from newscheck._check import check, check_many
from newscheck._errors import BinaryNotFound, NewscheckError, Unreadable

__all__ = ["BinaryNotFound", "NewscheckError", "Unreadable", "binary", "check", "check_many"]
