"""The columns, and how newscheck's lines become them.

The types are those of `newscheck schema report`, numbers as `bigint`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.json as arrow_json
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

TEXT, NUMBER, FLAG = pa.string(), pa.int64(), pa.bool_()


def _fields(kind: pa.DataType, names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, kind) for name in names.split()]


COUNTS = pa.struct(
    [
        *_fields(NUMBER, "articles skipped other_records unreadable citations dangling references unused"),
        *_fields(NUMBER, "errors warnings infos suppressed"),
    ]
)

RELATED = pa.struct([*_fields(NUMBER, "line column end_line end_column"), ("message", TEXT)])

PASSAGE = pa.struct([*_fields(TEXT, "url origin captured_at"), *_fields(NUMBER, "start end"), ("text", TEXT)])

EDIT = pa.struct([*_fields(NUMBER, "start end"), ("insert", TEXT)])

#: A finding, as `FindingRecord` of the report.
FINDING = pa.struct(
    [
        *_fields(TEXT, "code name severity message help path"),
        *_fields(NUMBER, "line column end_line end_column page"),
        *_fields(TEXT, "snippet label url"),
        ("related", pa.list_(RELATED)),
        ("passage", PASSAGE),
        ("fix", pa.struct([("edits", pa.list_(EDIT)), ("safe", FLAG)])),
        ("fingerprint", TEXT),
    ]
)

#: What is read of the report of an article; `record` is the whole of it.
REPORT = pa.schema(
    [*_fields(TEXT, "status headline published"), ("counts", COUNTS), ("findings", pa.list_(FINDING)), ("record", TEXT)]
)

#: The place of a page in its archive.
MEMBER = pa.struct([*_fields(TEXT, "id url date"), *_fields(NUMBER, "offset length")])

#: What is read of the record of a page, or of the fault that stands in its place; `record` is the whole of it.
PAGE = pa.schema(
    [
        ("member", MEMBER),
        *_fields(TEXT, "format sha256 url language page_type headline published modified"),
        ("authors", pa.list_(TEXT)),
        *_fields(TEXT, "publisher code message record"),
    ]
)

#: What became of an address, as `Link` of the report; `link` is the whole of it.
LINK = pa.schema(
    [
        *_fields(TEXT, "verdict reason"),
        ("status", NUMBER),
        ("final_url", TEXT),
        ("attempts", NUMBER),
        ("checked_at", TEXT),
        ("from_cache", FLAG),
        ("link", TEXT),
    ]
)


def spark(columns: pa.Schema) -> StructType:
    """The columns as Spark has them."""
    return from_arrow_schema(columns)


def parsed(lines: Sequence[bytes], columns: pa.Schema, whole: str, is_kept: bool = True) -> pa.Table:
    """A row for each line of JSON: its fields that are columns, null where it has none, and the line itself as `whole`,
    which is null where it is not kept.

    At least one line, and no line is empty.
    """
    fields = pa.schema([field for field in columns if field.name != whole])
    blob = b"\n".join(map(_short, lines) if is_kept else lines)
    table = arrow_json.read_json(
        pa.BufferReader(blob),
        read_options=arrow_json.ReadOptions(use_threads=False, block_size=len(blob) + 1),
        parse_options=arrow_json.ParseOptions(explicit_schema=fields, unexpected_field_behavior="ignore"),
    )
    assert table.num_rows == len(lines), f"{table.num_rows} rows of {len(lines)} lines"
    kept = strings(lines) if is_kept else pa.nulls(len(lines), pa.string())
    return table.append_column(columns.field(whole), kept).select(columns.names)


def strings(lines: Sequence[bytes]) -> pa.Array:
    """An array of strings of UTF-8, which newscheck's lines are."""
    offsets = pa.array(itertools.accumulate(map(len, lines), initial=0), pa.int32())
    return pa.Array.from_buffers(pa.string(), len(lines), [None, offsets.buffers()[1], pa.py_buffer(b"".join(lines))])


def _short(line: bytes) -> bytes:
    """The line without what no column has, which is most of it: citations and references, text and provenance.

    Within a JSON string a quotation mark has a backslash before it: what is looked for here is a key.
    """
    start = line.find(b',"citations":[')
    if line.startswith(b'{"type":"article","path":'):
        end = line.rfind(b',"findings":[')
        return line[:start] + line[end:] if 0 <= start < end else line
    start = line.find(b',"body":[')
    return line[:start] + b"}" if start >= 0 else line
