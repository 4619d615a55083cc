"""The documents of a review: read, corrected so far, with the file that takes more corrections."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kg.build_document import Setup, curated_reading
from kg.build_jobs import with_curation
from kg.curation_file import NAME
from kg.errors import SourceError, UsageError
from kg.mapping import map_reading
from kg.model import Graph, Mention, Reading
from kg.ontology import Ontology, load_ontology
from kg.reading import find, read_file
from kg.reading.files import Paths

_STOP = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as it reads after its corrections, its setup, the ``file`` for more of them, and the
    ``name`` by which they call it."""

    setup: Setup
    reading: Reading
    file: Path
    name: str

    @property
    def place(self) -> str:
        """That of the report, "" for none."""
        return self.reading.text.source.place or ""

    @property
    def ontology(self) -> Ontology:
        """By which it is read."""
        return load_ontology(self.setup.ontology)

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a span of the cleaned text."""
        chars = self.reading.text.chars
        ends = [m.end() for m in _STOP.finditer(chars, 0, start)]
        stop = _STOP.search(chars, max(start, end - 1))
        return chars[ends[-1] if ends else 0 : stop.end() if stop else len(chars)].strip()

    def clause(self, start: int, end: int, marks: str = "，。；！？\n") -> str:
        """The words around a span up to the next marks, enough to find it again."""
        chars = self.reading.text.chars
        left = max(chars.rfind(mark, 0, start) for mark in marks) + 1
        rights = [at for mark in marks if (at := chars.find(mark, end)) >= 0]
        return chars[left : min(rights, default=len(chars))].strip()

    def class_name(self, type_: str) -> str:
        """The class in both languages, as a question names it."""
        known = self.ontology.classes.get(type_)
        return " ".join([type_.removeprefix("wr:"), *([known.labels["zh"]] if known else [])])

    def graph(self) -> Graph:
        """What the ontology admits of it."""
        return map_reading(self.reading, self.ontology)[0]


def read_all(paths: Paths, setup: Setup, answered: bool = False) -> list[Seen]:
    """All documents, in order. Where they will be ``answered``, the file that takes the corrections may be
    new. SourceError for one that cannot be read; UsageError for standard input where
    no file for its corrections was named."""
    given = setup.curation_files[-1] if setup.curation_files else None
    new = answered and given is not None and not given.exists()
    known = replace(setup, curation_files=setup.curation_files[:-1]) if new else setup
    found = []
    for file in find(paths):
        if isinstance(file, SourceError):
            raise file
        own = with_curation(known, file)
        takes = given or (file.path.parent / NAME if file.path else None)
        if takes is None:
            raise UsageError("name the file that takes the corrections of standard input (--curation)")
        for source in read_file(file, setup.reading):
            if isinstance(source, SourceError):
                raise source
            # where an answer is written beside the file, its own name will do, from wherever it is built
            apart = given or not answered
            beside = 0 if apart else len(file.name) - len(PurePosixPath(file.name).name)
            found.append(Seen(own, curated_reading(own, source)[0], takes, source.file[beside:]))
    return found


def is_curated(mention: Mention) -> bool:
    """Whether a person has looked at it."""
    return bool(mention.attributes.get("curated_by"))
