"""Options that several commands share. Each is a decorator; its value goes to the room that it names."""

from __future__ import annotations

from collections.abc import Callable

import click

Command = Callable[..., None]


def document_options(command: Command) -> Command:
    """The options of every command that reads documents; pass them on to ``kg.build_document.setup``."""
    for option in (
        click.option(
            "--curated/--no-curated", default=True, help="Whether to apply corrections (curation.yaml)."
        ),
        click.option(
            "--curation", metavar="FILE", help="Corrections, beside those of the documents' folders."
        ),
        click.option("--ontology", metavar="FOLDER", help="Another vocabulary, lexicon and rules."),
        click.option("--model", metavar="NAME|PATH", help="A Chinese spaCy pipeline whose entities join in."),
        click.option("--encoding", help="How files are encoded; guessed where not given."),
        click.option("--title", help="The report's title."),
        click.option("--place", help="The report's place, such as 巴中."),
        click.option("--year", type=click.IntRange(1900, 2200), help="The report's year."),
    ):
        command = option(command)
    return command


def output_option(text: str, default: str = "-") -> Callable[[Command], Command]:
    """``-o``/``--output``; ``-`` is standard output."""
    return click.option(
        "-o", "--output", default=default, show_default=default != "-", metavar="PATH", help=text
    )


def base_option(command: Command) -> Command:
    """``--base``: the namespace of individuals; None is the default one."""
    return click.option("--base", metavar="IRI", help="What the names of individuals begin with.")(command)


def jobs_option(command: Command) -> Command:
    """``-j``/``--jobs``: how many processes; 0 is one a core."""
    kind, text = click.IntRange(0), "How many processes; 0: one a core."
    return click.option("-j", "--jobs", type=kind, default=1, show_default=True, help=text)(command)


def limit_option(command: Command) -> Command:
    """``--limit``: seconds for one document, after which it is given up; 0 is none."""
    kind, text = click.FloatRange(0), "Seconds for one document; 0: none."
    return click.option("--limit", type=kind, default=600, show_default=True, help=text)(command)
