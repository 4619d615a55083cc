"""Options that several commands share. Each is a decorator; its value goes to the room that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

import click

from kg.reading.limits import LIMIT_OPTIONS, Limits

Command = Callable[..., None]

_LIMITS = {
    "document_chars": "The most characters of one document.",
    "file_bytes": "The most bytes of a file that is read whole.",
    "archive_bytes": "The most bytes that an archive may unpack to.",
    "archive_ratio": "The most times its packed size a file in an archive may have.",
    "archive_members": "The most files in one archive.",
    "pages": "The most pages of one PDF.",
}


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
        *_limit_options(),
        click.option(
            "--text-column", default="text", show_default=True, help="The field of rows that holds the text."
        ),
        click.option("--encoding", help="How files are encoded; guessed where not given."),
        click.option("--title", help="The report's title."),
        click.option("--place", help="The report's place, such as 巴中."),
        click.option("--year", type=click.IntRange(1900, 2200), help="The report's year."),
    ):
        command = option(command)
    return command


def _limit_options() -> Iterator[Callable[[Command], Command]]:
    """An option for each limit of ``kg.reading.Limits``, so that what is hostile or broken is refused."""
    kind = click.IntRange(1)
    for field in reversed(fields(Limits)):
        option, text = LIMIT_OPTIONS[field.name], _LIMITS[field.name]
        yield click.option(option, field.name, type=kind, default=field.default, show_default=True, help=text)


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


def say(message: str, code: int = 1) -> int:
    """One line on standard error, whatever a file name may hold."""
    line = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in message)
    click.echo(f"kg: {line}", err=True)
    return code
