"""The command line: options, progress, exit codes. What a command does lives in its room.

To add a command: a function below, named after it, with its options and a help text that begins
with one short line; inside it, import the room and call one function of it. Nothing but click may be
imported at the top: ``kg --help`` stays under 100 ms. Errors that a person can cause are raised as
``kg.errors.KgError`` and become one line here; results go to standard output or ``-o``,
everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__

if TYPE_CHECKING:
    from kg.build import Plan
from kg.cli_options import base_option, document_options, jobs_option, limit_option, output_option


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
def commands() -> None:
    """Knowledge graphs with evidence from Chinese annual work reports."""


@commands.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@output_option("The folder to write to.", "exports")
@base_option
@jobs_option
@limit_option
@click.option("--inferred/--no-inferred", default=True, help="Whether to link across years and documents.")
@click.option("--html/--no-html", default=True, help="Whether to write graph.html.")
@click.option(
    "--cache/--no-cache", default=True, help="Whether to keep what each document gave, in the output."
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where to work.",
)
@click.option("--master", default="local[*]", show_default=True, help="The Spark cluster.")
@document_options
def build(
    paths: tuple[str, ...], output: str, cache: bool, engine: str, master: str, **options: Any
) -> None:  # fmt: skip
    """Build a graph from documents.

    PATHS are files, folders or - for standard input; without any, the folder seeds. Writes graph.ttl,
    graph.html, manifest.json and coverage.json. Where a document cannot be read, the others are built
    and the exit code is 1. On Spark, PATHS are JSONL or Parquet files, folders or URLs, and the graph
    comes in parts; -j, --html and --cache do not apply.
    """
    from kg.build import plan

    documents = paths or ("seeds",)
    how = plan(cache=Path(output, ".kg-cache") if cache and engine == "local" else None, **options)
    if engine == "spark":
        from kg.build_spark import build as build_on_spark

        click.echo(build_on_spark(documents, output, how, master))
    else:
        _build_here(documents, Path(output), how)


def _build_here(documents: tuple[str, ...], output: Path, how: Plan) -> None:
    from kg.build import build as build_here
    from kg.build_progress import progress

    with progress(documents, _say) as told:
        summary = build_here(documents, output, how, told)
    click.echo(summary.in_words())
    raise click.exceptions.Exit(1 if summary.failed else 0)


@commands.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@output_option("The file to write to.")
@jobs_option
@limit_option
@document_options
def annotate(paths: tuple[str, ...], output: str, jobs: int, limit: float, **documents: Any) -> None:
    """Print what documents say, one JSON object a line.

    The format is that of the annotation guidelines, so that kg evaluate can compare. PATHS are files,
    folders or - for standard input.
    """
    from kg.build_annotations import annotate as run
    from kg.build_document import setup

    failed = 0
    with click.open_file(output, "w", encoding="utf-8", atomic=output != "-") as out:
        for line in run(paths, setup(**documents), jobs, limit):
            failed += not out.write(f"{line}\n") if isinstance(line, str) else _say(line.reason)
    raise click.exceptions.Exit(1 if failed else 0)


@commands.command()
@click.argument("what", metavar="TEXT|IRI")
@click.option("-g", "--graph", default="exports", show_default=True, help="The graph that holds the IRI.")
@click.option("--year", type=click.IntRange(1900, 2200), help="The year of the report that TEXT is from.")
@click.option("--place", help="The place of the report that TEXT is from.")
def explain(what: str, graph: str, year: int | None, place: str | None) -> None:
    """Show the rule behind a fact, what it captured, and what lost.

    TEXT is read as a passage of a report; an IRI (id:… or in full) is looked up in the last build.
    """
    from kg.explain import explain as run

    click.echo(run(what, Path(graph), year, place))


@commands.command()
@click.argument("gold")
@click.argument("pred")
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


@commands.command()
@click.argument("a")
@click.argument("b")
@click.option("--build", default="exports", show_default=True, help="Where years and reports are looked up.")
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


@commands.command()
@click.argument("question", required=False)
@click.option("-g", "--graph", default="exports", show_default=True, help="An RDF file or a build's folder.")
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


@commands.command()
@click.argument("graph", default="exports")
@output_option("The file to write, or the folder for tables and neo4j.")
@click.option("-f", "--format", "form", metavar="FORMAT", help="The format; by default as the suffix says.")
@base_option
@click.option("--year", "years", type=int, multiple=True, help="Only facts of this year; may be repeated.")
@click.option("--class", "classes", multiple=True, help="Only things of this class; may be repeated.")
@click.option("--around", default="", metavar="NAME", help="Only what is near this thing.")
@click.option("--hops", type=click.IntRange(0), default=1, show_default=True, help="How near, in relations.")
def export(
    graph: str, output: str, form: str | None, base: str | None, years: tuple[int, ...],
    classes: tuple[str, ...], around: str, hops: int,
) -> None:  # fmt: skip
    """Write a graph, or a part of it, in another format.

    GRAPH is an RDF file or a build's folder. RDF: turtle, ntriples, nquads and trig (a graph per report),
    jsonld, rdfxml, annotated (RDF 1.2), void (description). Networks: graphml, gexf, neo4j (folder).
    Tables: csv, parquet (observations), tables (folder). Page: html. In csv and tables, text that a
    spreadsheet would run begins with an apostrophe.
    """
    from kg.export import export as write
    from kg.export.selection import Selection

    part = Selection(frozenset(years), frozenset(classes), around, hops)
    write(graph, sys.stdout.buffer if output == "-" else output, form, part, base)


@commands.command()
@click.argument("graph", default="exports")
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


@commands.command()
@click.argument("graph", default="exports")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "turtle"]), default="text", show_default=True
)
@output_option("Where to write the report.")
@click.option("--ontology", metavar="FOLDER", help="Another vocabulary with its shapes.")
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


@commands.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--ontology", metavar="FOLDER", help="The vocabulary, lexicon and rules to check.")
@click.option("--notes", is_flag=True, help="Show notes too, not only faults.")
def check(paths: tuple[str, ...], ontology: str | None, notes: bool) -> None:
    """Check a vocabulary, its lexicon and its rules.

    Names each fault with file and line: unknown terms, words of two minds, broken rules, examples that fail,
    rules that others always forestall. Notes: rules that find nothing in PATHS (default: seeds), and
    rules that overlap. The exit code is 1 where there is a fault.
    """
    from kg.check import check as run
    from kg.check import report

    found = run(Path(ontology) if ontology else None, paths or [p for p in ("seeds",) if Path(p).is_dir()])
    click.echo(report(found, ontology or "ontology", notes))
    raise click.exceptions.Exit(1 if any(not each.note for each in found) else 0)


@commands.command()
@click.option("-g", "--graph", metavar="GRAPH", help="An RDF file or a build's folder to take examples from.")
@output_option("The page to write.")
@click.option("--ontology", metavar="FOLDER", help="Another vocabulary.")
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 done, 1 the data is wrong, 2 the call is wrong."""
    for stream in (sys.stdout, sys.stderr):  # Chinese must survive any locale
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        with commands.make_context("kg", list(sys.argv[1:] if arguments is None else arguments)) as context:
            commands.invoke(context)
            sys.stdout.flush()
    except BaseException as problem:
        return _exit_code(problem)
    return 0


def _exit_code(problem: BaseException) -> int:
    """Tell a person what stopped the command, in one line; what nobody can cause is raised again."""
    from kg.errors import KgError

    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code
    if isinstance(problem, click.UsageError):
        path = problem.ctx.command_path if problem.ctx else "kg"
        return _say(f"{problem.format_message()} ('{path} --help' tells more)", problem.exit_code)
    if isinstance(problem, click.ClickException):
        return _say(problem.format_message(), problem.exit_code)
    if isinstance(problem, BrokenPipeError):  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(problem, KeyboardInterrupt | click.Abort):
        return _say("interrupted", 130)
    if isinstance(problem, KgError):
        return _say(str(problem), problem.exit_code)
    if isinstance(problem, OSError):
        place = f"{problem.filename}: " if problem.filename is not None else ""
        return _say(f"{place}{problem.strerror or problem}", 1)
    if isinstance(problem, MemoryError):
        return _say("out of memory; use fewer processes (-j) or smaller documents", 1)
    raise problem


def _say(message: str, code: int = 1) -> int:
    """One line on standard error, whatever a file name may hold."""
    line = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in message)
    click.echo(f"kg: {line}", err=True)
    return code
