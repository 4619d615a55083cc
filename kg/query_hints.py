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

    ontology = load_ontology()
    known = [*ontology.classes, *ontology.properties]
    for term in sorted(set(_TERM.findall(text)) - set(known)):
        node = ox.NamedNode(namespaces["wr"] + term.removeprefix("wr:"))
        uses = ((node, None, None), (None, node, None), (None, None, node))
        if not any(next(store.quads_for_pattern(*use), None) for use in uses):
            near = get_close_matches(term, known, n=3, cutoff=0.6)
            yield f"{term}: nothing in the graph is called that" + (
                f"; near: {', '.join(near)}" if near else ""
            )
    for name in dict.fromkeys(_PLAIN_LABEL.findall(text)):
        yield f"{name}: names have a language; write {name}@zh"
