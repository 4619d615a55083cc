"""A description of the dataset: VoID (W3C Interest Group Note) and DCAT 2 (W3C), in Turtle.

How many triples, things of each class and uses of each property there are; the reports behind them with their
digests; years, places, vocabulary, licence and version. No date of today: the same graph gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from typing import BinaryIO

from kg import __version__
from kg.export.lookup import Lookup
from kg.model import Graph, Literal
from kg.ontology import Ontology
from kg.store import Term, Triple, as_oxigraph, serialise, sorted_triples

NAMESPACES = {"void": "http://rdfs.org/ns/void#", "dcat": "http://www.w3.org/ns/dcat#"}
LICENCE = "https://spdx.org/licenses/MIT"
_DATASET = "id:dataset"


def write(graph: Graph, ontology: Ontology, base: str, out: BinaryIO) -> None:
    """Write the description of ``graph``, whose individuals are under ``base``."""
    namespaces = ontology.namespaces(base) | NAMESPACES
    content = serialise(as_oxigraph(_description(graph, namespaces), namespaces), "ttl", namespaces)
    out.write(content)


def _description(graph: Graph, namespaces: dict[str, str]) -> list[Triple]:
    look, found = Lookup(graph), sorted_triples(graph)
    own: list[tuple[str, Term]] = [
        ("rdf:type", "void:Dataset"),
        ("rdf:type", "dcat:Dataset"),
        ("dcterms:title", Literal(_title(look, "工作报告知识图谱", "、"), language="zh")),
        ("dcterms:title", Literal(_title(look, "Knowledge graph of work reports", ", "), language="en")),
        ("dcterms:license", LICENCE),
        ("owl:versionInfo", Literal(__version__)),
        ("dcterms:language", Literal("zh")),
        ("void:vocabulary", namespaces["wr"]),
        ("void:uriSpace", Literal(namespaces["id"])),
        ("void:triples", _number(len(found))),
        ("void:entities", _number(len(look.types))),
        ("void:distinctSubjects", _number(len({subject for subject, _, _ in found}))),
        ("void:distinctObjects", _number(len({target for _, _, target in found}))),
    ]
    own += [("dcterms:spatial", name) for name in sorted(_ends(look, "wr:place"))]
    own += [("dcterms:temporal", name) for name in sorted(_ends(look, "wr:reportYear"))]
    described = [(_DATASET, property_, target) for property_, target in own]
    for name in look.named("wr:Report"):
        described += [(_DATASET, "dcterms:source", name)]
        for property_ in ("dcterms:title", "wr:sha256", "wr:file"):
            described += [(name, property_, value) for value in look.all(name, property_)]
    described += _parts("class", Counter(look.types.values()), "void:entities")
    described += _parts("property", Counter(property_ for _, property_, _ in found), "void:triples")
    return described


def _parts(kind: str, counts: Counter[str], counted: str) -> list[Triple]:
    """A partition of the dataset for each class or property, with how much it holds."""
    found: list[Triple] = []
    for name, count in sorted(counts.items()):
        part = f"{_DATASET}-{kind}-{name.replace(':', '-')}"
        found.append((_DATASET, f"void:{kind}Partition", part))
        found.append((part, f"void:{kind}", name))
        found.append((part, counted, _number(count)))
    return found


def _title(look: Lookup, what: str, comma: str) -> str:
    years = sorted({look.year(name, "wr:reportYear") for name in look.named("wr:Report")} - {""})
    return f"{what} ({comma.join(years)})" if years else what


def _ends(look: Lookup, property_: str) -> set[str]:
    return {str(target) for name in look.named("wr:Report") for target in look.all(name, property_)}


def _number(count: int) -> Literal:
    return Literal(str(count), "xsd:integer")
