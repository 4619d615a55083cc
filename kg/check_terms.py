"""Terms that the files of an ontology use and nothing defines, and words that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from kg.ontology import Ontology
from kg.ontology_turtle import read_turtle
from kg.wording import nearest

# What the program reads beside the terms of the graph (see ontology_lexicon, ontology_indicators, linking).
SETTINGS = frozenset(f"wr:{name}" for name in ("scope", "levelFirst", "desired", "prices", "factor"))
_TERM = re.compile(r"(?<![\w:/<-])wr:[A-Za-z]\w*")
_DECLARES = ("rdf:type", "skos:prefLabel")
_NOT_CODE = re.compile(r'"(?:\\.|[^"\\])*"|(?:^|(?<=\s))#[^\n]*')
_LABEL = re.compile(r'"([^"\n]+)"')

Place = tuple[str, int, str]


def unknown_terms(ontology: Ontology) -> Iterator[Place]:
    """``wr:`` terms in Turtle and SPARQL files that no file of the folder defines."""
    folder = ontology.folder
    turtle = sorted(folder.glob("*.ttl"))
    defined = {*SETTINGS, *ontology.classes, *ontology.properties}
    for file in turtle:
        defined.update(read_turtle(file).subjects)
    for file in (*turtle, *sorted(folder.glob("queries/*.rq"))):
        name, text = file.relative_to(folder).as_posix(), file.read_text("utf-8")
        code = _NOT_CODE.sub(lambda m: " " * len(m.group()), text) if file.suffix == ".ttl" else text
        for match in _TERM.finditer(code):
            if match.group() not in defined:
                yield name, _line(text, match.start()), f"{match.group()} is not defined in workreport.ttl"


def misspelt(ontology: Ontology) -> Iterator[Place]:
    """Properties of RDF, RDFS, OWL, SKOS and SHACL in Turtle files that these do not have (skos:altLable):
    nothing reads what they say."""
    from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

    standard = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "sh": SH, "skos": SKOS}
    for file in sorted(ontology.folder.glob("*.ttl")):
        read = read_turtle(file)
        for name in sorted({name for said in read.subjects.values() for name in said}):
            prefix, _, local = name.partition(":")
            known = standard.get(prefix)
            if known is not None and local not in known:
                hint = nearest(name, [f"{prefix}:{each}" for each in known.__annotations__])
                line = _line(read.text, max(read.text.find(name), 0))
                yield file.name, line, f"{name} is no property of {prefix}{hint}"


def undeclared(ontology: Ontology) -> Iterator[Place]:
    """What is given words and is nothing else, as where the name of a kind of words, an indicator or a
    place is misspelt: reading never sees these words."""
    for file in sorted(ontology.folder.glob("*.ttl")):
        read = read_turtle(file)
        declared = [name for name, said in read.subjects.items() if not said.keys().isdisjoint(_DECLARES)]
        for name in read.subjects.keys() - set(declared):
            if read.objects(name, "skos:altLabel"):
                near = get_close_matches(name, declared, 1)
                hint = f"; near: {near[0]}" if near else ""
                found = re.search(rf"{re.escape(name)}(?![\w-])", read.text)
                line = _line(read.text, found.start()) if found else 0
                yield file.name, line, f"{name} has words and is declared nowhere in this file{hint}"


def contradictions(ontology: Ontology) -> Iterator[Place]:
    """Words of lexicon.ttl that stand in two classes which say different things of them (up and down),
    classes without a word, and words written twice in one class."""
    file = ontology.folder / "lexicon.ttl"
    text = file.read_text("utf-8")
    said: dict[tuple[str, str], dict[str, str]] = {}
    for name, known in ontology.lexicon.items():
        if not known.words:
            yield file.name, _class_line(text, name), f"lex:{name} has no word"
        for key, value in known.attributes.items():
            for word in known.words:
                said.setdefault((word, key), {}).setdefault(value, name)
    for (word, key), values in sorted(said.items()):
        if len(values) > 1:
            first, second = sorted(values.items(), key=lambda item: _class_line(text, item[1]))[:2]
            what = f"“{word}” is wr:{key} {second[0]} here and {first[0]} in lex:{first[1]}"
            yield file.name, _class_line(text, second[1]), what
    yield from _twice(file, text)


def _twice(file: Path, text: str) -> Iterator[Place]:
    for block in re.finditer(r"skos:altLabel\s+((?:\"[^\"\n]*\"(?:@zh)?[\s,]*)+)", text):
        seen: set[str] = set()
        for word in _LABEL.finditer(block.group(1)):
            if word[1] in seen:
                yield file.name, _line(text, block.start(1) + word.start()), f"“{word[1]}” is written twice"
            seen.add(word[1])


def _class_line(text: str, name: str) -> int:
    match = re.search(rf"^lex:{re.escape(name)}(?=\s)", text, re.MULTILINE)
    return _line(text, match.start()) if match else 0


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
