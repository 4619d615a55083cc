"""Draw a random sample of what the rules find, to be read by a person.

    python -m benchmarks.sample FILE... [--rule ID] [--kind names|observations|rejected] [-n 50] [--seed 1]

Each fact is printed with its rule and its sentence, the passage in 〔brackets〕. Read a sample of what a
rule adds on documents that it was not written for before you keep the rule.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cleaning import clean
from kg.model import Mention, Reading
from kg.nlp import load, read_text
from kg.reading import read

OBSERVATIONS = ("wr:Outcome", "wr:Target")


def facts(reading: Reading, kind: str) -> Iterator[tuple[str, str, int, int]]:
    """(rule, what was found, start, end) of each fact of the kind."""
    if kind == "rejected":
        for r in reading.rejected:
            yield r.rule, f"{r.kind}: {r.reason}", r.start, r.end
        return
    for m in reading.mentions:
        if (m.type in OBSERVATIONS) == (kind == "observations"):
            yield m.rule, said(m), m.start, m.end


def said(m: Mention) -> str:
    """One line for a mention."""
    a = m.attributes
    if m.type in OBSERVATIONS:
        how = " ".join(str(a[key]) for key in ("kind", "direction", "status", "year") if a[key])
        return f"{m.name} = {a['value']} {a['unit'] or ''} [{how}]"
    return f"{m.type} {m.name}"


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--rule", help="Only what this rule found.")
@click.option(
    "--kind",
    type=click.Choice(["names", "observations", "rejected"]),
    default="observations",
    show_default=True,
)
@click.option("-n", "count", default=50, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(paths: tuple[Path, ...], rule: str | None, kind: str, count: int, seed: int) -> None:
    """Print a random sample of facts with their sentences."""
    nlp = load()
    found = []
    for source in read(list(paths)):
        reading = read_text(nlp, clean(source))
        text = reading.text.chars
        for name, what, start, end in facts(reading, kind):
            if rule in (None, name):
                left = max(text.rfind(mark, 0, start) for mark in "。\n；") + 1
                right = min((i for mark in "。\n；" if (i := text.find(mark, end)) >= 0), default=len(text))
                line = f"{text[left:start]}〔{text[start:end]}〕{text[end:right]}"
                found.append(f"{source.id}  {name}\n  {what}\n  {line}")
    chosen = random.Random(seed).sample(found, min(count, len(found)))
    click.echo("\n".join(chosen))
    click.echo(f"{len(chosen)} of {len(found)}", err=True)


if __name__ == "__main__":
    main()
