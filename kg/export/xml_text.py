"""What XML cannot hold."""

from __future__ import annotations

import re

from kg.errors import BuildError
from kg.model import Graph, Literal

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def require_xml(graph: Graph) -> None:
    """Raise BuildError for a text with a character that XML 1.0 does not allow, naming whose it is."""
    texts = [(node.iri, node.label) for node in graph.nodes]
    texts += [(edge.source, edge.target.value) for edge in graph.edges if isinstance(edge.target, Literal)]
    bad = min(((name, text) for name, text in texts if _FORBIDDEN.search(text)), default=None)
    if bad is not None:
        found = _FORBIDDEN.search(bad[1])
        code = f"U+{ord(found[0]):04X}" if found else ""
        raise BuildError(
            f"{bad[0]}: {code} in “{bad[1]}” cannot be written as XML; export to Turtle or JSON-LD"
        )
