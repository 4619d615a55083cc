"""The same build on a Spark cluster: documents spread over it, parts of the graph out.

    rows ─mapInArrow─▶ lines ─range by subject, sort─▶ merged, as Turtle ─▶ part files
                         └─▶ by group, sort ─link─▶ lines ─┘

Each stage calls what a build on one machine calls, on sorted lines, so that the parts, one after the
other, are graph.ttl byte for byte, however often a lost process makes Spark do a piece again.
Documents are rows of JSONL or Parquet files wherever Spark reads them; what they are called and said
of comes from the row, as no sidecar lies beside an object store.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from kg.build_document import Built, Setup, build_source
from kg.build_graph import Plan
from kg.build_parts import groups
from kg.build_workers import Failed, attempt
from kg.curation_file import NAME
from kg.errors import BuildError, SourceError, UsageError
from kg.export import turtle
from kg.linking import link_group
from kg.model import Source
from kg.ontology import load_ontology
from kg.reading import Options
from kg.reading.document import Given, source_of
from kg.reading.records import row_document
from kg.store_records import merged, records

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

Batches = Iterator["pa.RecordBatch"]
Line = tuple[str, str, str]  # kind, what it is grouped by, text

GRAPH, PARTS, MANIFEST, COVERAGE, FAILED = "graph", "parts", "documents", "coverage", "failed"
_LINES = "kind string, head string, line string"
_AT_ONCE = 2048  # lines in a batch


def build(paths: tuple[str, ...], output: str, how: Plan, master: str) -> str:
    """Build ``paths`` (JSONL or Parquet, files or folders, local or URLs) into the folder ``output``.

    ``graph/part-*`` are the pieces of graph.ttl, in order; ``documents``, ``coverage`` and ``failed`` hold
    a JSON object a line. Returns a summary. UsageError without pyspark or with corrections; BuildError where
    no document can be read.
    """
    setup, base = how.setup, how.form.base
    if setup.curation_files:
        raise UsageError("--curation: corrections are applied by --engine local only")
    spark = _session(master)
    try:
        lines = _rows(spark, paths).mapInArrow(_documents(setup, how.limit), _LINES).persist()
        counts = Counter({row["kind"]: row["count"] for row in lines.groupBy("kind").count().collect()})
        if not counts[MANIFEST]:
            reasons = [row["line"] for row in lines.where(lines.kind == FAILED).limit(3).collect()]
            raise BuildError(f"no document could be read: {'; '.join(reasons) or 'nothing to read'}")
        graph = lines.where(lines.kind == GRAPH)
        width = max(lines.rdd.getNumPartitions(), 1)
        if how.inferred:
            parts = lines.where(lines.kind == PARTS).repartition(width, "head").sortWithinPartitions("line")
            graph = graph.union(parts.mapInArrow(_linked(setup), _LINES))
        whole = graph.repartitionByRange(width, "head").sortWithinPartitions("line")
        text = whole.mapInArrow(_turtle(setup, base), "value string, triples long").persist()
        text.select("value").write.mode("overwrite").text(f"{output}/{GRAPH}", lineSep="\n")
        for kind in (MANIFEST, COVERAGE, FAILED):
            own = lines.where(lines.kind == kind).select("line").orderBy("line")
            own.coalesce(1).write.mode("overwrite").text(f"{output}/{kind}", lineSep="\n")
        triples = text.agg({"triples": "sum"}).collect()[0][0]
        failed = f", {counts[FAILED]} could not be read (failed/)" if counts[FAILED] else ""
        return (
            f"documents      {counts[MANIFEST]}{failed}\n"
            f"triples        {triples:,}\n"
            f"{_not_corrected(paths, setup)}"
            f"written to     {output}: {GRAPH}/part-* (in order: graph.ttl), {MANIFEST}/, {COVERAGE}/"
        )
    finally:
        spark.stop()


def _not_corrected(paths: tuple[str, ...], setup: Setup) -> str:
    """A line for corrections that lie beside the documents, for a cluster applies none."""
    folders = {path if path.is_dir() else path.parent for path in map(Path, paths) if path.exists()}
    beside = sorted(str(folder / NAME) for folder in folders if (folder / NAME).exists())
    said = f"corrections    {', '.join(beside)}: not applied on Spark; --engine local applies them\n"
    return said if beside and setup.curated else ""


def _session(master: str) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise UsageError(
            "--engine spark needs pyspark; install it with: pip install 'kg[spark]'"
        ) from problem
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = SparkSession.builder.appName("kg").master(master)
    settings = settings.config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    if master.startswith("local"):  # nobody else need see it
        settings = settings.config("spark.driver.bindAddress", "127.0.0.1").config(
            "spark.driver.host", "127.0.0.1"
        )
    spark = settings.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _rows(spark: SparkSession, paths: tuple[str, ...]) -> DataFrame:
    """Each document as a JSON object, with the path that was asked for and the file."""
    from pyspark.sql.functions import col, lit, struct, to_json

    found = []
    for path in paths:
        for form, glob in (("text", "*.{jsonl,ndjson}"), ("parquet", "*.parquet")):
            reader = spark.read.option("pathGlobFilter", glob).option("recursiveFileLookup", "true")
            rows = reader.text(path, lineSep="\n") if form == "text" else _parquet(reader, path)
            if rows is not None:
                value = col("value") if form == "text" else to_json(struct("*"))
                found.append(
                    rows.select(value.alias("value"), col("_metadata.file_path").alias("file"), lit(path))
                )
    whole = found[0]
    for more in found[1:]:
        whole = whole.union(more)
    return whole.repartition(max(4 * spark.sparkContext.defaultParallelism, 1))


def _parquet(reader: Any, path: str) -> DataFrame | None:
    """The Parquet files of a path; None where there are none, as they alone could say their columns."""
    from pyspark.errors import AnalysisException

    try:
        rows: DataFrame = reader.parquet(path)
    except AnalysisException:
        return None
    return rows


def _documents(setup: Setup, limit: float) -> Callable[[Batches], Batches]:
    """Rows → the lines that each document gives."""

    def work(batches: Batches) -> Batches:
        for batch in batches:
            for value, file, asked in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                if value.strip():
                    outcome = attempt(lambda row: _build(setup, *row), (value, _name(file, asked)), limit)
                    yield from _batches(_lines_of(outcome, _name(file, asked)))

    return work


def _build(setup: Setup, value: str, name: str) -> Built:
    return build_source(setup, _source(value, name, setup.reading))


def _source(value: str, name: str, options: Options) -> Source:
    try:
        row = json.loads(value)
    except (ValueError, RecursionError) as problem:
        raise SourceError(f"not JSON ({problem})") from None
    if not isinstance(row, dict):
        raise SourceError("not a JSON object")
    document = row_document(row, 0, options)
    if document.part == "line-0":
        raise SourceError("a row without id: Spark counts no lines, so give each row an id")
    return source_of(document, name, Given(), options)


def _name(file: str, asked: str) -> str:
    """What the graph calls a file: its place in the folder that was asked for, or its own name."""
    path, folder = unquote(urlsplit(file).path), urlsplit(asked)
    root = folder.path.rstrip("/") if folder.scheme else str(Path(asked).resolve())
    return path.removeprefix(f"{root}/") if path.startswith(f"{root}/") else path.rpartition("/")[2]


def _lines_of(outcome: Built | Failed, name: str) -> Iterator[Line]:
    if isinstance(outcome, Failed):
        yield FAILED, "", json.dumps({"file": name, "reason": outcome.reason}, ensure_ascii=False)
        return
    for kind, text in ((GRAPH, outcome.records), (PARTS, outcome.parts)):
        yield from _with_heads(kind, text.decode().split("\n")[:-1])
    for kind, text in ((MANIFEST, outcome.manifest), (COVERAGE, outcome.coverage)):
        yield kind, "", text.decode()[:-1].partition("\t")[2]


def _with_heads(kind: str, lines: Iterable[str]) -> Iterator[Line]:
    return ((kind, line[: line.index("\t")], line) for line in lines)


def _linked(setup: Setup) -> Callable[[Batches], Batches]:
    """Sorted parts of whole groups → the lines of what is inferred."""

    def work(batches: Batches) -> Batches:
        ontology = load_ontology(setup.ontology)
        for key, found in groups(_distinct(batches)):
            inferred = records(link_group(key, found, ontology.indicators), ontology.prefixes)
            yield from _batches(_with_heads(GRAPH, (line[:-1] for line in inferred)))

    return work


def _turtle(setup: Setup, base: str) -> Callable[[Batches], Batches]:
    """Sorted lines of whole individuals → Turtle, in front of all the prefixes."""

    def work(batches: Batches) -> Batches:
        from pyarrow import RecordBatch
        from pyspark import TaskContext

        context = TaskContext.get()
        namespaces = load_ontology(setup.ontology).namespaces(base)
        if context is None or context.partitionId() == 0:
            yield RecordBatch.from_pydict({"value": [turtle.head(namespaces)[:-1]], "triples": [0]})
        lines = merged(_distinct(batches))
        while some := list(islice(lines, _AT_ONCE)):
            text = "".join(turtle.blocks(some, namespaces))
            triples = sum(line.rstrip("\t\n").count("\t") for line in some)
            yield RecordBatch.from_pydict({"value": [text[:-1]], "triples": [triples]})

    return work


def _distinct(batches: Batches) -> Iterator[bytes]:
    """The lines of sorted batches, each once."""
    before = None
    for batch in batches:
        for line in batch.column("line").to_pylist():
            if line != before:
                before = line
                yield line.encode() + b"\n"


def _batches(lines: Iterable[Line]) -> Batches:
    from pyarrow import RecordBatch

    coming = iter(lines)
    while some := list(islice(coming, _AT_ONCE)):
        kinds, heads, texts = zip(*some, strict=True)
        yield RecordBatch.from_pydict({"kind": kinds, "head": heads, "line": texts})
