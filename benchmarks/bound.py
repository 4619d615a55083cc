"""The bound: read the texts and find every word of the lexicon (of two characters or more) in one pass of
Aho-Corasick, nothing else.

    python -m benchmarks.bound ROWS
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from kg.ontology import load_ontology


def seconds(path: Path) -> tuple[float, int]:
    """How long it takes, the automaton made beforehand, and how many words there are."""
    import ahocorasick_rs

    ontology = load_ontology()
    words = sorted({word for entry in ontology.lexicon.values() for word in entry.words if len(word) > 1})
    automaton = ahocorasick_rs.AhoCorasick(words)
    found = 0
    began = time.process_time()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            found += len(automaton.find_matches_as_indexes(json.loads(line)["text"]))
    return time.process_time() - began, found


if __name__ == "__main__":
    print(*seconds(Path(sys.argv[1])))
