"""Graph ⇄ rdflib and Oxigraph: the one place where values become RDF terms and terms become values.

pyoxigraph parses and joins, rdflib is the face that people know. Lexical forms survive ``read`` and
``triples`` (``007`` stays ``007``); the store behind ``load`` may rewrite numbers to their shortest form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.model import Edge, Graph, Literal, Node
from kg.ontology import DEFAULT_BASE, Ontology, load_ontology

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

Term = str | Literal
Triple = tuple[str, str, Term]

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LEADING = {"rdf:type": "0", "rdfs:label": "1"}  # a reader wants to know first what a thing is
_PLAIN = {XSD + "string", RDF + "langString"}


def sorted_triples(graph: Graph) -> list[Triple]:
    """The triples of ``graph``, each once, by subject, with type and label first.

    The order is that of the names, so it depends neither on sets nor on the base IRI.
    """
    found: set[Triple] = {(edge.source, edge.property, edge.target) for edge in graph.edges}
    for node in graph.nodes:
        found.add((node.iri, "rdf:type", node.type))
        if node.label:
            found.add((node.iri, "rdfs:label", Literal(node.label, language="zh")))
    return sorted(found, key=_order)


def _order(triple: Triple) -> tuple[str, ...]:
    subject, property_, target = triple
    rank = _LEADING.get(property_, "2")
    if isinstance(target, str):
        return subject, rank, property_, "", target, "", ""
    return subject, rank, property_, "literal", target.value, target.datatype, target.language


def triples(graph: Graph, namespaces: Mapping[str, str]) -> Iterator[ox.Triple]:
    """``sorted_triples`` as terms of pyoxigraph, expanded by ``Ontology.namespaces(base)``."""
    return as_oxigraph(sorted_triples(graph), namespaces)


def as_oxigraph(found: Iterable[Triple], namespaces: Mapping[str, str]) -> Iterator[ox.Triple]:
    """Triples of names as triples of pyoxigraph. Terms that recur are made once."""
    import pyoxigraph as ox

    names: dict[str, Any] = {}
    literals: dict[Literal, ox.Literal] = {}

    def named(name: str) -> Any:
        known = names.get(name)
        if known is None:
            blank = name.startswith("_:")
            known = names[name] = ox.BlankNode(name[2:]) if blank else ox.NamedNode(expand(name, namespaces))
        return known

    def literal(value: Literal) -> ox.Literal:
        known = literals.get(value)
        if known is None:
            datatype = ox.NamedNode(expand(value.datatype, namespaces)) if value.datatype else None
            known = ox.Literal(value.value, language=value.language or None, datatype=datatype)
            literals[value] = known
        return known

    for subject, property_, target in found:
        end = named(target) if isinstance(target, str) else literal(target)
        yield ox.Triple(named(subject), named(property_), end)


def expand(name: str, namespaces: Mapping[str, str]) -> str:
    """The IRI of a name; what begins with no known prefix is an IRI already."""
    prefix, _, local = name.partition(":")
    namespace = namespaces.get(prefix)
    return name if namespace is None else namespace + local


def read_graph(path: str | Path) -> Graph:
    """The graph that a build or an export wrote to ``path``, a folder or a file in any RDF syntax.

    QueryError where there is none or it is not RDF.

    >>> sorted(node.label for node in kg.read_graph("exports").nodes if node.type == "wr:Year")
    ['2021年', '2025年']
    """
    return read(path)[0]


def read(path: str | Path, ontology: Ontology | None = None) -> tuple[Graph, str]:
    """The graph in the file ``path`` and the base IRI of its individuals.

    A node is whatever has an rdf:type (the most specific, where it has several). Triples of named graphs
    count once. QueryError where the file is missing or is not RDF.
    """
    ontology = ontology if ontology is not None else load_ontology()
    quads = list(parse(path))
    base = _base(quads, ontology)
    short = {iri: prefix for prefix, iri in ontology.namespaces(base).items()}
    names: dict[str, str] = {}

    def name(term: Any) -> str:
        value: str = term.value
        known = names.get(value)
        if known is None:
            cut = max(value.rfind("#"), value.rfind("/")) + 1
            prefix = short.get(value[:cut])
            known = names[value] = f"{prefix}:{value[cut:]}" if prefix is not None else value
        return known

    import pyoxigraph as ox

    def target(term: Any) -> Term:
        if isinstance(term, ox.NamedNode):
            return name(term)
        if isinstance(term, ox.Literal):
            datatype = "" if term.datatype.value in _PLAIN else name(term.datatype)
            return Literal(term.value, datatype, term.language or "")
        return str(term)

    def subject(term: Any) -> str:
        return name(term) if isinstance(term, ox.NamedNode) else str(term)

    def said(quad: Any) -> Iterator[Triple]:
        """The triple; of one that an RDF 1.2 statement reifies, its parts as properties of the statement."""
        if isinstance(quad.object, ox.Triple):
            for part in ("subject", "predicate", "object"):
                yield subject(quad.subject), f"rdf:{part}", target(getattr(quad.object, part))
        else:
            yield subject(quad.subject), name(quad.predicate), target(quad.object)

    return _graph({triple for quad in quads for triple in said(quad)}, ontology), base


def _graph(found: set[Triple], ontology: Ontology) -> Graph:
    types: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, set[str]] = defaultdict(set)
    spoken: dict[str, dict[str, Term]] = defaultdict(dict)  # statement → its subject, predicate, object
    for subject, property_, target in found:
        if property_ == "rdf:type" and isinstance(target, str):
            types[subject].add(target)
        elif property_ == "rdfs:label" and isinstance(target, Literal) and target.language == "zh":
            labels[subject].add(target.value)
        elif property_ in ("rdf:subject", "rdf:predicate", "rdf:object"):
            spoken[subject][property_] = target
    nodes = {iri: _node(iri, own, labels.get(iri, set()), ontology) for iri, own in types.items()}
    backing: dict[Triple, list[str]] = defaultdict(list)
    for statement, parts in spoken.items():
        ends = parts.get("rdf:subject"), parts.get("rdf:predicate"), parts.get("rdf:object")
        if isinstance(ends[0], str) and isinstance(ends[1], str) and ends[2] is not None:
            backing[ends[0], ends[1], ends[2]].append(statement)
    edges: set[Edge] = set()
    for triple in found:
        if not _inside_node(triple, nodes):
            edges.update(Edge(*triple, evidence) for evidence in backing.get(triple, ("",)))
    return Graph(frozenset(nodes.values()), frozenset(edges))


def _node(iri: str, types: set[str], labels: set[str], ontology: Ontology) -> Node:
    above = {parent for own in types for parent in ontology.ancestors(own) if parent != own}
    ours_first = sorted(types - above or types, key=lambda name: (not name.startswith("wr:"), name))
    return Node(iri, ours_first[0], min(labels, default=""))


def _inside_node(triple: Triple, nodes: Mapping[str, Node]) -> bool:
    """Whether the node itself says the triple: its type or its label."""
    subject, property_, target = triple
    node = nodes.get(subject)
    if node is None:
        return False
    if property_ == "rdf:type":
        return target == node.type
    return property_ == "rdfs:label" and bool(node.label) and target == Literal(node.label, language="zh")


def _base(quads: Iterable[ox.Quad], ontology: Ontology) -> str:
    """The IRI up to the local name of an individual of ours; the first in order, should they differ."""
    ours = ontology.prefixes["wr"]
    bases = {
        iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
        for quad in quads
        if quad.predicate.value == RDF + "type" and str(getattr(quad.object, "value", "")).startswith(ours)
        if not (iri := str(getattr(quad.subject, "value", ""))).startswith(ours)
    }
    return min(bases - {""}, default=DEFAULT_BASE)


def load(path: str | Path) -> rdflib.Graph:
    """The RDF file ``path`` as an rdflib graph whose queries Oxigraph answers.

    Queries may use the ontology's prefixes and ``id:`` without declaring them; named graphs are merged.
    QueryError where the file is missing or is not RDF.

    >>> graph = kg.load("exports")
    >>> [str(row.label) for row in graph.query("SELECT ?label { id:year-2025 rdfs:label ?label }")]
    ['2025年']
    """
    import oxrdflib
    import rdflib
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    store = load_store(path)
    graph = rdflib.Graph(
        oxrdflib.OxigraphStore(store=store), DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none"
    )
    for prefix, iri in namespaces_of(store).items():
        graph.bind(prefix, rdflib.Namespace(iri))
    return graph


def load_store(path: str | Path) -> ox.Store:
    """The RDF file ``path`` in a store of pyoxigraph, named graphs merged. QueryError as ``load``."""
    import pyoxigraph as ox

    store = ox.Store()
    path, syntax = _file_and_syntax(path)
    if syntax.supports_datasets:
        store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in parse(path))
    else:
        with _complaints(path, syntax):
            store.load(path=path, format=syntax)
    return store


def namespaces_of(store: ox.Store) -> dict[str, str]:
    """The ontology's prefixes and, as ``id``, the base of the individuals in the store."""
    import pyoxigraph as ox

    ontology = load_ontology()
    report = ox.NamedNode(ontology.prefixes["wr"] + "Report")
    quads = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), report)
    return ontology.namespaces(_base(quads, ontology))


def graph_file(path: str | Path) -> Path:
    """The graph that is meant: the file itself, or that of the build in the folder."""
    path = Path(path)
    return path / "graph.ttl" if path.is_dir() else path


def rdf_syntax(suffix: str) -> ox.RdfFormat | None:
    """The RDF syntax that the suffix of a file (``.ttl``) says; None where it says none."""
    import pyoxigraph as ox

    return ox.RdfFormat.from_extension(suffix.removeprefix(".").lower())


def parse(path: str | Path) -> Iterator[ox.Quad]:
    """The quads of the RDF file ``path`` (of a folder, its ``graph.ttl``), in the order of the file.

    The syntax follows from the suffix. QueryError where the file is missing, its suffix says nothing or its
    text is not of that syntax.
    """
    import pyoxigraph as ox

    path, syntax = _file_and_syntax(path)
    with _complaints(path, syntax):
        yield from ox.parse(path=path, format=syntax)


def _file_and_syntax(path: str | Path) -> tuple[Path, ox.RdfFormat]:
    path = graph_file(path)
    if not path.exists():
        raise QueryError(_missing(path))
    syntax = rdf_syntax(path.suffix)
    if syntax is None:
        raise QueryError(f"{path}: not known as RDF; name a .ttl, .nt, .nq, .trig, .rdf or .jsonld file")
    return path, syntax


def _missing(path: Path) -> str:
    return f"{path}: not found; build a graph first (kg build) or name another file"


@contextmanager
def _complaints(path: Path, syntax: ox.RdfFormat) -> Iterator[None]:
    """What may be wrong with a file, in one line."""
    try:
        yield
    except FileNotFoundError as error:
        raise QueryError(_missing(path)) from error
    except SyntaxError as error:
        raise QueryError(f"{path}:{error.lineno or 1}: is not {syntax.name}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise QueryError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
