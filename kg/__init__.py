"""A knowledge graph with evidence from Chinese annual work reports.

The public names below are loaded at first use, so that ``import kg`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.export.html import show
    from kg.model import Claim, Edge, Graph, Literal, Mention, Node, Reading, Rejected, Source, Text
    from kg.store import load, read_graph

__all__ = [
    "Claim",
    "Edge",
    "Graph",
    "KgError",
    "Literal",
    "Mention",
    "Node",
    "Reading",
    "Rejected",
    "Source",
    "Text",
    "load",
    "read_graph",
    "show",
]
__version__ = "0.1.0"

_ELSEWHERE = {"KgError": "kg.errors", "load": "kg.store", "read_graph": "kg.store", "show": "kg.export.html"}
# Every other public name is a value of kg.model


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_ELSEWHERE.get(name, "kg.model")), name)
    return value
