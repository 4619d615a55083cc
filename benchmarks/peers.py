"""The same words and the same quantities, found by others.

    python -m benchmarks.peers

Every way finds the words of the lexicon (two characters or more, the longest first, none inside
another) and the same quantities in the same cleaned texts. Quantities are found with this project's
own pattern everywhere, as none of the others knows Chinese ones with their units. A way that is not
installed is left out: pip install edsnlp harvesttext jionlp.
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import Any

from benchmarks.archive import corpus
from benchmarks.measure import table
from kg.cleaning import clean
from kg.model import Source
from kg.nlp.numbers import NUMBER
from kg.ontology import load_ontology

Span = tuple[int, int]
Find = Callable[[str], set[Span]]
TIMES, TEXTS = 3, 20


def quantities(text: str) -> int:
    """How many there are."""
    return sum(1 for _ in NUMBER.finditer(text))


def ours(words: list[str]) -> Find:
    """As kg.nlp looks for words: on the text, in one pass, before any token is made."""
    from kg.nlp.occurrences import Occurrences

    occurrences = Occurrences(words)
    return lambda text: {(start, end) for start, end, _ in occurrences.longest(text)}


def entity_ruler(words: list[str]) -> Find:
    """spaCy's own."""
    import spacy

    nlp = spacy.blank("zh")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "WORD", "pattern": word} for word in words])
    return lambda text: {(e.start_char, e.end_char) for e in nlp(text).ents}


def edsnlp(words: list[str]) -> Find:
    """edsnlp's exact matcher on a blank Chinese pipeline."""
    import spacy

    nlp = spacy.blank("zh")
    nlp.add_pipe("eds.matcher", config={"terms": {"word": words}, "attr": "TEXT"})
    return lambda text: {(e.start_char, e.end_char) for e in nlp(text).ents}


def harvesttext(words: list[str]) -> Find:
    """Its entity linking by a trie."""
    from harvesttext import HarvestText

    ht = HarvestText()
    ht.add_entities({word: {word} for word in words})
    return lambda text: {tuple(span) for span, _ in ht.entity_linking(text)}


def jionlp(words: list[str]) -> Find:
    """Its lexicon recogniser, a trie too."""
    from jionlp.algorithm.ner import LexiconNER

    finder = LexiconNER({"word": words})
    return lambda text: {tuple(found["offset"]) for found in finder(text)}


WAYS = {
    "kg": ours,
    "spaCy EntityRuler": entity_ruler,
    "edsnlp": edsnlp,
    "harvesttext": harvesttext,
    "jionlp": jionlp,
}


def main(times: int = TIMES) -> str:
    """The table, of medians in one run, each way's hits beside its time."""
    warnings.simplefilter("ignore")
    ontology = load_ontology()
    words = sorted({w for entry in ontology.lexicon.values() for w in entry.words if len(w) > 1})
    name, rows = corpus()
    texts = [clean(Source("", row["text"])).chars for row in rows[:TEXTS]]
    size = sum(len(text.encode()) for text in texts) / 1e6
    lines = []
    first: set[tuple[int, Span]] = set()
    fastest = 0.0
    for way, make in WAYS.items():
        library = {"kg": "ahocorasick_rs", "spaCy EntityRuler": "spacy"}.get(way, way)
        if find_spec(library) is None:
            lines.append([way, "not installed", "", "", ""])
            continue
        find = make(words)
        hits = {(n, span) for n, text in enumerate(texts) for span in find(text)}
        numbers = sum(map(quantities, texts))
        first = first or hits
        spent = statistics.median(_time(find, texts) for _ in range(times))
        fastest = fastest or spent
        equal = f"{len(hits & first) / len(hits | first):.1%}"
        lines.append([way, f"{spent:.2f}", f"{spent / fastest:.1f}", f"{len(hits):,} + {numbers:,}", equal])
    head = ("way", "processor seconds", "times kg", "words + quantities", "the same words")
    return f"{len(words):,} words in {len(texts)} texts of the {name}, {size:.2f} MB\n\n{table(head, lines)}"


def _time(find: Find, texts: Iterable[str]) -> float:
    began = time.process_time()
    for text in texts:
        find(text)
        quantities(text)
    return time.process_time() - began


if __name__ == "__main__":
    print(main())
