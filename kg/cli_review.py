"""``kg review``: questions at the terminal (or answers piped in), or a page of them."""

from __future__ import annotations

import os
from typing import Any

import click

from kg.cli_options import FILE, Text, document_options, output_option, say


@click.command()
@click.argument("paths", type=FILE, nargs=-1, metavar="[PATHS]...")
@output_option("Where to write the page or the corrections.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["terminal", "html", "gold", "examples"]),
    default="terminal",
    show_default=True,
    help="A talk here, a page for colleagues, or what was corrected.",
)
@click.option(
    "-n", "--number", type=click.IntRange(0), default=20, show_default=True, help="How many at most; 0: all."
)
@click.option("--name", metavar="NAME", help="Only what is called so, or has these words in its name.")
@click.option("--who", metavar="NAME", help="Who answers.")
@document_options
def review(
    paths: tuple[str, ...], output: str, form: str, number: int, name: str | None, who: str | None,
    **documents: Any,
) -> None:  # fmt: skip
    """Correct what documents are read to say.

    Asks first what is worth most: numbers that no rule placed, unsure links, names almost the same,
    candidates almost taken. Answers go to curation.yaml beside the documents (or the last --curation) and
    are applied by every build; u takes the last one back. --name asks about one name, whatever was found or
    answered before. html: a page whose answers are saved as such a file; gold and examples: what was
    corrected, as annotations and as examples for rules. PATHS are files, folders or -; by default seeds.
    """
    from kg import review, review_walk
    from kg.build_document import setup

    documents_ = paths or ("seeds",)
    if form == "terminal":
        found = review.questions(documents_, setup(**documents), number, name or "")
        review_walk.walk(found, _name(who), _ask, _say, lambda words: click.style(words, bold=True))
    else:
        text, holds = review.document(documents_, setup(**documents), form, number, name or "")
        with click.open_file(output, "w", encoding="utf-8") as out:
            out.write(text)
        if output != "-":
            say(f"{output}: {holds}", 0)


def _ask(text: str, default: str) -> str | None:
    """The answer to a question; Enter means ``default``; None at the end of the input."""
    try:
        return str(click.prompt(text, default=default, type=Text(), err=True))
    except click.Abort:
        return None


def _name(given: str | None) -> str:
    known = os.environ.get("USER") or os.environ.get("USERNAME") or "nobody"
    return (
        given
        or _ask("Your name 姓名 (it will stand beside each correction 将记在每条更正旁)", known)
        or known
    )


def _say(line: str) -> None:
    click.echo(line, err=True)
