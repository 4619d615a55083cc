"""A knowledge graph with evidence from Chinese annual work reports.

    kg.build(paths)      documents → a folder with their graph
    kg.annotate(text)    one text → what it names, counts and relates
    kg.load(path)        a built graph → rdflib, for SPARQL
    kg.read_graph(path)  a built graph → nodes and edges
    kg.show(graph)       a graph → its page in a notebook

Everything is loaded at first use, so that ``import kg`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build_summary import Summary
    from kg.errors import KgError
    from kg.export.html import show
    from kg.model import Edge, Graph, Literal, Node
    from kg.reading.files import Paths
    from kg.store import load, read_graph

__all__ = [
    "Edge",
    "Graph",
    "KgError",
    "Literal",
    "Node",
    "Summary",
    "annotate",
    "build",
    "load",
    "read_graph",
    "show",
]
__version__ = "0.1.0"

_ELSEWHERE = {
    "Edge": "kg.model",
    "Graph": "kg.model",
    "KgError": "kg.errors",
    "Literal": "kg.model",
    "Node": "kg.model",
    "Summary": "kg.build_summary",
    "load": "kg.store",
    "read_graph": "kg.store",
    "show": "kg.export.html",
}


def build(
    paths: Paths,
    output: str | Path = "exports",
    *,
    year: int | None = None,
    place: str | None = None,
    title: str | None = None,
    jobs: int = 1,
    inferred: bool = True,
    html: bool = True,
    base: str | None = None,
) -> Summary:
    """Build the graph of ``paths``, a file or folder or several, into the folder ``output``.

    ``year``, ``place`` and ``title`` win over what the documents say; ``jobs`` is how many processes work
    (0: one a core); ``inferred`` whether to link across documents; ``html`` whether to write the page;
    ``base`` what the IRIs of individuals begin with. What could not be read is in ``Summary.failed``.

    Raises KgError where nothing could be built or written, and for a year or a number of jobs that is none:
    ``output`` then stays as it was.

    >>> summary = kg.build("seeds", "exports")
    >>> summary.documents, summary.failed
    (2, ())
    """
    from kg.build_graph import build as run
    from kg.build_graph import plan

    how = plan(base, jobs, inferred=inferred, html=html, year=year, place=place, title=title)
    return run(paths, Path(output), how)


def annotate(
    text: str, *, year: int | None = None, place: str | None = None, title: str | None = None
) -> dict[str, Any]:
    """What a text says, as ``kg annotate`` prints it: programmes, institutions, policies, meetings, goals,
    observations and relations, each a list. ``year``, ``place`` and ``title`` win over what the text says.

    Raises KgError where the text is empty or too long, and for a year that is none.

    >>> said = kg.annotate("深化“新苗培优”计划，引进急需紧缺人才156名。", year=2024, place="巴中")
    >>> [programme["name"] for programme in said["programmes"]]
    ['新苗培优计划']
    >>> [(found["indicator"], found["value"], found["unit"]) for found in said["observations"]]
    [('引进急需紧缺人才', 156, '名')]
    """
    from kg.annotation import annotation
    from kg.build_document import Setup, curated_reading
    from kg.errors import UsageError
    from kg.reading import Options
    from kg.reading.document import Document, Given, source_of

    if not isinstance(text, str):
        raise UsageError(f"text must be text, not {text!r:.40}")
    source = source_of(Document(text), "text", Given(), Options(year=year, place=place, title=title))
    return annotation(curated_reading(Setup(), source)[0])


def __getattr__(name: str) -> Any:
    if name not in _ELSEWHERE:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_ELSEWHERE[name]), name)
    return value
