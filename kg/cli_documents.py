"""Commands that read documents; see kg/cli.py for how to add one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli_options import (
    FILE,
    YEAR,
    base_option,
    document_options,
    jobs_option,
    limit_option,
    output_option,
    say,
)

if TYPE_CHECKING:
    from kg.build_graph import Plan


@click.command()
@click.argument("paths", type=FILE, nargs=-1, metavar="[PATHS]...")
@output_option("The folder to write to.", "exports")
@base_option
@jobs_option
@limit_option
@click.option("--inferred/--no-inferred", default=True, help="Whether to link across years and documents.")
@click.option("--html/--no-html", default=True, help="Whether to write graph.html.")
@click.option(
    "--validate/--no-validate",
    "check",
    default=None,
    help="Whether to hold the graph to the shapes; by default only a small one.",
)
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
    comes in parts; -j, --html, --validate and --cache do not apply, nor does curation.yaml.
    """
    from kg.build_graph import plan

    documents = paths or ("seeds",)
    how = plan(cache=Path(output, ".kg-cache") if cache and engine == "local" else None, **options)
    if engine == "spark":
        from kg.build_spark import build as build_on_spark

        click.echo(build_on_spark(documents, output, how, master))
    else:
        _build_here(documents, Path(output), how)


def _build_here(documents: tuple[str, ...], output: Path, how: Plan) -> None:
    from kg.build_graph import build as build_here
    from kg.build_progress import progress

    with progress(documents, say) as told:
        summary = build_here(documents, output, how, told)
    click.echo(summary.in_words())
    raise click.exceptions.Exit(1 if summary.failed else 0)


@click.command()
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="PATHS...")
@output_option("The file to write to.")
@jobs_option
@limit_option
@document_options
def annotate(paths: tuple[str, ...], output: str, jobs: int, limit: float, **documents: Any) -> None:
    """Print what documents say, one JSON object a line.

    kg evaluate compares them with annotations that people wrote in the same form. PATHS are files,
    folders or - for standard input.
    """
    from kg.build_annotations import annotate as run
    from kg.build_document import setup
    from kg.export.output import replaceable

    failed, whole = 0, output != "-" and replaceable(Path(output))
    with click.open_file(output, "w", encoding="utf-8", atomic=whole) as out:
        for line in run(paths, setup(**documents), jobs, limit):
            failed += not out.write(f"{line}\n") if isinstance(line, str) else say(line.reason)
    raise click.exceptions.Exit(1 if failed else 0)


@click.command()
@click.argument("what", metavar="TEXT|IRI")
@click.option(
    "-g", "--graph", type=FILE, default="exports", show_default=True, help="The graph that holds the IRI."
)
@click.option("--year", type=YEAR, help="The year of the report that TEXT is from.")
@click.option("--place", help="The place of the report that TEXT is from.")
@click.option("--ontology", type=FILE, metavar="FOLDER", help="Another vocabulary, lexicon and rules.")
def explain(what: str, graph: str, year: int | None, place: str | None, ontology: str | None) -> None:
    """Show the rule behind a fact, what it captured, and what lost.

    TEXT is read as a passage of a report; an IRI (id:… or in full) is looked up in the last build.
    """
    from kg.explain import explain as run

    click.echo(run(what, Path(graph), year, place, Path(ontology) if ontology else None))


@click.command()
@click.argument("paths", type=FILE, nargs=-1, metavar="[PATHS]...")
@click.option("--ontology", type=FILE, metavar="FOLDER", help="The vocabulary, lexicon and rules to check.")
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
