"""Parquet files."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

from finder.intake.files.not_a_table import MOST_ROWS, NotATable, too_many_rows
from finder.intake.files.sheets import RawTable, is_blank
from finder.locale import _

__all__ = ["read_parquet"]

_MOST_BYTES = 1 << 30
_MOST_CELLS = 400_000_000


def read_parquet(data: bytes) -> RawTable:
    """The table of a Parquet file; its first row is line 2, as under a header. Raises NotATable."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        _guard(file.metadata)
        table = file.read()
        columns = [column.to_pylist() for column in table.columns]
    except (pa.ArrowException, OSError, ValueError) as error:
        if isinstance(error, NotATable):
            raise
        raise NotATable(_("the Parquet file is damaged or cut off; save it again")) from error
    header = (1, table.column_names)
    lines = enumerate(zip(*columns, strict=True), start=2)
    return RawTable("", [header, *((line, row) for line, row in lines if not is_blank(row))])


def _guard(metadata: pq.FileMetaData) -> None:
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    if metadata.num_rows > MOST_ROWS:
        raise NotATable(too_many_rows())
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > _MOST_BYTES or metadata.num_rows * metadata.num_columns > _MOST_CELLS:
        raise NotATable(_("would unpack to more than a gigabyte; no directory does"))
