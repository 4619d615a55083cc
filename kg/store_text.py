"""Terms of pyoxigraph as text whose bytes depend on nothing but the terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any


def serialise(found: Iterable[Any], syntax: str, namespaces: Mapping[str, str]) -> bytes:
    """Triples or quads of pyoxigraph as text; ``syntax`` is the suffix of one of its formats (``trig``).

    The prefixes come sorted: pyoxigraph writes them in another order in every process.
    """
    import pyoxigraph as ox

    form = ox.RdfFormat.from_extension(syntax)
    prefixes = dict(namespaces) if syntax in ("ttl", "trig", "rdf") else None
    content = ox.serialize(found, format=form, prefixes=prefixes) or b""
    if syntax == "rdf":
        start, end = content.index(b" xmlns:"), content.index(b">", content.index(b"<rdf:RDF"))
        end -= content[end - 1 : end] == b"/"
        return (
            content[:start]
            + b"".join(sorted(re.findall(rb' xmlns:\S+="[^"]*"', content[start:end])))
            + content[end:]
        )
    head = re.match(rb"(?:@prefix [^\n]*\n)*", content)
    size = head.end() if head else 0
    return b"".join(sorted(content[:size].splitlines(keepends=True))) + content[size:]
