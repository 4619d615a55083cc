"""The reference page, made from the code, the ontology and the rules, so that it cannot drift from them.

python -m benchmarks.reference      # writes docs/reference.md; a test says when that is due
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

import kg
from kg import rules
from kg.cli import commands
from kg.export import FORMATS
from kg.nlp import lexicon_words
from kg.ontology import Ontology, OntologyClass, OntologyProperty, load_ontology
from kg.query import questions
from kg.reading.formats import SUFFIXES
from kg.rules import Rule, load_rules

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"
_HEAD = """# Reference

Made from the code by `python -m benchmarks.reference`; do not edit it by hand.

- [Commands](#commands) · [Exit codes](#exit-codes) · [Python](#python)
- [Files that are read](#files-that-are-read) · [Formats that are written](#formats-that-are-written) ·
  [Questions](#questions)
- [Classes](#classes) · [Properties](#properties) · [Keys of a rule](#keys-of-a-rule) · [Rules](#rules) ·
  [Kinds of words](#kinds-of-words)
"""
_KINDS = {
    "name": "finds names",
    "tone": "speaks for a plan or an outcome",
    "relation": "relates two names",
    "rejected:number": "turns a number down",
    "rejected:quote": "turns a quoted phrase down",
}
_CODES = (
    ("0", "done"),
    ("1", "the data is wrong, a file cannot be found or read, a check found something, or two sides differ"),
    ("2", "the call is wrong"),
    ("130", "interrupted"),
)
_MOST_WORDS = 8


def reference() -> str:
    """The whole page."""
    ontology = load_ontology()
    parts = (
        [_HEAD],
        _commands(),
        _section("Exit codes", ("code", "meaning"), _CODES),
        _python(),
        ["## Files that are read", ", ".join(f"`{suffix}`" for suffix in SUFFIXES)],
        _formats(),
        _section("Questions", ("name", "asks", "问题"), ((f"`{q.name}`", q.en, q.zh) for q in questions())),
        _terms("Classes", ontology.classes.values()),
        _terms("Properties", ontology.properties.values()),
        _section("Keys of a rule", ("key", "meaning"), _rule_keys()),
        _rules(ontology),
        _words(ontology),
    )
    return "\n\n".join(block.strip("\n") for part in parts for block in part) + "\n"


def _commands() -> Iterator[str]:
    yield "## Commands"
    yield "`kg COMMAND -h` shows the same at a terminal. `-` is standard input or output."
    for name, command in sorted(commands.commands.items()):
        context = click.Context(command, info_name=f"kg {name}", max_content_width=100)
        yield f"### kg {name}"
        yield f"`{' '.join(command.get_usage(context).split()[1:])}`"
        yield re.sub(r"[ \t]*\n[ \t]+", "\n", inspect.cleandoc(command.help or ""))
        yield _table(("option", "what it does"), _options(command, context))


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """A row for each option of its own; all have -h."""
    for option in command.params:
        if isinstance(option, click.Option) and (record := option.get_help_record(context)):
            yield f"`{record[0]}`", record[1]


def _python() -> Iterator[str]:
    yield "## Python"
    yield "`import kg` costs nothing: each name is loaded at first use."
    for name in kg.__all__:
        thing = getattr(kg, name)
        yield f"### kg.{name}"
        if inspect.isfunction(thing):
            yield f"```python\n{name}{_signature(inspect.signature(thing))}\n```"
        yield _prose(inspect.getdoc(thing) or "")


def _signature(signature: inspect.Signature) -> str:
    """With annotations as they are written, and defaults as one would write them."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(signature))


def _prose(text: str) -> str:
    """A docstring as Markdown: its examples as a console session, its double back quotes as single ones."""
    body: list[str] = []
    examples: list[str] = []
    for paragraph in text.replace("``", "`").split("\n\n"):
        (examples if paragraph.lstrip().startswith(">>>") else body).append(paragraph)
    shown = [f"```pycon\n{inspect.cleandoc(example)}\n```" for example in examples]
    return "\n\n".join([*body, *shown])


def _formats() -> Iterator[str]:
    rows = ((f"`{n}`", " ".join(f.suffixes) or "–", f.summary) for n, f in sorted(FORMATS.items()))
    return _section("Formats that are written", ("format", "suffixes", "what it is"), rows)


def _terms(title: str, terms: Iterable[OntologyClass | OntologyProperty]) -> Iterator[str]:
    own = (term for term in terms if term.name.startswith("wr:"))
    rows = ((f"`{t.name}`", t.labels["zh"], _leads(t), t.comments["en"]) for t in own)
    columns = ("term", "中文", "under" if title == "Classes" else "from → to", "meaning")
    return _section(title, columns, rows)


def _leads(term: OntologyClass | OntologyProperty) -> str:
    if isinstance(term, OntologyClass):
        return ", ".join(term.parents)
    return f"{', '.join(term.domain) or 'anything'} → {', '.join(term.range) or 'anything'}"


def _rule_keys() -> Iterator[tuple[str, str]]:
    """The keys of a rule file, as the room that reads them explains them."""
    for key, meaning in re.findall(r"^ {4}(\w+) +(.+(?:\n {14}.+)*)", rules.__doc__ or "", re.MULTILINE):
        yield f"`{key}`", " ".join(meaning.split()).replace("``", "`")


def _rules(ontology: Ontology) -> Iterator[str]:
    yield "## Rules"
    yield "Each fact names the rule that found it (`wr:rule`). Rules are data in `ontology/rules/`."
    rules = load_rules(ontology.folder / "rules", lexicon_words(ontology))
    for file, group in groupby(rules, key=lambda rule: rule.place.partition(":")[0]):
        yield f"### {file}"
        yield _table(("rule", "what it does", "example"), map(_rule, group))


def _rule(rule: Rule) -> tuple[str, str, str]:
    does = _KINDS[rule.kind] + (f": {rule.reason}" if rule.reason else "")
    yields = f" ({rule.yields})" if rule.kind in ("name", "relation", "tone") else ""
    return f"`{rule.id}`", does + yields, rule.matches[0] if rule.matches else ""


def _words(ontology: Ontology) -> Iterator[str]:
    rows = []
    for known in sorted(ontology.lexicon.values(), key=lambda known: known.name):
        some = "、".join(sorted(known.words, key=lambda word: (len(word), word))[:_MOST_WORDS])
        rows.append((f"`{known.name}`", str(len(known.words)), some))
    return _section("Kinds of words", ("class", "words", "some of them"), rows)


def _section(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"## {title}"
    yield _table(columns, rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in cells)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8", newline="\n")
    click.echo(PAGE)
