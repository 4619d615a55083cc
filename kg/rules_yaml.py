"""YAML files that people write: a key that stands twice in one mapping is a mistake and not the second one.

YAML 1.2 (section 3.2.1.3) wants keys to be unique; PyYAML keeps the last and says nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml


@cache
def strict(fast: bool = False) -> type[yaml.SafeLoader]:
    """PyYAML's safe loader that raises a ConstructorError (a YAMLError) at a key that stands twice; ``fast``:
    the one in C where there is one."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader) if fast else yaml.SafeLoader

    class Strict(base):  # type: ignore[misc]
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    told = (
                        f"the key {key.value} stands twice in one entry; before the next one '- ' is wanted"
                    )
                    raise yaml.constructor.ConstructorError(None, None, told, key.start_mark)
                seen.add(str(key.value))
            known: dict[Any, Any] = super().construct_mapping(node, deep)
            return known

    return Strict
