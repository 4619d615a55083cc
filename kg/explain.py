"""Why the extractor says what it says: the rule, what it captured, and the candidates that lost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.cleaning import clean
from kg.errors import UsageError
from kg.model import Edge, Graph, Literal, Mention, Reading, Rejected, Source
from kg.nlp import lexicon_words, load, read_text
from kg.ontology import DEFAULT_BASE, load_ontology
from kg.rules import load_rules

_STOP = re.compile(r"[，。；：！？\n]")
_OBSERVATIONS = ("wr:Outcome", "wr:Target")
_SHOWN = ("value", "unit", "modifier", "kind", "direction", "basis", "status", "year", "group", "programme",
          "type", "aliases", "stage")  # fmt: skip
_EXPLAINED = ("wr:evidence", "wr:rule", "wr:report", "wr:year", "rdf:subject", "rdf:predicate", "rdf:object",
              "wr:inferredBy", "wr:score", "wr:stage", "wr:curatedBy")  # fmt: skip
_WHEN = (
    "status and year: words of time, will or achievement in its sentence decide (去年, 力争, 完成了), "
    "else the part of the report that it stands in"
)


def explain(
    what: str,
    graph: Path,
    year: int | None = None,
    place: str | None = None,
    ontology: Path | None = None,
) -> str:
    """What is behind ``what``: the name of an individual in the built ``graph`` (``id:…`` or in full), or
    else a text that is read as a report of ``place`` and ``year``, by the rules of ``ontology``.

    Raises QueryError where the graph cannot be read, UsageError for a name that it does not hold and for an
    empty text, OntologyError and RuleError for an ontology that cannot be used.
    """
    if what.startswith(("id:", "http://", "https://")):
        from kg.store import read_graph

        return _individual(what, read_graph(graph), str(graph))
    if not what.strip():
        raise UsageError("nothing to explain: give a passage of a report, or the IRI of an individual")
    source = Source("text", what, year=year, place=place)
    known = load_ontology(ontology)
    reading = read_text(load(ontology=known), clean(source))
    lines = list(_reading(reading, _places(known.folder)))
    if not reading.mentions and not reading.rejected:
        lines.append("\nnothing here that a rule looks for")
    figures = any(m.type in _OBSERVATIONS for m in reading.mentions)
    if figures:
        lines.append(f"\n{_WHEN}; a passage alone may be read otherwise than in its report")
    elif not _STOP.search(what.strip()):  # it may be the name of something in the graph
        lines += _namesakes(what.strip(), graph)
    return "\n".join(lines)


def _namesakes(name: str, graph: Path) -> Iterator[str]:
    """How to ask for the individuals of the graph, if there is one, that are called so."""
    from kg.store import graph_file, read_graph

    if graph_file(graph).exists():
        for node in sorted(read_graph(graph).nodes, key=lambda node: node.iri):
            if node.label == name:
                yield f"\n{graph} has a {node.type} of that name: kg explain -g {graph} {node.iri}"


def _reading(reading: Reading, places: Mapping[str, str]) -> Iterator[str]:
    text = reading.text.chars
    yield text
    for m in reading.mentions:
        yield f"\n〔{text[m.start : m.end]}〕 {m.type} {m.name}"
        place = f" ({places[m.rule]})" if m.rule in places else ""
        yield f"  rule    {m.rule}{place}"
        for key in _SHOWN:
            if m.attributes.get(key):
                yield f"  {key:7} {_value(m, key)}"
        if m.type in _OBSERVATIONS:
            start, end = m.attributes["clause_start"], m.attributes["clause_end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            yield f"  clause  {text[start:end]}"
    for claim in reading.claims:
        yield f"\n{claim.subject.name} {claim.property} {claim.object.name}\n  rule    {claim.rule}"
    if reading.rejected:
        yield "\nturned down"
        yield from (_lost(text, r) for r in reading.rejected)


def _value(m: Mention, key: str) -> str:
    value = m.attributes[key]
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _lost(text: str, r: Rejected) -> str:
    return f"  〔{text[r.start : r.end]}〕 {r.kind}: {r.rule}: {r.reason}"


@cache
def _places(folder: Path) -> dict[str, str]:
    """The file of each rule."""
    words = lexicon_words(load_ontology(folder))
    return {rule.id: rule.place.partition(":")[0] for rule in load_rules(folder / "rules", words)}


def _individual(name: str, graph: Graph, file: str) -> str:
    name = name if name.startswith("id:") else "id:" + name.removeprefix(DEFAULT_BASE)
    labels = {node.iri: f"{node.label} ({node.type})" if node.label else node.type for node in graph.nodes}
    if name not in labels:
        raise UsageError(f"{name}: not in {file}; name its graph with -g, or give a name that a query shows")
    own: dict[str, list[Edge]] = defaultdict(list)
    backed: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        own[edge.source].append(edge)
        if edge.property in ("rdf:subject", "rdf:object") and edge.target == name:
            backed[edge.source].append(edge)
    lines = [f"{name} {labels[name]}"]
    lines += [f"  {_said(edge, labels, own)}" for edge in _in_order(own[name])]
    if any(node.iri == name and node.type in _OBSERVATIONS for node in graph.nodes):
        lines.append(f"\n{_WHEN}")
    for statement in sorted(backed):
        lines.append(f"\n{statement} says of it")
        lines += [f"  {_said(e, labels, own)}" for e in _in_order(own[statement]) if e.property in _EXPLAINED]
    return "\n".join(lines)


def _in_order(edges: list[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda e: (e.property, str(e.target)))


def _said(edge: Edge, labels: dict[str, str], own: dict[str, list[Edge]]) -> str:
    if isinstance(edge.target, Literal):
        return f"{edge.property} {edge.target.value}"
    if edge.property == "wr:evidence":
        quotes = [e.target for e in own[edge.target] if e.property == "oa:exact"]
        return f"{edge.property} “{''.join(q.value for q in quotes if isinstance(q, Literal))}”"
    label = labels.get(edge.target)
    return f"{edge.property} {edge.target}" + (f" {label}" if label else "")
