"""Options that several commands share. Each is a decorator; its value goes to the room that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import click

from kg.model_given import YEARS

Command = Callable[..., None]

FILE = click.Path(readable=False)  # whatever bytes its name holds, be it there or not
_SHOWN = 10  # characters of an argument that is refused


class Year(click.IntRange):
    """A year, or what one would be."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(
                f"{value!r} is no year: give a number from {YEARS[0]} to {YEARS[-1]}, such as 2024",
                param,
                ctx,
            )


YEAR = Year(YEARS[0], YEARS[-1])


class Text(click.types.StringParamType):
    """The type of whatever is no file: arguments and answers."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text. BadParameter where its bytes were not UTF-8, such as ``"$(head gb18030.txt)"``."""
        text = str(super().convert(value, param, ctx))
        if any("\ud800" <= c <= "\udfff" for c in text):
            more = "…" if len(text) > _SHOWN else ""
            self.fail(f"“{text[:_SHOWN]}{more}” is not UTF-8 text: convert it (iconv -t UTF-8)", param, ctx)
        return text


# The fields of kg.reading.Limits with their defaults, written again: --help must not load the readers.
LIMITS = (
    ("--max-chars", "document_chars", 20_000_000, "The most characters of one document."),
    ("--max-bytes", "file_bytes", 512 * 1024**2, "The most bytes of a file that is read whole."),
    ("--max-archive-bytes", "archive_bytes", 8 * 1024**3, "The most bytes that an archive may unpack to."),
    ("--max-archive-ratio", "archive_ratio", 200, "The most times that a file may grow when unpacked."),
    ("--max-archive-files", "archive_members", 200_000, "The most files in one archive."),
    ("--max-pages", "pages", 5_000, "The most pages of one PDF."),
)


def document_options(command: Command) -> Command:
    """The options of every command that reads documents; pass them on to ``kg.build_document.setup``."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option(
            "--curated/--no-curated", default=True, help="Whether to apply corrections (curation.yaml)."
        ),
        click.option(
            "--curation",
            multiple=True,
            type=FILE,
            metavar="FILE",
            help="Corrections, beside those of the documents' folders; may be repeated.",
        ),
        click.option(
            "--ontology", type=FILE, metavar="FOLDER", help="Another vocabulary, lexicon and rules."
        ),
        click.option(
            "--model", type=FILE, metavar="NAME|PATH", help="A Chinese spaCy pipeline whose entities join in."
        ),
        *_limit_options(),
        click.option(
            "--text-column", default="text", show_default=True, help="The field of rows that holds the text."
        ),
        click.option("--encoding", help="How files are encoded; guessed where not given."),
        click.option("--title", help="The report's title."),
        click.option("--place", help="The report's place, such as 巴中."),
        click.option("--year", type=YEAR, help="The report's year."),
    )
    for option in options:
        command = option(command)
    return command


def _limit_options() -> Iterator[Callable[[Command], Command]]:
    """An option for each limit of ``kg.reading.Limits``, so that what is hostile or broken is refused."""
    kind = click.IntRange(1)
    for option, field, default, text in reversed(LIMITS):
        yield click.option(option, field, type=kind, default=default, show_default=True, help=text)


def output_option(text: str, default: str = "-") -> Callable[[Command], Command]:
    """``-o``/``--output``; ``-`` is standard output."""
    return click.option(
        "-o", "--output", type=FILE, default=default, show_default=default != "-", metavar="PATH", help=text
    )


def graph_argument(command: Command) -> Command:
    """``GRAPH``, by default that of the last build; ``-g`` names it as well, as it does for ``kg query``."""

    @wraps(command)
    def named(*arguments: object, graph: str | None, named_graph: str | None, **options: object) -> None:
        if graph is not None and named_graph is not None:
            raise click.UsageError(f"two graphs: {graph} and -g {named_graph}; name one")
        command(*arguments, graph=graph or named_graph or "exports", **options)

    option = click.option(
        "-g", "--graph", "named_graph", type=FILE, metavar="GRAPH", help="The same as GRAPH."
    )
    return click.argument("graph", type=FILE, required=False, metavar="[GRAPH]")(option(named))


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
