"""``kg review``: the questions about documents that are most worth a person's time, and what answers say.

Numbers that no rule took or turned down, links of low score, names that are almost the same, candidates that
a rule almost took, facts of rules that seldom speak. An answer is an entry of ``curation.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from kg.build_document import Setup
from kg.curation_file import dump
from kg.errors import UsageError
from kg.reading.files import Paths
from kg.review_facts import refused, seldom, unmatched
from kg.review_links import links, namesakes
from kg.review_named import named
from kg.review_question import Choice, Question
from kg.review_reading import Seen, read_all
from kg.wording import counted

__all__ = ["Answer", "Choice", "Question", "changes_nothing", "document", "filled", "questions"]


def questions(paths: Paths, setup: Setup, most: int = 0, name: str = "") -> list[Question]:
    """What to ask about the documents, the most worthwhile first, a kind in turn; ``most`` 0 is all.

    What a curation file answers is not asked again. With a ``name``, what concerns it is asked, answered
    before or not. SourceError for a document that cannot be read, UsageError for standard input without a
    file to write to and for a name that no document has.
    """
    return _ask(read_all(paths, setup, answered=True), setup, most, name)


def document(paths: Paths, setup: Setup, form: str, most: int = 0, name: str = "") -> tuple[str, str]:
    """The review as a page (``html``), or what people have corrected as ``gold`` or ``examples``; and how
    much that is, in words. Errors as for ``questions``."""
    from kg.review_exports import examples, gold
    from kg.review_page import page

    if name and form != "html":
        raise UsageError(f"--name: -f {form} gives all that was corrected; leave one of them out")
    seen = read_all(paths, setup)
    if form == "html":
        asked = _ask(seen, setup, most, name)
        return page(asked), f"{counted(len(asked), 'question')}, to be answered in a browser"
    if form == "examples":
        entries = examples(seen)
        return dump(entries), f"examples for {counted(len(entries), 'rule')}"
    lines = [f"{line}\n" for line in gold(seen)]
    return "".join(lines), counted(len(lines), "annotation")


def _ask(seen: list[Seen], setup: Setup, most: int, name: str) -> list[Question]:
    if name:
        return named(seen, name, (*links(seen, setup), *namesakes(seen)))[: most or None]
    kinds = (unmatched(seen), links(seen, setup), namesakes(seen), refused(seen), seldom(seen))
    found = [each for each in chain.from_iterable(zip_longest(*kinds)) if each is not None]
    return found[:most] if most else found


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said to a question: entries for the curation ``files``."""

    files: tuple[Path, ...]
    entry: Mapping[str, Any]


def filled(question: Question, choice: Choice, values: Mapping[str, str], who: str, why: str) -> Answer:
    """The answer of that choice, its fields filled with ``values`` by their names; of what is changed, only
    what differs from what is known."""
    entry = deepcopy(dict(choice.entry))
    for field in choice.fields:
        value = values.get(field.name, "")
        if value and field.wanted:
            entry[field.key] = value
        elif value and value != field.known:
            entry.setdefault("to", {})[field.key] = int(value) if field.key == "year" else value
    return Answer(question.files, {**entry, "who": who, "why": why})


def changes_nothing(answer: Answer) -> bool:
    """Whether it leaves everything as it is, though it was to change something."""
    entry = answer.entry
    if "merge" in entry:
        return bool(entry["merge"] == [entry["into"]])
    return "to" in entry and entry["to"] in ({}, entry.get("rename"))
