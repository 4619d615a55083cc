"""Graph → files. Each format is one module with ``write(graph, ontology, base, out)``, named in ``FORMATS``.

``out`` is a binary stream. A format of several files has ``files(graph, ontology, base)`` instead, which
gives name and content of each. The same graph gives the same bytes, whatever the order of its sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import UsageError
from kg.export.output import replace
from kg.model import Graph

if TYPE_CHECKING:
    from kg.export.selection import Selection
    from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its module in this package, the suffixes that stand for it, what it is in one line.

    ``folder`` says that it is several files, ``text`` that its module writes text rather than bytes.
    """

    module: str
    suffixes: tuple[str, ...]
    summary: str
    folder: bool = False
    text: bool = False


FORMATS: Mapping[str, Format] = {
    "turtle": Format("turtle", (".ttl",), "RDF: Turtle"),
    "ntriples": Format("ntriples", (".nt",), "RDF: N-Triples"),
    "nquads": Format("nquads", (".nq",), "RDF: N-Quads, a graph per report"),
    "trig": Format("trig", (".trig",), "RDF: TriG, a graph per report"),
    "jsonld": Format("jsonld", (".jsonld",), "RDF: JSON-LD with its context"),
    "rdfxml": Format("rdfxml", (".rdf", ".xml"), "RDF: RDF/XML"),
    "annotated": Format("annotated", (), "RDF 1.2: Turtle with annotations in place of statements"),
    "void": Format("void", (), "description of the dataset (VoID, DCAT) in Turtle"),
    "html": Format("html", (".html",), "page to look at", text=True),
    "graphml": Format("graphml", (".graphml",), "network for Gephi, yEd, Cytoscape"),
    "gexf": Format("gexf", (".gexf",), "network for Gephi"),
    "csv": Format("observations_csv", (".csv",), "table of observations for spreadsheets"),
    "parquet": Format(
        "observations_parquet", (".parquet",), "table of observations for pandas (needs pyarrow)"
    ),
    "tables": Format("tables_csv", (), "folder of tables for spreadsheets", folder=True),
    "neo4j": Format("neo4j_csv", (), "folder of files for neo4j-admin import", folder=True),
}


def export(
    source: Graph | str | Path,
    output: str | Path | BinaryIO,
    form: str | None = None,
    selection: Selection | None = None,
    base: str | None = None,
    ontology: Ontology | None = None,
) -> None:
    """Write ``source``, a graph or an RDF file, to ``output``: a file, a folder or a binary stream.

    ``form`` is a name in ``FORMATS``, guessed from the suffix of ``output`` where not given; ``selection``
    says which part to write; ``base`` the IRI of individuals (that of the file, else the default). A file
    appears whole or not at all. UsageError for a format that is unknown or cannot go to that output,
    QueryError for a ``source`` that cannot be read, BuildError for an output that cannot be written.
    """
    from kg.ontology import DEFAULT_BASE, load_ontology
    from kg.store import read

    name = form or guess_format(output)
    chosen = FORMATS.get(name)
    if chosen is None:
        raise UsageError(f"-f {name}: no such format; choose one of {', '.join(FORMATS)}")
    if chosen.folder and not isinstance(output, str | Path):
        raise UsageError(f"-f {name}: several files; name a folder to put them in (-o)")
    ontology = ontology if ontology is not None else load_ontology()
    graph, own_base = (source, DEFAULT_BASE) if isinstance(source, Graph) else read(source, ontology)
    if selection is not None:
        from kg.export.selection import need_years, select

        need_years(graph, selection.years)
        graph = select(graph, selection, ontology)
    base = base or own_base
    ontology.namespaces(base)  # a base that cannot be used is refused before anything is written
    if chosen.folder:
        module = import_module(f"kg.export.{chosen.module}")
        for file, content in module.files(graph, ontology, base):
            replace(Path(output) / file, content)  # type: ignore[arg-type]
    elif isinstance(output, str | Path):
        whole = BytesIO()
        write(chosen, graph, ontology, base, whole)
        replace(Path(output), whole.getvalue())
    else:
        write(chosen, graph, ontology, base, output)


def guess_format(output: str | Path | BinaryIO) -> str:
    """The format that the suffix of ``output`` stands for. UsageError where it stands for none."""
    suffix = Path(output).suffix.lower() if isinstance(output, str | Path) else ""
    for name, known in FORMATS.items():
        if suffix in known.suffixes:
            return name
    if isinstance(output, str | Path):
        raise UsageError(f"{output}: the suffix says no format; give one with -f: {', '.join(FORMATS)}")
    raise UsageError(f"name a file with -o, or say with -f what to print: {', '.join(FORMATS)}")


def write(form: Format, graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write to a binary stream by the format's own module."""
    module = import_module(f"kg.export.{form.module}")
    if not form.text:
        module.write(graph, ontology, base, out)
        return
    text = TextIOWrapper(out, encoding="utf-8", newline="\n")
    module.write(graph, ontology, base, text)
    text.detach()
