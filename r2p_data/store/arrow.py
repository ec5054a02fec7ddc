"""Tables of the codebook as Arrow tables and back, every column with its declared type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from r2p_data.codebook import DTYPES, STORED, Kind
from r2p_data.errors import SchemaError

if TYPE_CHECKING:
    import pyarrow as pa


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow types of the table ``name``: text, 64-bit numbers, microseconds, lists."""
    import pyarrow as pa

    types: dict[Kind, pa.DataType] = {
        "str": pa.string(),
        "int": pa.int64(),
        "int or NA": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.timestamp("us"),
        # The name that Parquet gives to what a list holds, so that a table read is one written.
        "list": pa.list_(pa.field("element", pa.string())),
        "spans": pa.list_(pa.field("element", pa.list_(pa.field("element", pa.int64())))),
    }
    return pa.schema([(column.name, types[column.kind]) for column in STORED[name]])


def to_arrow(name: str, table: pd.DataFrame) -> pa.Table:
    """``table`` with the Arrow types of the codebook; what is missing is null.

    Raises
    ------
    SchemaError
        if the columns or their contents are not those of the codebook.
    """
    import pyarrow as pa

    schema = arrow_schema(name)
    if list(table.columns) != schema.names:
        raise SchemaError(f"{name}: columns are {list(table.columns)}; the codebook states {schema.names}")
    try:
        return pa.Table.from_pandas(table, schema=schema, preserve_index=False)
    except pa.ArrowException as error:
        raise SchemaError(f"{name}: does not hold what the codebook states: {error}") from error


def from_arrow(name: str, table: pa.Table, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """An Arrow table as the codebook states the table ``name``, or only some of its columns."""
    kinds = {column.name: column.kind for column in STORED[name]}
    wanted = list(kinds) if columns is None else list(columns)
    return pd.DataFrame({key: _column(table.column(key), kinds[key]) for key in wanted}, columns=wanted)


def from_result(table: pa.Table) -> pd.DataFrame:
    """The answer to a question in SQL, each column by its own type: whole numbers stay whole, lists are lists."""
    made = [_column(column, _kind_of(column)) for column in table.columns]
    frame = pd.DataFrame(dict(enumerate(made)))
    return frame.set_axis(pd.Index(table.column_names, dtype="str"), axis=1)


def _kind_of(column: pa.ChunkedArray) -> Kind | None:
    import pyarrow.types as types

    kind = column.type
    if types.is_integer(kind) or (types.is_decimal(kind) and kind.scale == 0):
        return "int or NA" if column.null_count else "int"
    if types.is_floating(kind) or types.is_decimal(kind):
        return "float"
    if types.is_timestamp(kind) or types.is_date(kind):
        return "date"
    if types.is_list(kind) or types.is_large_list(kind):
        return "list"
    return "str" if types.is_string(kind) or types.is_large_string(kind) else None


def _column(column: pa.ChunkedArray, kind: Kind | None) -> Any:
    import pyarrow as pa

    if kind is None:
        return column.to_pandas()
    if kind in ("list", "spans"):
        return pd.Series(_lists(column.combine_chunks()), dtype="object")
    if kind in ("int", "int or NA"):
        column = column.cast(pa.int64())
    dtype = _dtype(kind)
    # Where the type takes an Arrow column as it is, no Series is made on the way: a tenth of the time.
    made: Any = dtype.__from_arrow__(column) if hasattr(dtype, "__from_arrow__") else column.to_pandas().astype(dtype)
    return made


@cache
def _dtype(kind: Kind) -> Any:
    return pd.api.types.pandas_dtype(DTYPES[kind])


def _lists(array: Any) -> list[Any]:
    """Lists as Python lists, by cutting one flat list: a tenth of the time of ``to_pylist``."""
    import pyarrow as pa

    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    if not pa.types.is_list(array.type) or array.null_count:
        listed: list[Any] = array.to_pylist()
        return listed
    flat = _lists(array.flatten())
    first = array.offsets[0].as_py() if len(array) else 0
    return [flat[start - first : end - first] for start, end in pairwise(array.offsets.to_pylist())]
