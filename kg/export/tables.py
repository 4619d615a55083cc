"""A graph as tables: rows that a spreadsheet, pandas or a database can work with.

Rows are sorted by content. A column is text unless it is in ``NUMBERS``; a missing value is "", several are
parted by ；. Columns that end in ``iri`` hold the IRI, expanded by ``Ontology.namespaces(base)``.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.export.lookup import Lookup, edge_order
from kg.export.network import statement
from kg.model import Graph
from kg.store import expand

Row = dict[str, str]

OBSERVATIONS = (
    *("place", "year", "indicator", "value", "unit", "status", "sentence"),
    *("comparator", "modifier", "kind", "direction", "basis", "group", "programme"),
    *("report", "report_year", "start", "end", "rule", "iri"),
)
ENTITIES = ("class", "label", "aliases", "type", "place", "years", "reports", "iri")
RELATIONS = (
    *("subject", "property", "object", "year", "report", "sentence"),
    *("rule", "stage", "inferred_by", "score", "subject_iri", "object_iri"),
)
REPORTS = ("title", "place", "year", "issuer", "kind", "file", "sha256", "iri")
NUMBERS = {"year": int, "value": float, "report_year": int, "start": int, "end": int, "score": float}
_NAMED = (
    *("wr:Programme", "wr:Institution", "wr:Policy", "wr:Meeting", "wr:Goal"),
    *("wr:TargetGroup", "wr:Indicator", "wr:Place"),
)


def observations(graph: Graph, namespaces: Mapping[str, str]) -> list[Row]:
    """One row per observation: what is counted where and when, how much, and the sentence that says so.

    ``status`` is achieved or planned, ``value`` the number as the graph has it; ``start`` and ``end``
    are code points of the published text.
    """
    look = Lookup(graph)
    programmes: dict[str, list[str]] = {}
    for edge in sorted(graph.edges, key=edge_order):
        if edge.property == "wr:hasObservation" and isinstance(edge.target, str):
            programmes.setdefault(edge.target, []).append(look.label(edge.source))
    names = look.named("wr:Outcome", "wr:Target")
    rows = [_observation(look, name, programmes) | {"iri": expand(name, namespaces)} for name in names]
    return sorted(
        rows, key=lambda row: (row["place"], row["indicator"], row["year"], row["status"], row["iri"])
    )


def _observation(look: Lookup, name: str, programmes: dict[str, list[str]]) -> Row:
    report, evidence = look.first(name, "wr:report"), look.first(name, "wr:evidence")
    selector = look.first(evidence, "oa:hasSelector")
    row = {column: look.first(name, f"wr:{column}") for column in OBSERVATIONS}
    return row | {
        "place": look.joined(name, "wr:place") or look.joined(report, "wr:place"),
        "year": look.year(name),
        "indicator": look.joined(name, "wr:indicator"),
        "status": "planned" if look.types[name] == "wr:Target" else "achieved",
        "sentence": look.first(evidence, "oa:exact"),
        "kind": row["kind"].removeprefix("wr:"),
        "direction": row["direction"].removeprefix("wr:"),
        "group": look.joined(name, "wr:group"),
        "programme": "；".join(dict.fromkeys(programmes.get(name, ()))),
        "report": look.label(report) if report else "",
        "report_year": look.year(report, "wr:reportYear"),
        "start": look.first(selector, "oa:start"),
        "end": look.first(selector, "oa:end"),
    }


def entities(graph: Graph, namespaces: Mapping[str, str]) -> list[Row]:
    """One row per thing that a report names; ``years`` are those of the facts told of it."""
    look = Lookup(graph)
    years: dict[str, set[str]] = {}
    for name in look.named("wr:Statement"):
        for end in ("rdf:subject", "rdf:object"):
            years.setdefault(look.first(name, end), set()).add(look.year(name))
    return sorted(
        (
            {
                "class": look.types[name].removeprefix("wr:"),
                "label": look.label(name),
                "aliases": look.joined(name, "skos:altLabel"),
                "type": look.first(name, "wr:programmeType") or look.first(name, "wr:institutionType"),
                "place": look.joined(name, "wr:place"),
                "years": "；".join(sorted(years.get(name, set()) - {""})),
                "reports": look.joined(name, "wr:mentionedIn"),
                "iri": expand(name, namespaces),
            }
            for name in look.named(*_NAMED)
        ),
        key=lambda row: (row["class"], row["label"], row["iri"]),
    )


def relations(graph: Graph, namespaces: Mapping[str, str]) -> list[Row]:
    """One row per statement: who, what, whom, and the sentence or the method that says so."""
    look = Lookup(graph)
    return [_relation(look, name, namespaces) for name in look.named("wr:Statement")]


def _relation(look: Lookup, name: str, namespaces: Mapping[str, str]) -> Row:
    subject, object_ = look.first(name, "rdf:subject"), look.first(name, "rdf:object")
    said = {column: str(value) for column, value in statement(look, name).items()}
    return dict.fromkeys(RELATIONS, "") | {
        **said,
        "score": look.first(name, "wr:score"),
        "subject": look.label(subject),
        "property": look.first(name, "rdf:predicate"),
        "object": look.label(object_),
        "subject_iri": expand(subject, namespaces),
        "object_iri": expand(object_, namespaces),
    }


def reports(graph: Graph, namespaces: Mapping[str, str]) -> list[Row]:
    """One row per report."""
    look = Lookup(graph)
    return [
        {
            "title": look.first(name, "dcterms:title") or look.label(name),
            "place": look.joined(name, "wr:place"),
            "year": look.year(name, "wr:reportYear"),
            "issuer": look.joined(name, "wr:issuer"),
            "kind": look.first(name, "wr:reportKind"),
            "file": look.joined(name, "wr:file"),
            "sha256": look.first(name, "wr:sha256"),
            "iri": expand(name, namespaces),
        }
        for name in look.named("wr:Report")
    ]
