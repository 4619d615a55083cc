"""Turtle files of ``ontology/`` as plain Python values, with the line to blame in every complaint.

pyoxigraph parses the whole folder in 20 ms after an import of 5 ms (rdflib: 250 ms after 120 ms),
so that nothing needs to be cached on disk and every command may load the ontology.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.model import Literal
from kg.wording import nearest

Term = str | Literal
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True, slots=True, eq=False)
class TurtleFile:
    """The triples of one file: subject → predicate → objects, in the order of the file.

    IRIs are CURIEs by the file's own prefixes (else absolute), blank nodes begin with ``_:``.
    """

    path: Path
    text: str
    prefixes: Mapping[str, str]
    subjects: Mapping[str, Mapping[str, tuple[Term, ...]]]

    def objects(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """All objects of subject and predicate."""
        return self.subjects.get(subject, {}).get(predicate, ())

    def names(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The objects that are IRIs or blank nodes."""
        return tuple(o for o in self.objects(subject, predicate) if isinstance(o, str))

    def literals(self, subject: str, predicate: str) -> tuple[Literal, ...]:
        """The objects that are literals."""
        return tuple(o for o in self.objects(subject, predicate) if isinstance(o, Literal))

    def typed(self, type_: str) -> tuple[str, ...]:
        """The subjects of that ``rdf:type``, in the order of the file."""
        return tuple(s for s in self.subjects if type_ in self.names(s, "rdf:type"))

    def members(self, head: str) -> tuple[Term, ...]:
        """The members of the RDF list that begins at ``head``."""
        found: list[Term] = []
        while head != "rdf:nil":
            found += self.objects(head, "rdf:first")
            head = self.names(head, "rdf:rest")[0]
        return tuple(found)

    def references(self, subject: str, predicate: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """The objects that are names. OntologyError where one is not among those that are ``known``, each a
        ``what`` of the file."""
        found = self.names(subject, predicate)
        for name in found:
            if name not in known:
                told = f"has {predicate} {name}, which is no {what} of this file{nearest(name, known)}"
                raise self.error(subject, told)
        return found

    def error(self, subject: str, complaint: str) -> OntologyError:
        """The complaint as an error that names the file, the line and the term."""
        match = re.search(rf"^{re.escape(subject)}(?=\s)", self.text, re.MULTILINE)
        line = f":{self.text.count(chr(10), 0, match.start()) + 1}" if match else ""
        return OntologyError(f"{self.path}{line}: {subject} {complaint}")


def read_turtle(path: Path) -> TurtleFile:
    """The triples of the Turtle file ``path``.

    Raises OntologyError where it is missing, is not UTF-8 or is not Turtle, naming the line.
    """
    import pyoxigraph

    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise OntologyError(f"{path}: not found; the ontology folder must hold it") from error
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    try:
        parser = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
        quads = list(parser)
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno or 1}: is not Turtle: {error.msg}") from error
    prefixes = {**parser.prefixes, "rdf": LANG_STRING.removesuffix("langString")}
    short = {iri: prefix for prefix, iri in prefixes.items()}

    def curie(iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = short.get(iri[:cut])
        return iri if prefix is None else f"{prefix}:{iri[cut:]}"

    def term(node: object) -> Term:
        if isinstance(node, pyoxigraph.NamedNode):
            return curie(node.value)
        if isinstance(node, pyoxigraph.Literal):
            datatype = node.datatype.value
            plain = datatype in (XSD_STRING, LANG_STRING)
            return Literal(node.value, "" if plain else curie(datatype), node.language or "")
        return str(node)

    subjects: dict[str, dict[str, tuple[Term, ...]]] = {}
    for quad in quads:
        properties = subjects.setdefault(str(term(quad.subject)), {})
        predicate = curie(quad.predicate.value)
        properties[predicate] = (*properties.get(predicate, ()), term(quad.object))
    return TurtleFile(path, text, prefixes, subjects)
