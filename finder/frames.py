"""Columns as a pandas DataFrame. What is not published is NA, never 0 and never an empty text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pandas import DataFrame as DataFrame

__all__ = ["data_frame"]

Columns = Mapping[str, "pa.Array | pa.ChunkedArray"]


def data_frame(columns: Columns, **more: NDArray[Any]) -> DataFrame:
    """Columns of one length by name, with pandas' own types that know NA; NaN becomes NA too."""
    # Here: a second of work that only analysts need.
    import pandas as pd

    types = {
        pa.string(): pd.StringDtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    others = {name: pa.array(column, from_pandas=True) for name, column in more.items()}
    frame: DataFrame = pa.table({**columns, **others}).to_pandas(
        types_mapper=types.get, date_as_object=False
    )
    return frame
