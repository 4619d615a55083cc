"""The way one would write it first, for comparison: opencc as it comes, spaCy's Matcher, rdflib.

It reads the same texts, simplifies them, finds quoted and unquoted names with the same head nouns,
bodies, titles and quantities with the same units from the same lexicon, and writes Turtle. It knows no
layout, no status, no evidence offsets, no relations and no links across years, so it writes a part of
the facts only. Nothing in it is slow on purpose: patterns are compiled once, texts are piped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import opencc
import rdflib
import spacy
from rdflib import RDF, RDFS, XSD, Literal, Namespace
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Span

from kg.ontology import Ontology, load_ontology

WR = Namespace("https://w3id.org/workreport/ontology#")
ID = Namespace("https://w3id.org/workreport/id/")
SCALES = {"万": 10_000, "亿": 100_000_000}
CLASSES = {"programme": WR.Programme, "policy": WR.Policy, "institution": WR.Institution}


def pipeline(ontology: Ontology) -> tuple[Language, Matcher]:
    """Character tokens and sentences, and the patterns of names and quantities."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["。", "！", "？", "\n"]})
    matcher = Matcher(nlp.vocab)
    quoted = {"TEXT": {"NOT_IN": ["“", "”", "\n"]}, "OP": "+"}
    heads = sorted({head[0] for head in ontology.lexicon["programme_head"].words})
    matcher.add("programme", [[{"TEXT": "“"}, quoted, {"TEXT": "”"}, {"TEXT": {"IN": heads}}]])
    title = {"TEXT": {"NOT_IN": ["《", "》", "\n"]}, "OP": "+"}
    matcher.add("policy", [[{"TEXT": "《"}, title, {"TEXT": "》"}]])
    for body in ("大学", "学院", "研究院", "党校", "市委", "省委", "县委", "国务院"):
        matcher.add("institution", [[{"TEXT": c} for c in body]])
    units = sorted({unit[0] for unit in ontology.lexicon["unit"].words})
    digits, scale = {"TEXT": {"REGEX": r"^[0-9.]+$"}, "OP": "+"}, {"TEXT": {"IN": ["万", "亿"]}, "OP": "*"}
    matcher.add("quantity", [[digits, scale, {"TEXT": {"IN": units}}]], greedy="LONGEST")
    return nlp, matcher


def read(rows: Path) -> Iterator[tuple[dict[str, Any], list[tuple[str, Span]]]]:
    """Each document of a file of JSON lines, and what was found in it: its kind and where."""
    nlp, matcher = pipeline(load_ontology())
    simplify = opencc.OpenCC("t2s")
    documents = [json.loads(line) for line in rows.read_text("utf-8").splitlines()]
    texts = ((simplify.convert(row["text"]), row) for row in documents)
    for doc, row in nlp.pipe(texts, as_tuples=True):
        yield row, [(doc.vocab.strings[match], doc[start:end]) for match, start, end in matcher(doc)]


def annotate(rows: Path) -> None:
    """Print a line of JSON for each document: its names and quantities."""
    for row, found in read(rows):
        names = [[kind, name_of(kind, span)] for kind, span in found if kind != "quantity"]
        figures = [figure_of(span) for kind, span in found if kind == "quantity"]
        print(json.dumps({"id": row["id"], "names": names, "observations": figures}, ensure_ascii=False))


def build(rows: Path, output: Path) -> int:
    """Write the graph of a file of JSON lines; how many triples."""
    graph = rdflib.Graph()
    graph.bind("wr", WR)
    graph.bind("id", ID)
    for row, found in read(rows):
        add(graph, row, found)
    graph.serialize(output, format="turtle", encoding="utf-8")
    return len(graph)


def add(graph: rdflib.Graph, row: dict[str, Any], found: list[tuple[str, Span]]) -> None:
    """The facts of one document."""
    report = ID[f"report-{row['id']}"]
    graph.add((report, RDF.type, WR.Report))
    graph.add((report, WR.year, Literal(row["year"])))
    for kind, span in found:
        if kind == "quantity":
            add_quantity(graph, span, report)
            continue
        name = name_of(kind, span)
        entity = ID[f"{kind}-{abs(hash(name))}"]
        graph.add((entity, RDF.type, CLASSES[kind]))
        graph.add((entity, RDFS.label, Literal(name, lang="zh")))
        graph.add((entity, WR.mentionedIn, report))


def name_of(kind: str, span: Span) -> str:
    """What is named, without its marks; of an institution with what stands before it in the sentence."""
    if kind == "institution":
        span = span.doc[max(span.start - 4, span.sent.start) : span.end]
    return str(span.text.replace("“", "").replace("”", "").strip("《》"))


def figure_of(span: Span) -> tuple[str, float, str, str]:
    """The words before it in the clause, value, unit and sentence of a quantity."""
    text = span.text
    digits = text[: len(text) - len(text.lstrip("0123456789."))]
    rest = text[len(digits) :]
    value = float(digits)
    while rest[:1] in SCALES:
        value *= SCALES[rest[0]]
        rest = rest[1:]
    sentence = span.sent
    before = span.doc[sentence.start : span.start].text
    return last_clause(before), value, rest, sentence.text.strip()


def add_quantity(graph: rdflib.Graph, span: Span, report: rdflib.URIRef) -> None:
    """An observation."""
    indicator, value, unit, sentence = figure_of(span)
    observation = ID[f"observation-{report.rpartition('-')[2]}-{span.start}"]
    graph.add((observation, RDF.type, WR.Outcome))
    graph.add((observation, WR.indicator, Literal(indicator, lang="zh")))
    graph.add((observation, WR.value, Literal(value, datatype=XSD.decimal)))
    graph.add((observation, WR.unit, Literal(unit, lang="zh")))
    graph.add((observation, WR.report, report))
    graph.add((observation, WR.evidence, Literal(sentence, lang="zh")))


def last_clause(text: str) -> str:
    """What stands after the last mark."""
    at = max(text.rfind(mark) for mark in "，、；：。")
    return text[at + 1 :]


def main(rows: str, output: str | None = None) -> None:
    """straightforward ROWS [OUTPUT]: build, print the number of triples; without OUTPUT print annotations."""
    if output:
        print(build(Path(rows), Path(output)))
    else:
        annotate(Path(rows))


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
