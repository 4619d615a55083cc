"""The tidy table of observations as Parquet, for pandas, polars and DuckDB.

The columns are those of the CSV file. ``value`` is a 64-bit float, exact for whole numbers up to 2^53
(the CSV file and RDF have every digit); years and places are integers, a missing value is null.
"""

from __future__ import annotations

from typing import BinaryIO

from kg.errors import UsageError
from kg.export.tables import NUMBERS, OBSERVATIONS, observations
from kg.model import Graph
from kg.ontology import Ontology


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write one row per observation. UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise UsageError("-f parquet: needs pyarrow; install it with: pip install 'kg[parquet]'") from error
    rows = observations(graph, ontology.namespaces(base))
    arrays, fields = [], []
    for column in OBSERVATIONS:
        kind = NUMBERS.get(column, str)
        values = [kind(row[column]) if row[column] else None for row in rows]
        fields.append(pa.field(column, {int: pa.int64(), float: pa.float64(), str: pa.string()}[kind]))
        arrays.append(pa.array(values, fields[-1].type))
    parquet.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), out)
