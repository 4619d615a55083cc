"""Why an answer may be empty: what a question names that the graph does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.ontology import load_ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

_TERM = re.compile(r"(?<![\w:])wr:(?!\W)[\w-]+")
_PLAIN_LABEL = re.compile(r"""(?:rdfs:label|skos:altLabel|dcterms:title)\s+("[^"\n]*"|'[^'\n]*')(?![@^])""")


def hints(text: str, store: ox.Store, namespaces: Mapping[str, str]) -> Iterator[str]:
    """For a question without an answer, a line for each thing in it that cannot be found."""
    import pyoxigraph as ox

    ontology, ours = load_ontology(), namespaces["wr"]
    ends = (end for quad in store for end in (quad.predicate, quad.object) if isinstance(end, ox.NamedNode))
    there = {f"wr:{end.value.removeprefix(ours)}" for end in ends if end.value.startswith(ours)}
    known = sorted(there | {*ontology.classes, *ontology.properties})
    for term in sorted(set(_TERM.findall(text))):
        if term not in known:
            near = get_close_matches(term, known, n=3, cutoff=0.6)
            yield f"{term}: nothing in the graph is called that" + (
                f"; near: {', '.join(near)}" if near else ""
            )
    for name in dict.fromkeys(_PLAIN_LABEL.findall(text)):
        yield f"{name}: names have a language; write {name}@zh"
