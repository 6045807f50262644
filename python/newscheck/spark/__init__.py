"""Checks articles in PySpark: a newscheck for each task, which a partition streams through.

`check_articles` gives a row for each article, `findings` a row for each finding of them, `read_warcs` a row for each
page of web archives, and `links` what articles cite, one task for all addresses of a host. No article, file or killed
newscheck fails a job or loses a row: what could not be checked has a row that says why.
"""

from newscheck.spark._articles import check_articles, findings
from newscheck.spark._links import links
from newscheck.spark._warcs import read_warcs

__all__ = ["check_articles", "findings", "links", "read_warcs"]
