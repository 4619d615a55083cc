"""Commands that take graphs; see kg/cli.py for how to add one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli_options import FILE, base_option, graph_argument, output_option


@click.command()
@click.argument("gold", type=FILE)
@click.argument("pred", type=FILE)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def evaluate(gold: str, pred: str, form: str) -> None:
    """Compare predictions with a gold annotation.

    GOLD and PRED are files, or folders of them, of annotations: one JSON object or one object a
    line. Documents are paired by their name.
    """
    from kg.evaluate_files import evaluate_files

    click.echo(evaluate_files(gold, pred, form))


@click.command()
@click.argument("a", type=FILE)
@click.argument("b", type=FILE)
@click.option(
    "--build", type=FILE, default="exports", show_default=True, help="Where years and reports are looked up."
)
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True
)
@output_option("Where to write the differences.")
@click.pass_context
def diff(context: click.Context, a: str, b: str, build: str, form: str, output: str) -> None:
    """Show what two builds, reports or years say differently.

    A and B are graph files or build folders; or years, or reports by title or file name, of --build.
    The exit code is 1 where they differ.
    """
    from kg.diff_formats import FORMATS
    from kg.diff_sides import compare
    from kg.ontology import load_ontology

    found = compare(a, b, build)
    with click.open_file(output, "w", encoding="utf-8") as out:
        out.write(FORMATS[form](found, load_ontology()))
    context.exit(1 if found else 0)


@click.command()
@click.argument("question", required=False)
@click.option(
    "-g", "--graph", type=FILE, default="exports", show_default=True, help="An RDF file or a build's folder."
)
@click.option("--list", "names", is_flag=True, help="Show the named questions.")
@click.option("--show", is_flag=True, help="Show the SPARQL of the question, to copy and change.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    help="By default a table.",
)
@output_option("Where to write the answer; its suffix may say the format.")
def query(question: str | None, graph: str, names: bool, show: bool, form: str | None, output: str) -> None:
    """Ask a graph a question in SPARQL.

    QUESTION is the name of a shipped question (see --list), a file, the text itself, or - for standard
    input. The ontology's prefixes need no PREFIX line. Updates and SERVICE are refused.
    """
    from kg import query_answer
    from kg.query import find_question

    if names or question is None:
        click.echo(query_answer.listing(), nl=False)
    elif show:
        click.echo(find_question(question), nl=False)
    else:
        query_answer.query(question, graph, form, output)


@click.command()
@graph_argument
@output_option("The file to write, or the folder for tables and neo4j.")
@click.option("-f", "--format", "form", metavar="FORMAT", help="The format; by default as the suffix says.")
@base_option
@click.option("--year", "years", type=int, multiple=True, help="Only facts of this year; may be repeated.")
@click.option("--class", "classes", multiple=True, help="Only things of this class; may be repeated.")
@click.option("--around", default="", metavar="NAME", help="Only what is near this thing.")
@click.option("--hops", type=click.IntRange(0), default=1, show_default=True, help="How near, in relations.")
@click.option("--ontology", type=FILE, metavar="FOLDER", help="Another vocabulary.")
def export(
    graph: str, output: str, form: str | None, base: str | None, years: tuple[int, ...],
    classes: tuple[str, ...], around: str, hops: int, ontology: str | None,
) -> None:  # fmt: skip
    """Write a graph, or a part of it, in another format.

    GRAPH is an RDF file or a build's folder. RDF: turtle, ntriples, nquads and trig (a graph per report),
    jsonld, rdfxml, annotated (RDF 1.2), void (description). Networks: graphml, gexf, neo4j (folder).
    Tables: csv, parquet (observations), tables (folder). Page: html. In csv and tables, text that a
    spreadsheet would run begins with an apostrophe.
    """
    from kg.export import export as write
    from kg.export.selection import Selection
    from kg.ontology import load_ontology

    part = Selection(frozenset(years), frozenset(classes), around, hops)
    words = load_ontology(Path(ontology) if ontology else None)
    write(graph, sys.stdout.buffer if output == "-" else output, form, part, base, words)


@click.command()
@graph_argument
@click.option(
    "--port", type=click.IntRange(1, 65535), default=7878, show_default=True, help="Where to listen."
)
def serve(graph: str, port: int) -> None:
    """Serve a graph on this machine: SPARQL endpoint, query page, HTML page.

    GRAPH is an RDF file or a build's folder. Read-only, on 127.0.0.1 alone; updates and SERVICE are refused.
    Ctrl-C stops it.
    """
    from kg.serve import serve as run

    run(graph, port, lambda line: click.echo(line, err=True))


@click.command()
@graph_argument
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "turtle"]), default="text", show_default=True
)
@output_option("Where to write the report.")
@click.option("--ontology", type=FILE, metavar="FOLDER", help="Another vocabulary with its shapes.")
@click.pass_context
def validate(context: click.Context, graph: str, form: str, output: str, ontology: str | None) -> None:
    """Check a graph against the shapes of the ontology (SHACL).

    GRAPH is an RDF file or a build's folder. The report names what is wrong by its label and the sentence
    that speaks of it; as turtle it is a sh:ValidationReport. The exit code is 1 where something is wrong.
    """
    from kg.validate import validate as run

    report = run(graph, Path(ontology) if ontology else None)
    with click.open_file(output, "w", encoding="utf-8") as out:
        out.write(report.text() if form == "text" else report.turtle().decode())
    context.exit(0 if report.conforms else 1)


@click.command()
@click.option(
    "-g", "--graph", type=FILE, metavar="GRAPH", help="An RDF file or a build's folder to take examples from."
)
@output_option("The page to write.")
@click.option("--ontology", type=FILE, metavar="FOLDER", help="Another vocabulary.")
def vocabulary(graph: str | None, output: str, ontology: str | None) -> None:
    """Write the ontology as a page: classes, properties, kinds of words.

    Every term in both languages, with what the shapes ask of it, its names in other vocabularies and
    examples from GRAPH.
    """
    from kg.export.vocabulary import page
    from kg.ontology import load_ontology
    from kg.store import read_graph

    text = page(load_ontology(Path(ontology) if ontology else None), read_graph(graph) if graph else None)
    with click.open_file(output, "w", encoding="utf-8") as out:
        out.write(text)
