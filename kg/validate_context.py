"""What a validated graph says of a node, so that a person knows which one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Literal
from kg.ontology import DEFAULT_BASE, Ontology

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node as Term

NAMESPACES = {
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": "https://w3id.org/workreport/shapes#",
    "result": "https://w3id.org/workreport/validation#",
}


class Context:
    """Looks nodes up in the graph that was validated (the ontology's terms included)."""

    def __init__(self, data: rdflib.Graph, ontology: Ontology) -> None:
        self._data = data
        self._ontology = ontology
        self.namespaces = {**NAMESPACES, **ontology.prefixes, "id": self._base()}
        self._short = {iri: prefix for prefix, iri in self.namespaces.items()}

    def name(self, term: Term | None) -> str:
        """The CURIE of an IRI where there is a prefix for it, else the IRI; "" for what is none."""
        import rdflib

        if not isinstance(term, rdflib.URIRef):
            return ""
        cut = max(term.rfind("#"), term.rfind("/")) + 1
        prefix = self._short.get(str(term[:cut]))
        return str(term) if prefix is None else f"{prefix}:{term[cut:]}"

    def value(self, term: Term | None) -> str | Literal:
        """A name or a literal as a value of ``kg.model``; "" for none and for a blank node."""
        import rdflib

        if isinstance(term, rdflib.Literal):
            datatype = self.name(term.datatype) if term.datatype else ""
            return Literal(str(term), datatype.removesuffix("xsd:string"), term.language or "")
        return self.name(term)

    def label(self, node: Term) -> str:
        """Its name in Chinese, or any name."""
        import rdflib

        labels = sorted(
            self._data.objects(node, rdflib.RDFS.label), key=lambda o: (_language(o) != "zh", str(o))
        )
        return str(labels[0]) if labels else ""

    def type(self, node: Term) -> str:
        """Its class, the most specific of ours."""
        import rdflib

        types = {self.name(type_) for type_ in self._data.objects(node, rdflib.RDF.type)}
        above = {parent for own in types for parent in self._ontology.ancestors(own) if parent != own}
        return min(types - above or types, default="")

    def sentence(self, node: Term) -> tuple[str, str]:
        """A sentence that speaks of the node, and the name of its report ("" and "" for none).

        A fact has its evidence; of an entity it is that of the first statement about it.
        """
        wr, oa = self._terms("wr"), self._terms("oa")
        evidence = self._first(node, wr.evidence)
        if evidence is None and self._first(node, oa.exact) is not None:
            holders = sorted(self._data.subjects(oa.hasSelector, node), key=str)
            evidence = holders[0] if holders else node
        if evidence is None:
            about = sorted(self._data.subjects(self._terms("rdf").subject, node), key=str)
            evidence = next((e for s in about if (e := self._first(s, wr.evidence)) is not None), None)
        if evidence is None:
            return "", ""
        quote, report = self._first(evidence, oa.exact), self._first(evidence, oa.hasSource)
        return str(quote or ""), self.label(report) if report is not None else ""

    def _base(self) -> str:
        """The IRI of a report up to its local name: that of all individuals."""
        import rdflib

        report = rdflib.URIRef(self._ontology.prefixes["wr"] + "Report")
        found = sorted(str(s) for s in self._data.subjects(rdflib.RDF.type, report))
        return found[0][: max(found[0].rfind("#"), found[0].rfind("/")) + 1] if found else DEFAULT_BASE

    def _terms(self, prefix: str) -> rdflib.Namespace:
        import rdflib

        return rdflib.Namespace(self.namespaces[prefix])

    def _first(self, node: Term, property_: Term) -> Term | None:
        return min(self._data.objects(node, property_), key=str, default=None)


def _language(term: Term) -> str | None:
    return getattr(term, "language", None)
